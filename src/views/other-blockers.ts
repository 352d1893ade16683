import type { Evaluation } from '#model/evaluation.ts'
import type { Finding } from '#model/finding.ts'

/**
 * Blockers of the step of requirements that belong to no gate and no required artifact: the profile, the checklist, the
 * order of artifacts, the tag's signature, and a comparison that failed of an artifact that nothing asks for.
 */
export function otherBlockers({ blockers }: Evaluation): Finding[] {
  return blockers.filter(({ code, args }) => {
    // A required artifact tells of its comparison itself, and names itself in words.
    const isUnasked = code.endsWith('.verification_failed') && args['artifact'] === undefined
    return isUnasked || /^(profile|checklist|policy|order|tag)\./.test(code)
  })
}
