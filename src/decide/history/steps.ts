import type { Decision } from '#model/evaluation.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { ReleaseRecord } from '#model/release.ts'

/** How far a release came through the steps A-G of the release state diagram [000]: for its own page and for the counts. */
export interface ReachedSteps {
  /** A: an issue, a branch or a pull request is known. */
  intent: boolean
  /** B: artifacts whose bytes could be read, whatever they say. */
  readable: number
  /** C. */
  dossier: boolean
  /** D: what the gate answered; null where it was not asked. */
  answer: 'yes' | 'no' | null
  /** G: attempts that failed. */
  failedAttempts: number
}

/** Reads off a record, and what it was decided as at its release, which steps it reached. */
export function reachedSteps(
  { state, dossier, evidence, git }: ReleaseRecord,
  atRelease: Decision,
): ReachedSteps {
  const { issue, branch, pullRequest } = dossier?.spine ?? {}
  const answers = { go: 'yes', 'no-go': 'no', 'not-assessed': null } as const
  return {
    intent: (issue ?? branch ?? pullRequest) !== undefined || git.pullRequests.length > 0,
    readable: evidence.filter((item) => READABLE.has(item.status)).length,
    dossier: state === 'dossier',
    answer: answers[atRelease],
    failedAttempts: dossier?.attempts.filter((attempt) => attempt.result === 'failed').length ?? 0,
  }
}

const READABLE = new Set<EvidenceItem['status']>(['passed', 'failed', 'unknown', 'unverified'])
