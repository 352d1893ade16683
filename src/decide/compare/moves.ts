import type { Posture, Standing } from '#model/evaluation.ts'
import type { Policy } from '#model/policy.ts'
import type { ReleaseRecord } from '#model/release.ts'

/** One end of a comparison: what is published of a release, and what it comes to. */
export interface ComparedRelease {
  record: ReleaseRecord
  posture: Posture
  /** The policies that judged it, at release and today. */
  policies: { atRelease: Policy; today: Policy }
}

/** What is compared, in the order of harm. */
export const COMPARED_PARTS = [
  'breaking',
  'verdicts',
  'reasons',
  'gates',
  'evidence',
  'kpis',
  'thresholds',
  'risks',
  'boundaries',
  'approvals',
  'notes',
] as const

export type ComparisonPart = (typeof COMPARED_PARTS)[number]

/** Each way to move, with what it is from the other end. */
export const MIRRORED = {
  new: 'gone',
  gone: 'new',
  gained: 'lost',
  lost: 'gained',
  better: 'worse',
  worse: 'better',
  opened: 'closed',
  closed: 'opened',
  lowered: 'raised',
  raised: 'lowered',
  changed: 'changed',
  /** The same bytes for other code. */
  reused: 'reused',
  'not comparable': 'not comparable',
} as const

export type MoveKind = keyof typeof MIRRORED

/** One difference between two releases. */
export interface Move {
  part: ComparisonPart
  kind: MoveKind
  /** Tells it from the others of its part. */
  id: string
  /** Its name for people. */
  name: string
  /** What stands at each end; null where it is not there. */
  from: string | null
  to: string | null
}

/** Two releases side by side. What did not move is counted, with its names. */
export interface ReleaseComparison {
  moves: Move[]
  unchanged: Record<ComparisonPart, string[]>
}

/** What a release holds of one part: each thing with what is said of it. */
export interface Thing {
  id: string
  name: string
  said: string
}

/** Which way something moved that stands at both ends; null where it did not. */
export type JudgeMove<T> = (from: T, to: T) => MoveKind | null

export function standingWord({ record, posture }: ComparedRelease): Standing | 'quarantined' {
  return record.state === 'quarantined' ? 'quarantined' : posture.standing
}
