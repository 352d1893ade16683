import type { BaselineOutcome } from '#model/public-facts.ts'
import type { ReleaseRecord } from '#model/release.ts'
import type { BaselineCounts, SeenHistory, SigningKind } from '#model/service-history.ts'
import { millis } from '../lib/time.ts'
import { baselineOf } from './baseline.ts'
import { BASELINE } from './requirements.ts'

/** What the public facts of one release come to, small enough to be kept of each. */
export interface SeenFacts {
  /** A letter for each requirement, in their order. */
  outcomes: string
  signing: SigningKind
  /** The key that its signature names; nothing of it is proven. */
  key: string | null
}

/** A release with what is seen of it. */
export interface SeenOf {
  service: string
  version: string
  released: string
  seen: SeenFacts
}

const LETTERS: Record<BaselineOutcome, string> = { met: 'm', unmet: 'u', unshown: 's', unasked: 'a' }

/** What anybody can see of a release; that its tag was moved only the ledger tells, see {@link outcomesOf}. */
export function seenOf(record: ReleaseRecord): SeenFacts {
  const outcomes = baselineOf(record, false).map(({ outcome }) => LETTERS[outcome])
  return { outcomes: outcomes.join(''), signing: signingOf(record), key: record.publicFacts?.key.own ?? null }
}

/** Whether a tag is signed, and how much of it was checked here. */
export function signingOf({ git: { signature } }: Pick<ReleaseRecord, 'git'>): SigningKind {
  if (signature === null) return 'none'
  if (signature.outcome === 'failed') return 'failed'
  return signature.outcome === 'verified' ? 'verified' : 'claimed'
}

/** The outcome of each requirement, by its id, in their order. */
export function outcomesOf(letters: string): Record<string, BaselineOutcome> {
  return Object.fromEntries(BASELINE.map(({ id }, at) => [id, outcomeAt(letters, at)]))
}

/** How many requirements are met. */
export function metCount(letters: string): number {
  return letters.split(LETTERS.met).length - 1
}

function outcomeAt(letters: string, at: number): BaselineOutcome {
  const [outcome] = Object.entries(LETTERS).find(([, letter]) => letter === letters[at]) ?? []
  return (outcome as BaselineOutcome | undefined) ?? 'unshown'
}

const VERSION = BASELINE.findIndex(({ id }) => id === 'version')

/** A moved tag is no version of its own, whatever else it shows. */
function withMoved({ service, version, seen: { outcomes } }: SeenOf, moved: ReadonlySet<string>): string {
  if (!moved.has(`${service}@${version}`)) return outcomes
  return `${outcomes.slice(0, VERSION)}${LETTERS.unmet}${outcomes.slice(VERSION + 1)}`
}

const MOST = 60

/**
 * How what anybody can see of a service moved over its releases.
 * @param own its releases, oldest version first. @param moved releases whose tags led elsewhere once, as `service@version`.
 */
export function seenHistory(own: readonly SeenOf[], moved: ReadonlySet<string>): SeenHistory {
  const byTime = own.toSorted((a, b) => millis(b.released) - millis(a.released))
  const [newest] = byTime
  const isSigned = ({ seen }: SeenOf) => seen.signing === 'claimed' || seen.signing === 'verified'
  const key = newest?.seen.key ?? null
  return {
    baseline: own.slice(-MOST).map((each) => ({ version: each.version, outcomes: withMoved(each, moved) })),
    total: own.length,
    signed: own.filter(isSigned).length,
    signedSince: beginning(byTime, isSigned),
    keySince: key === null ? null : beginning(byTime, ({ seen }) => seen.key === key),
  }
}

/** The oldest of the newest releases without a gap that something is true of; null when it is not true of the newest. */
function beginning(byTime: readonly SeenOf[], is: (release: SeenOf) => boolean): string | null {
  const end = byTime.findIndex((each) => !is(each))
  return byTime[(end < 0 ? byTime.length : end) - 1]?.version ?? null
}

/** How many releases meet what, requirement by requirement. @param all outcomes of each, as letters. */
export function baselineCounts(all: readonly string[]): BaselineCounts[] {
  return BASELINE.map(({ id }, at) => {
    const counts = { met: 0, unmet: 0, unshown: 0, unasked: 0 }
    for (const letters of all) counts[outcomeAt(letters, at)] += 1
    return { id, ...counts }
  })
}

/** The same over all releases of a catalog. */
export function catalogBaseline(all: readonly SeenOf[], moved: ReadonlySet<string>): BaselineCounts[] {
  return baselineCounts(all.map((each) => withMoved(each, moved)))
}
