import type { Finding } from '#model/finding.ts'

/** How a step came out. `partly`: what could be compared agrees, the rest is kept elsewhere. */
export type StepOutcome = 'agrees' | 'differs' | 'partly' | 'not-checked'

/** One step of a check: its own name, what it compared and how that came out. No step speaks for another. */
export type VerifyStep = {
  name: StepName
  outcome: StepOutcome
  said: string
  faults: Finding[]
  /** What was compared, for who wants to see it. */
  compared: Compared[]
}

export type Compared = {
  what: string
  said: string
  found: string | null
  outcome: 'agrees' | 'differs' | 'not-checked'
}

/** In the order in which they are taken; the command line has the same. */
export const STEPS = {
  ledger: 'Place in the ledger',
  record: 'Record',
  dossier: 'Dossier',
  policy: 'Policy',
  evidence: 'Evidence',
  readings: 'Readings',
  verdict: 'Verdict',
  statement: 'Statement',
} as const

export type StepName = keyof typeof STEPS

/** A step that found faults, or agrees. */
export function stepOf(
  name: StepName,
  said: string,
  faults: readonly Finding[],
  compared: readonly Compared[] = [],
): VerifyStep {
  const outcome = faults.length > 0 ? 'differs' : 'agrees'
  return { name, outcome, said, faults: [...faults], compared: [...compared] }
}

/** A step that nobody could take, and why. */
export function notChecked(name: StepName, said: string): VerifyStep {
  return { name, outcome: 'not-checked', said, faults: [], compared: [] }
}

/** Two digests side by side. */
export function comparedDigests(what: string, said: string, found: string | null): Compared {
  return {
    what,
    said,
    found,
    outcome: found === null ? 'not-checked' : said === found ? 'agrees' : 'differs',
  }
}

/** All names, for a page that shows them before they are done. */
export const STEP_NAMES = Object.keys(STEPS) as StepName[]
