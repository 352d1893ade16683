import { compareReleases } from './compare.ts'
import { type ComparedRelease, type Move, standingWord, type Thing } from './moves.ts'
import { breaking, risks } from './things.ts'

/** A version on the way, and whether it may be stopped at. */
export interface UpgradeStep {
  version: string
  standing: ReturnType<typeof standingWord>
  /** True for one that is no GO today: it is gone past, and what it breaks is broken all the same. */
  isSteppedOver: boolean
}

/** The way from one version of a service to a later one. */
export interface UpgradeBrief {
  service: string
  from: string
  to: string
  /** Whether the version to go to is GO today. */
  isGo: boolean
  /** Every version after the first up to the last, oldest first. */
  steps: UpgradeStep[]
  /** What breaks on the way, also in versions that are stepped over. */
  breaking: { version: string; change: Thing }[]
  /** Risks that the last version leaves open; those that were open before come along, the others are new. */
  risks: { risk: Thing; isNew: boolean }[]
  /** The numbers that moved from the first version to the last. */
  drift: Move[]
}

/**
 * What lies between two versions of a service.
 * @param way every release from the version that is run to the one that is wanted, oldest first, both included
 * @returns null where there is no way: fewer than two releases, or of more than one service
 */
export function upgradeBrief(way: readonly ComparedRelease[]): UpgradeBrief | null {
  const [first, last] = [way[0], way.at(-1)]
  if (first === undefined || last === undefined || way.length < 2) return null
  if (way.some(({ record }) => record.service !== first.record.service)) return null
  const passed = way.slice(1)
  const known = new Set(risks(first).map(({ id }) => id))
  return {
    service: first.record.service,
    from: first.record.version,
    to: last.record.version,
    isGo: standingWord(last) === 'go',
    steps: passed.map((each) => ({
      version: each.record.version,
      standing: standingWord(each),
      isSteppedOver: each !== last && standingWord(each) !== 'go',
    })),
    breaking: passed.flatMap((each) =>
      breaking(each).map((change) => ({ version: each.record.version, change })),
    ),
    risks: risks(last).map((risk) => ({ risk, isNew: !known.has(risk.id) })),
    drift: compareReleases(first, last).moves.filter(({ part }) => part === 'kpis'),
  }
}
