import { type StepToGo, stepsToGo } from '#decide/history/steps-to-go.ts'
import { sentenceList } from '#messages/format.ts'
import { sentence } from '#messages/messages.ts'
import type { Evaluation } from '#model/evaluation.ts'

/** What keeps a release from GO in one clause, and how many of the steps to GO it speaks of. */
interface Clause {
  /** Alike ones are told in one clause; the lowest rank is told first. */
  rank: number
  one: (title: string) => string
  many: (count: number) => string
}

const CLAUSES = {
  bytes: {
    rank: 0,
    one: (title) => `the bytes behind “${title}” are not those that were declared`,
    many: (n) => `the bytes behind ${n} checks are not those that were declared`,
  },
  failed: { rank: 1, one: (title) => `“${title}” failed`, many: (n) => `${n} checks failed` },
  rejected: { rank: 1, one: (title) => `${title} rejected it`, many: (n) => `${n} roles rejected it` },
  risk: {
    rank: 2,
    one: () => 'a SEV-1 or SEV-2 risk is open',
    many: (n) => `${n} SEV-1 or SEV-2 risks are open`,
  },
  missing: { rank: 3, one: (title) => `“${title}” is not shown`, many: (n) => `${n} checks are not shown` },
  unknown: {
    rank: 3,
    one: (title) => `“${title}” was neither passed nor failed`,
    many: (n) => `${n} checks were neither passed nor failed`,
  },
  artifact: {
    rank: 3,
    one: (title) => `the required “${title}” does not hold`,
    many: (n) => `${n} required artifacts do not hold`,
  },
  bound: {
    rank: 4,
    one: (title) => `the approval by ${title} is for an earlier version of this release`,
    many: (n) => `${n === 2 ? 'both' : `all ${n}`} approvals are for an earlier version of this release`,
  },
  approval: {
    rank: 4,
    one: (title) => `the approval by ${title} does not count`,
    many: (n) => `${n} approvals do not count`,
  },
  unapproved: {
    rank: 4,
    one: (title) => `the approval by ${title} is missing`,
    many: (n) => `${n} approvals are missing`,
  },
  ranOut: {
    rank: 6,
    one: (title) => `the evidence for “${title}” ran out`,
    many: (n) => `the evidence of ${n} checks ran out`,
  },
} as const satisfies Record<string, Clause>

type ClauseName = keyof typeof CLAUSES

/** What keeps a release from GO, as clauses of a sentence: alike causes as one, the worst first, what only ran out last. */
export function causeClauses(evaluation: Evaluation): string[] {
  const told = stepsToGo(evaluation).map((step) => ({ step, name: clauseOf(step, evaluation) }))
  const known = Map.groupBy(
    told.filter(({ name }) => name !== null),
    ({ name }) => name as ClauseName,
  )
  const clauses = [...known]
    .map(([name, alike]) => ({
      rank: CLAUSES[name].rank,
      text: textOf(
        name,
        alike.map(({ step }) => step),
      ),
    }))
    .sort((a, b) => a.rank - b.rank)
  const plain = told.filter(({ name }) => name === null).map(({ step }) => plainClause(step))
  const early = clauses.filter(({ rank }) => rank < CLAUSES.ranOut.rank)
  return [...early.map(({ text }) => text), ...plain, ...clauses.slice(early.length).map(({ text }) => text)]
}

/** How many things have to be put right; approvals that fail alike are one. */
export function causeCount(evaluation: Evaluation): number {
  return causeClauses(evaluation).length
}

/** The clauses as one sentence: two in full, and how many more there are. */
export function causeSentence(evaluation: Evaluation): string {
  const clauses = causeClauses(evaluation)
  const rest = clauses.length - 2
  const more =
    rest > 0 ? [rest === 1 ? 'one more thing stands in the way' : `${rest} more things stand in the way`] : []
  const text = sentenceList([...clauses.slice(0, 2), ...more])
  return text === '' ? '' : `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`
}

/** The name of the person or role, or the one gate, or how many. */
function textOf(name: ClauseName, steps: readonly StepToGo[]): string {
  const [only] = steps
  const { one, many }: Clause = CLAUSES[name]
  return only && steps.length === 1 ? one(only.title) : many(steps.length)
}

/** How a step is told; null for what only its own sentence tells. */
function clauseOf({ kind, id, blockers }: StepToGo, evaluation: Evaluation): ClauseName | null {
  if (blockers.some((each) => /\.(digest_mismatch)$/.test(each.code))) return 'bytes'
  if (kind === 'risk') return 'risk'
  if (kind === 'artifact') return 'artifact'
  if (kind === 'approval') return approvalClause(id, evaluation)
  if (kind !== 'gate') return null
  const gate = evaluation.groups.flatMap((group) => group.gates).find((each) => each.id === id)
  return gate ? GATES[gate.outcome] : null
}

const GATES = {
  passed: null,
  'not-applicable': null,
  failed: 'failed',
  missing: 'missing',
  unknown: 'unknown',
  stale: 'ranOut',
} as const satisfies Record<Evaluation['groups'][number]['gates'][number]['outcome'], ClauseName | null>

function approvalClause(role: string, { approvals }: Evaluation): ClauseName {
  const outcome = approvals.find((each) => each.role === role)?.outcome
  if (outcome === 'stale-binding') return 'bound'
  if (outcome === 'rejected') return 'rejected'
  return outcome === 'missing' ? 'unapproved' : 'approval'
}

/** The first sentence of a blocker as a clause among others: names keep their capital, other words that open it do not. */
function plainClause({ blockers, title }: StepToGo): string {
  const [first] = blockers
  const text = first ? (sentence(first).split(/(?<=[.;:]) /, 1)[0] ?? title) : title
  return text.replace(/[.;:]$/, '').replace(OPENING, (word) => word.toLowerCase())
}

const OPENING = /^(?:An?|The|This|It|No|Nothing|Nobody|Only|Both|All|Each|There)(?= )/
