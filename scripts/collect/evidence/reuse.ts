import { hash } from 'node:crypto'
import {
  addUses,
  type EvidenceUse,
  type FirstUses,
  reusedFrom,
  usesOf,
  withReuse,
} from '#decide/lib/reuse.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { CollectedRelease } from '#store/state.ts'

/** What the state of a run keeps of a release's evidence, so that the releases after it can be compared with it unread. */
type KeptUses = Pick<CollectedRelease, 'uses' | 'reused'>

/** Releases on their way through one point in the order of their tags, however long each takes to get there. */
export type ReuseQueue = {
  /** To be called for each release in that order, before anything else. */
  join: () => ReuseTurn
}

export type ReuseTurn = {
  /** Comes when all releases before have left. */
  come: Promise<void>
  /** The evidence of this release with what earlier ones offered of it; once its turn has come. */
  compare: (evidence: readonly EvidenceItem[]) => EvidenceItem[]
  /** True when what was kept of a release is what would be said of it now; once its turn has come. */
  isSame: (kept: KeptUses) => boolean
  /** Lets the next release come, which may have to be compared with these uses. */
  leave: (release: CollectedRelease['published'], kept: KeptUses) => void
  /** Lets the next release come where this one has failed. */
  fail: () => void
}

/** Opens a queue with nobody in it. Memory is one entry for all bytes that any release offers. */
export function openReuseQueue(): ReuseQueue {
  const known: FirstUses = new Map()
  let last = Promise.resolve()
  return {
    join: () => {
      const come = last
      const { promise, resolve } = Promise.withResolvers<void>()
      last = promise
      return {
        come,
        compare: (evidence) => withReuse(known, evidence),
        isSame: ({ uses, reused }) => digestOf(listed(uses), known) === reused,
        leave: (release, { uses }) => {
          addUses(known, release, listed(uses))
          resolve()
        },
        fail: () => resolve(),
      }
    },
  }
}

/** What is to be kept of a release that was read. */
export function keptUses(evidence: readonly EvidenceItem[]): KeptUses {
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

function listed(uses: KeptUses['uses']): EvidenceUse[] {
  return Object.entries(uses).flatMap(([commit, digests]) =>
    digests.map((sha256) => ({ sha256, commit: commit === NONE ? null : commit })),
  )
}

function digestOf(uses: readonly EvidenceUse[], known: FirstUses): string {
  const reused = uses.flatMap((use) => {
    const from = reusedFrom(known, use)
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
