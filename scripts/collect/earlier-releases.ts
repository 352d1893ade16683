import { hash } from 'node:crypto'
import { canonical } from '#decide/lib/canonical.ts'
import {
  addUses,
  type EvidenceUse,
  type FirstUses,
  type Released,
  reusedFrom,
  usesOf,
  withReuse,
} from '#decide/lib/reuse.ts'
import { carryRisks } from '#decide/verdict/risks.ts'
import type { OpenRisk } from '#model/dossier-risk.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { CollectedRelease } from '#store/state.ts'
import type { ReadDossier } from './dossier/read.ts'
import type { ReadTag } from './tags/git-facts.ts'
import type { Predecessors } from './tags/predecessors.ts'

/** What the state of a run keeps of a release, so that the releases after it can be compared with it unread. */
export type KeptOffer = Pick<CollectedRelease, 'uses' | 'reused' | 'risksBefore' | 'openRisks'>

/** What a release says that is compared with the releases before it. */
export type Offer = Pick<ReadDossier, 'dossier' | 'evidence'>

/** The same, compared. */
export type ComparedOffer = Pick<ReadDossier, 'evidence' | 'droppedRisks'>

/** Releases on their way through one point in the order of their tags, however long each takes to get there. */
export type EarlierReleases = {
  /** To be called for each release in that order, before anything else. */
  join: (tag: ReadTag) => Turn
}

export type Turn = {
  /** Comes when all releases before have left. */
  come: Promise<void>
  /** What a release offers, with what earlier ones offered of it and left open; once its turn has come. */
  compare: (offer: Offer) => ComparedOffer
  /** What is to be kept of it; once its turn has come. The evidence as it was compared. */
  keep: (offer: Offer) => KeptOffer
  /** True when what was kept of a release is what would be said of it now; once its turn has come. */
  isSame: (kept: KeptOffer) => boolean
  /** Lets the next release come, which may have to be compared with this one. */
  leave: (kept: KeptOffer) => void
  /** Lets the next release come where this one has failed. */
  fail: () => void
}

/**
 * Opens a queue with nobody in it. Memory is one entry for all bytes that any release offers.
 * @param before the releases before a tag in its service.
 * @param known who offered which bytes first, as far as it was published before; grows with the releases that leave.
 */
export function openEarlierReleases(
  before: (tag: ReadTag) => Predecessors<ReadTag>,
  known: FirstUses = new Map(),
): EarlierReleases {
  const open = new Map<ReadTag, readonly OpenRisk[]>()
  let last = Promise.resolve()
  /** Of a release that was tagged later nothing is said here. */
  const openBefore = (tag: ReadTag): readonly OpenRisk[] => {
    let { previous } = before(tag)
    while (previous !== null && !open.has(previous)) previous = before(previous).previous
    return previous === null ? [] : (open.get(previous) ?? [])
  }
  return {
    join: (tag) => {
      const come = last
      const { promise, resolve } = Promise.withResolvers<void>()
      last = promise
      const release = releasedBy(tag)
      const carried = (dossier: Offer['dossier']) => carryRisks(dossier, tag.version, openBefore(tag))
      return {
        come,
        compare: ({ dossier, evidence }) => ({
          evidence: withReuse(known, release, evidence),
          droppedRisks: carried(dossier).dropped,
        }),
        keep: ({ dossier, evidence }) => ({
          ...keptUses(evidence),
          risksBefore: digestOfRisks(openBefore(tag)),
          openRisks: carried(dossier).open,
        }),
        isSame: ({ uses, reused, risksBefore }) =>
          digestOf(known, release, usesListed(uses)) === reused &&
          digestOfRisks(openBefore(tag)) === risksBefore,
        leave: ({ uses, openRisks }) => {
          addUses(known, release, usesListed(uses))
          open.set(tag, openRisks)
          resolve()
        },
        fail: () => resolve(),
      }
    },
  }
}

/** The release that a tag is, and the commit that it leads to. */
export function releasedBy({ service, version, target }: ReadTag): Released {
  return { service: service.id, version, commit: target?.type === 'commit' ? target.id : null }
}

function digestOfRisks(risks: readonly OpenRisk[]): string {
  return risks.length === 0 ? '' : hash('sha256', canonical(risks))
}

function keptUses(evidence: readonly EvidenceItem[]): Pick<KeptOffer, 'uses' | 'reused'> {
  const byCommit = Map.groupBy(usesOf(evidence), ({ commit }) => commit ?? NONE)
  const reused = evidence.flatMap(({ reused: from, sha256, subject }) =>
    from ? [[sha256, subject.commit, ...partsOf(from)]] : [],
  )
  return {
    uses: Object.fromEntries(
      [...byCommit].map(([commit, each]) => [commit, each.map(({ sha256 }) => sha256)]),
    ),
    reused: digestOfParts(reused),
  }
}

/** Stands for no commit. */
const NONE = ''

/** What was kept of what a release offers, as it was. */
export function usesListed(uses: KeptOffer['uses']): EvidenceUse[] {
  return Object.entries(uses).flatMap(([commit, digests]) =>
    digests.map((sha256) => ({ sha256, commit: commit === NONE ? null : commit })),
  )
}

function digestOf(known: FirstUses, release: Released, uses: readonly EvidenceUse[]): string {
  const reused = uses.flatMap((use) => {
    const from = reusedFrom(known, release, use)
    return from ? [[use.sha256, use.commit, ...partsOf(from)]] : []
  })
  return digestOfParts(reused)
}

function partsOf({ service, version, commit }: NonNullable<EvidenceItem['reused']>): string[] {
  return [service, version, commit]
}

/** Each once, in one order. */
function digestOfParts(parts: readonly (readonly (string | null)[])[]): string {
  if (parts.length === 0) return ''
  return hash('sha256', [...new Set(parts.map((each) => JSON.stringify(each)))].sort().join('\n'))
}
