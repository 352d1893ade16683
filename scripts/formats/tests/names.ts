import { asLine, lineOf } from '#lib/text.ts'
import type { CaseStatus, Reading } from '#model/evidence.ts'
import { type Finding, finding } from '#model/finding.ts'

/** One case as a reader finds it. */
export interface FoundCase {
  name: string
  /** The suites and the class that it stands in, outermost first. */
  within: readonly (string | null)[]
  status: CaseStatus
  /** Why it was skipped, by the file's own words. */
  reason?: string | null | undefined
}

/** What a reading says of single suites and cases, and remarks for its reasons when some had to be left out. */
export type KeptNames = Pick<Reading, 'suites' | 'cases' | 'skips'> & { remarks: Finding[] }

/**
 * What a reader of tests keeps of single suites and cases. Suites come the worst first, at most 100.
 *
 * Which cases a policy asks for is not known here, and must not be: a record would have to be made again for each new
 * version of a policy. So those with an identifier such as AT-052 in their name or suite are kept, and a policy asks for
 * cases by identifier; at most 200. Where there are more, those go whose name is least like an identifier, and the passed
 * before the others: a skipped case is never lost behind a passed one of the same name. All other names stay in the
 * artifact, since they may hold what parameters were given.
 */
export function keepNames(suites: Reading['suites'], cases: readonly FoundCase[]): KeptNames {
  const named = cases.map((each) => ({
    name: lineOf(each.name, 200),
    suite: withinText(each.within),
    status: each.status,
  }))
  const worthy = named.filter((each) => likeness(each) < UNLIKE)
  const kept = worthy.length <= MOST_CASES ? worthy : worthy.toSorted(byWorth).slice(0, MOST_CASES)
  return {
    suites: mostTelling(suites).toSorted(worstFirst),
    ...(kept.length > 0 ? { cases: kept } : {}),
    ...skipsOf(cases),
    remarks: [
      ...(kept.length < worthy.length
        ? [finding('tests.cases_left_out', { kept: kept.length, total: worthy.length })]
        : []),
      ...(suites.length > MOST_SUITES
        ? [finding('tests.suites_left_out', { kept: MOST_SUITES, total: suites.length })]
        : []),
    ],
  }
}

/** Suites by the names of all they stand in: `payments › AT-052`. A name that is said twice is said once. */
export function withinText(names: FoundCase['within']): string {
  const said = names.filter((name): name is string => name !== null && name !== '')
  return lineOf([...new Set(said)].join(' › '), 300)
}

type Named = { name: string; suite?: string }

const MOST_CASES = 200
const MOST_SUITES = 100

function byWorth(a: Named & { status: CaseStatus }, b: Named & { status: CaseStatus }): number {
  const passed = (each: { status: CaseStatus }) => Number(each.status === 'passed')
  return likeness(a) - likeness(b) || passed(a) - passed(b) || (a.name < b.name ? -1 : 1)
}

function mostTelling(suites: Reading['suites']): Reading['suites'] {
  if (suites.length <= MOST_SUITES) return suites
  return suites.toSorted((a, b) => likeness(a) - likeness(b) || worstFirst(a, b)).slice(0, MOST_SUITES)
}

/** Most trouble first, then by size and name. */
function worstFirst(a: Reading['suites'][number], b: Reading['suites'][number]): number {
  return (
    b.failed + b.errored - (a.failed + a.errored) ||
    b.skipped - a.skipped ||
    b.total - a.total ||
    (a.name < b.name ? -1 : 1)
  )
}

/** 0 for `AT-052`, 1 for what may be an identifier, such as `at_052` and `TestAT052`, 2 for neither. */
function likeness({ name, suite = '' }: Named): number {
  const text = `${suite} ${name}`
  if (IDENTIFIER.test(text)) return 0
  return LIKE_ONE.test(text) ? 1 : UNLIKE
}

const UNLIKE = 2
const IDENTIFIER = /(?<![\p{L}\p{N}])\p{Lu}[\p{Lu}\p{N}]{0,19}\p{Pd}\p{N}/u
const LIKE_ONE = /(?<![\p{L}\p{N}])\p{L}[\p{L}\p{N}]{0,19}[\p{Pd}_]\p{N}|\p{Lu}{2,10}\p{N}{2}/u

/** The most frequent reasons for skipping, each on one short line. */
function skipsOf(cases: readonly FoundCase[]): Pick<Reading, 'skips'> {
  const reasons = cases.flatMap(({ status, reason }) => {
    const said = status === 'skipped' ? asLine(reason) : null
    return said === null ? [] : [lineOf(said, 120)]
  })
  if (reasons.length === 0) return {}
  const counted = [...Map.groupBy(reasons, (reason) => reason)].map(([reason, same]) => ({
    reason,
    count: same.length,
  }))
  const sorted = counted.toSorted((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1))
  return { skips: sorted.slice(0, 10) }
}
