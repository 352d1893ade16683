import type { Standing } from '#model/evaluation.ts'
import type { ReleaseState } from '#model/release.ts'

export type ReleaseVerdict = 'go' | 'no-go' | 'aged-out' | 'no-dossier' | 'quarantined'

/** What a release can have been when it was released. */
export type FirstVerdict = Exclude<ReleaseVerdict, 'aged-out'>

/** The five words a release can be shown with. */
export const VERDICT_WORDS = {
  go: 'GO',
  'no-go': 'NO-GO',
  'aged-out': 'AGED OUT',
  'no-dossier': 'NO DOSSIER',
  quarantined: 'QUARANTINED',
} as const satisfies Record<ReleaseVerdict, string>

/** The class that colors each. */
export const VERDICT_TONES = {
  go: 'go',
  'no-go': 'nogo',
  'aged-out': 'aged',
  'no-dossier': 'none',
  quarantined: 'held',
} as const satisfies Record<ReleaseVerdict, string>

/** What `data-then` of a mark holds for the browser: the class and the word that the verdict turns to. */
export function turnsTo(verdict: ReleaseVerdict): string {
  return `${VERDICT_TONES[verdict]} ${VERDICT_WORDS[verdict]}`
}

/**
 * The verdict to show for a release in `state` that stands so today, or was decided so at release.
 * @param standing for today always the standing: a decision cannot tell what has aged out.
 */
export function verdictOf<S extends Standing>(state: ReleaseState, standing: S): VerdictOf<S> {
  if (state === 'quarantined') return 'quarantined'
  return (standing === 'not-assessed' ? 'no-dossier' : standing) as VerdictOf<S>
}

/** Nothing has aged out at its release. */
type VerdictOf<S extends Standing> = Exclude<S, 'not-assessed'> | 'no-dossier' | 'quarantined'

/** The six cells of a strip, in order. */
export const CELL_NAMES = [
  'Architecture & contracts',
  'Security',
  'Data & billing',
  'Reliability & operations',
  'Delivery',
  'No open SEV-1/2',
]
/** What a letter of a strip means. */
export const CELL_WORDS: Record<string, string> = {
  p: 'passed',
  w: 'passed with an exception',
  f: 'failed',
  n: 'not asked',
  r: 'ran out',
}

/**
 * The strip to show today: what passed at release and does not any more has run out where nothing but that keeps the
 * release from GO.
 * @param strips at release and today
 */
export function shownStrip([then, now]: readonly [string, string], verdict: ReleaseVerdict): string {
  if (verdict !== 'aged-out') return now
  return [...now].map((cell, i) => (cell === 'f' && then[i] !== 'f' ? 'r' : cell)).join('')
}

/** A strip such as `pwfppp` in words: every cell that is not simply passed, or that all are. */
export function stripWords(strip: string): string {
  const cells = [...strip]
  if (cells.every((cell) => cell === 'n')) return 'not judged'
  const notable = cells.flatMap((cell, i) => (cell === 'p' ? [] : [`${CELL_NAMES[i]} ${CELL_WORDS[cell]}`]))
  return notable.length === 0 ? 'all six passed' : notable.join(', ')
}
