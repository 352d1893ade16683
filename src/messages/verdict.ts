import type { Decision } from '#model/evaluation.ts'
import type { ReleaseState } from '#model/release.ts'

export type ReleaseVerdict = 'go' | 'no-go' | 'no-dossier' | 'quarantined'

/** The four words a release can be shown with. */
export const VERDICT_WORDS = {
  go: 'GO',
  'no-go': 'NO-GO',
  'no-dossier': 'NO DOSSIER',
  quarantined: 'QUARANTINED',
} as const satisfies Record<ReleaseVerdict, string>

/** The class that colors each. */
export const VERDICT_TONES = {
  go: 'go',
  'no-go': 'nogo',
  'no-dossier': 'none',
  quarantined: 'held',
} as const satisfies Record<ReleaseVerdict, string>

/** The verdict to show for a release in `state` whose evaluation came out as `decision`. */
export function verdictOf(state: ReleaseState, decision: Decision): ReleaseVerdict {
  if (state === 'quarantined') return 'quarantined'
  return decision === 'not-assessed' ? 'no-dossier' : decision
}

/** The six cells of a strip, in order. */
export const CELL_NAMES = [
  'Architecture & contracts',
  'Security',
  'Data & billing',
  'Reliability & ops',
  'Delivery',
  'SEV-1/2',
]
/** What a letter of a strip means. */
export const CELL_WORDS: Record<string, string> = {
  p: 'passed',
  w: 'passed with a waiver',
  f: 'failed',
  n: 'nothing to report',
}

/** A strip such as `pwfppp` in words: every cell that is not simply passed, or that all are. */
export function stripWords(strip: string): string {
  const cells = [...strip]
  if (cells.every((cell) => cell === 'n')) return 'not assessed'
  const notable = cells.flatMap((cell, i) => (cell === 'p' ? [] : [`${CELL_NAMES[i]} ${CELL_WORDS[cell]}`]))
  return notable.length === 0 ? 'all six passed' : notable.join(', ')
}
