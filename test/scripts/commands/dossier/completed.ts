import { draftDossier, withProducers } from '#decide/verdict/draft.ts'
import { evaluate } from '#decide/verdict/evaluate.ts'
import { dossierText } from '#messages/dossier-text.ts'
import { Dossier } from '#model/dossier.ts'
import type { Evaluation } from '#model/evaluation.ts'
import type { Policy } from '#model/policy.ts'
import type { ReleaseRecord } from '#model/release.ts'

/** A release whose dossier was drafted again from its files, and completed by what only a person can say. */
export type Completed = { draft: string; final: string; lines: string[]; evaluation: Evaluation }

/** What a person says; all else has to come from files, git and the release before. */
const SPOKEN = [
  'purpose',
  'affectedExternal',
  'breakingChanges',
  'releaseNotes',
  'compatibilityNotes',
  'gates',
  'waivers',
  'kpis',
  'risks',
] as const

/**
 * Drafts the dossier of a release as if nobody had written it, then lets a person say what the real one says, and counts the
 * lines that the draft did not have. Approvals are written by a command.
 */
export function completed(
  record: ReleaseRecord,
  before: Dossier | null,
  policy: Policy,
  at: string,
): Completed {
  const real = Dossier.parse(record.dossier)
  const unsaid = { kind: 'test' as const, gates: [] as string[] }
  const toolOf = new Map(record.evidence.map(({ name, tool, format }) => [name, tool?.name ?? format]))
  const files = real.evidence.map((each) => ({ ...each, ...unsaid, producer: toolOf.get(each.name) ?? 'x' }))
  const evidence = record.evidence.map((each) => ({
    ...each,
    ...unsaid,
    producer: toolOf.get(each.name) ?? 'x',
  }))
  const { service, version, tag } = real
  const least = { schemaVersion: 1, service, version, tag, releaseType: 'docs-patch', profile: real.profile }
  const first = Dossier.parse({ ...least, evidence: files, affectedExternal: real.affectedExternal })
  const read = withProducers({ ...record, evidence, dossier: first }, files, before)
  const compose = (made: typeof read) => draftDossier({ ...made, policy, before, owner: null }, at)
  const drafted = compose(read).dossier
  // Who made a file that the release before did not have is for a person to say.
  const named = withProducers(read.record, read.references, real)
  const { proposals, dossier: composed } = compose(named)
  const spoken = Object.fromEntries(SPOKEN.flatMap((name) => (real[name] ? [[name, real[name]]] : [])))
  const final = { ...composed, ...spoken, decidedAt: real.decidedAt }
  const bound = new Map(proposals.map((each) => [each.item, each]))
  const judged = {
    ...record,
    dossier: Dossier.parse({ ...final, approvals: real.approvals }),
    evidence: named.record.evidence.map((each) => {
      const { kind = each.kind, gates = [], artifact = null } = bound.get(each.name) ?? {}
      return { ...each, kind, gates, name: artifact ?? each.name }
    }),
  }
  const [draft, text] = [dossierText(drafted), dossierText(final)]
  return { draft, final: text, lines: newLines(draft, text), evaluation: evaluate(judged, policy, at) }
}

/** Lines of a text that another one does not have, each as often as it is missing there. */
function newLines(before: string, after: string): string[] {
  const left = new Map<string, number>()
  const key = (line: string) => line.replace(/,$/, '').trim()
  for (const line of before.split('\n').map(key)) left.set(line, (left.get(line) ?? 0) + 1)
  return after.split('\n').filter((line) => {
    const there = left.get(key(line)) ?? 0
    left.set(key(line), there - 1)
    return there <= 0
  })
}
