import { z } from 'zod'
import { addUses, type EvidenceUse, type FirstUses, type Released, usesOf } from '#decide/lib/reuse.ts'
import { forEachAtOnce } from '#lib/pool.ts'
import type { LedgerEntry } from '#model/ledger.ts'
import type { CollectedRelease } from '#store/state.ts'
import { releasedBy, usesListed } from './earlier-releases.ts'
import type { ReadTag } from './tags/git-facts.ts'

/** What a ledger tells of, and where the records are had whose digests stand in it; null for one that is lost. */
export type OfferMemory = {
  entries: readonly LedgerEntry[]
  recordOf: (entry: LedgerEntry) => Promise<Buffer | null>
}

/** What a published record offers, since when, and its place among what was published in the same run. */
type Offered = { release: Released; uses: EvidenceUse[]; at: string; place: number }

/**
 * Who offered which bytes first, of all that was ever published: of releases that are withdrawn, in quarantine or tagged
 * elsewhere today as well. What was published in an earlier run came earlier, whatever the clocks of tags say; of one run
 * the tags decide.
 * @param collected whose records need not be read again. @param tags first to last.
 * @throws CliError 75 when the place of the records does not answer as it should.
 */
export async function rememberedUses(
  { entries, recordOf }: OfferMemory,
  collected: readonly CollectedRelease[],
  tags: readonly ReadTag[],
): Promise<FirstUses> {
  const known = new Map(collected.map((each) => [each.digest, each]))
  const placeOf = placesAmong(tags)
  const offered: Offered[] = []
  await forEachAtOnce([...firstEntries(entries)], AT_ONCE, async ([digest, entry]) => {
    const { service, version, commit, at } = entry
    const release = { service, version, commit }
    const kept = known.get(digest)
    const told = kept
      ? { uses: usesListed(kept.uses), taggedAt: kept.published.released }
      : offersToldBy(await recordOf(entry))
    if (told !== null) offered.push({ release, uses: told.uses, at, place: placeOf(release, told.taggedAt) })
  })
  const uses: FirstUses = new Map()
  offered.sort((a, b) => compare(a.at, b.at) || a.place - b.place || compare(nameOf(a), nameOf(b)))
  for (const each of offered) addUses(uses, each.release, each.uses)
  return uses
}

const AT_ONCE = 8

/** The first entry with each record, by the record's digest. */
export function firstEntries(entries: readonly LedgerEntry[]): Map<string, LedgerEntry> {
  return new Map(entries.toReversed().map((entry) => [entry.recordSha256, entry]))
}

/** The part of a record that tells what it offers, which a digest proves; of another version of the program perhaps. */
const Told = z.object({
  git: z.object({ taggedAt: z.string() }),
  evidence: z.array(
    z.object({ sha256: z.string().nullable(), subject: z.object({ commit: z.string().nullable() }) }),
  ),
})

/** What the bytes of a published record say that it offered, and the time of its tag; null for what is no record. */
export function offersToldBy(bytes: Buffer | null): { uses: EvidenceUse[]; taggedAt: string } | null {
  const told = bytes && Told.safeParse(JSON.parse(bytes.toString('utf8')))
  if (!told?.success) return null
  const { git, evidence } = told.data
  return { uses: usesOf(evidence), taggedAt: git.taggedAt }
}

/** A tag that is gone stands before the first one that is newer. */
function placesAmong(tags: readonly ReadTag[]) {
  const places = new Map(tags.map((tag, place) => [keyOf(releasedBy(tag)), place]))
  const beforeNewer = (taggedAt: string) => {
    const newer = tags.findIndex(({ released }) => released > taggedAt)
    return newer < 0 ? tags.length : newer - 0.5
  }
  return (release: Released, taggedAt: string) => places.get(keyOf(release)) ?? beforeNewer(taggedAt)
}

function keyOf({ service, version, commit }: Released): string {
  return JSON.stringify([service, version, commit])
}

function nameOf({ release }: Offered): string {
  return keyOf(release)
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}
