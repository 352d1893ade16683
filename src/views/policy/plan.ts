import type { Policy } from '#model/policy.ts'
import { acceptedText, ageText, VERIFIED_TEXT } from './accepted.ts'

/** What a release of each type and profile will need, before there is any dossier [002 "live-certification-plan"]. */
export function certificationPlan(policy: Policy) {
  const titles = new Map(policy.artifacts.map((artifact) => [artifact.name, artifact.title]))
  const named = (names: readonly string[]) => names.map((name) => titles.get(name) ?? name)
  return {
    types: policy.requirements.map((each) => ({
      type: each.releaseType,
      summary: each.summary,
      profiles: each.profiles.length > 0 ? each.profiles.join(' or ') : 'any',
      artifacts: named(each.artifacts),
      external: {
        profiles: each.profilesWhenExternal.join(' or '),
        artifacts: named(each.artifactsWhenExternal),
      },
    })),
    profiles: policy.profiles.map((each) => ({
      id: each.id,
      role: each.role,
      produces: named(each.produces),
    })),
    artifacts: policy.artifacts.map((each) => ({
      name: each.name,
      title: each.title,
      producer: each.producer,
      purpose: each.purpose,
      accepts: [...each.accepts.map(acceptedText), ...(each.requireVerified ? [VERIFIED_TEXT] : [])],
      age: ageText(each.accepts),
    })),
    checklist: policy.checklist,
  }
}
