import { hash } from 'node:crypto'
import { dirname, join, normalize } from 'node:path/posix'
import { z } from 'zod'
import { asLine } from '#lib/text.ts'
import { asInstant } from '#lib/time.ts'
import type { Reading } from '#model/evidence.ts'
import { type Finding, finding } from '#model/finding.ts'
import { readJson } from '#parse/json.ts'
import { LIMITS } from '#parse/limits.ts'
import type { ListedFile } from '../format.ts'
import { emptyReading, NO_COUNTS } from '../reading.ts'
import { cutReasons } from './claim.ts'

const FORMAT = 'dpone-evidence-chain'

/** True for the index of a chain, or for a report about one. */
export function isEvidenceChain(document: unknown): boolean {
  return Marks.safeParse(document).success || Report.safeParse(document).success
}

const Marks = z.looseObject({
  entries: z.unknown(),
  entry_count: z.unknown(),
  latest_chain_hash: z.unknown(),
})

const Report = z.strictObject({
  verified: z.boolean(),
  entry_count: z.int(),
  broken_entries: z.array(z.string()).max(5000),
})

/**
 * The index of an evidence chain, recomputed entry by entry. The
 * files it names are the collector's to compare. A report that a chain was verified is a claim: a red one is believed,
 * a green one is not.
 */
export function readEvidenceChain(document: unknown): Reading {
  const report = Report.safeParse(document).data
  if (report) return readReport(report)
  const index = ChainIndex.safeParse(document).data
  if (!index) return { ...emptyReading(FORMAT), status: 'failed', reasons: [finding('chain.index_invalid')] }
  const troubles = brokenLinks(index)
  const broken = new Set(troubles.flatMap((each) => each.args['release'] ?? []))
  const total = index.entries.length
  const latest = index.entries.at(-1)
  const release = asLine(latest?.release)
  return {
    ...emptyReading(FORMAT),
    status: troubles.length > 0 ? 'failed' : 'passed',
    reasons: cutReasons(troubles),
    counts: {
      ...NO_COUNTS,
      total,
      passed: Math.max(0, total - broken.size),
      failed: Math.min(total, broken.size),
    },
    generatedAt: asInstant(latest?.created_at),
    subject: { commit: null, digests: [], ...(release === null ? {} : { release }) },
  }
}

function readReport({ verified, broken_entries }: z.infer<typeof Report>): Reading {
  const codes = broken_entries.map((entry) =>
    KNOWN.has(entry) ? finding(entry) : finding('chain.broken_reported', { release: asLine(entry) }),
  )
  const isRed = !verified || codes.length > 0
  return {
    ...emptyReading(FORMAT),
    dialect: 'verification report',
    status: isRed ? 'failed' : 'unknown',
    reasons: isRed ? cutReasons([finding('chain.reported_broken'), ...codes]) : [finding('chain.claimed')],
  }
}

const KNOWN: ReadonlySet<string> = new Set(['chain.empty', 'chain.index_invalid', 'chain.index_mismatch'])

const Hash = z.string().regex(/^[0-9a-f]{64}$/)

const ChainEntry = z.looseObject({
  release: z.string(),
  artifact_index_path: z.string(),
  artifact_index_hash: Hash,
  previous_chain_hash: z.string().nullable(),
  chain_hash: Hash,
  created_at: z.string(),
  entry_path: z.string(),
  verified: z.boolean(),
})
type ChainEntry = z.infer<typeof ChainEntry>

const ChainIndex = z.looseObject({
  entries: z.array(ChainEntry).max(5000),
  entry_count: z.int(),
  latest_chain_hash: z.string().nullable(),
})
type ChainIndex = z.infer<typeof ChainIndex>

/**
 * Recomputes a chain entry by entry. A chain hash covers the artifact index's digest, the
 * time, the hash before it and the release; nothing else of an entry. Empty for a chain that holds.
 */
function brokenLinks({ entries, entry_count, latest_chain_hash }: ChainIndex): Finding[] {
  const last = entries.at(-1)
  const isTold = entry_count === entries.length && latest_chain_hash === (last?.chain_hash ?? null)
  return [
    ...(entries.length === 0 ? [finding('chain.empty')] : []),
    ...(isTold ? [] : [finding('chain.index_invalid')]),
    ...entries.flatMap((entry, index) => broken(entry, entries[index - 1])),
  ]
}

function broken(entry: ChainEntry, before: ChainEntry | undefined): Finding[] {
  const { artifact_index_hash, created_at, previous_chain_hash, release } = entry
  const covered = JSON.stringify({ artifact_index_hash, created_at, previous_chain_hash, release })
  const codes = [
    ...(hash('sha256', covered) === entry.chain_hash ? [] : ['chain.broken_hash']),
    ...(previous_chain_hash === (before?.chain_hash ?? null) ? [] : ['chain.broken_link']),
    ...(entry.verified ? [] : ['chain.broken_unverified']),
  ]
  return codes.map((code) => finding(code, { release: asLine(release) }))
}

/** Reads a file that a chain names by its path; null when it is not there. */
export type ReadChainFile = (path: string) => Promise<Uint8Array | null>

/**
 * Compares the entries of a chain's index with the files they are kept in.
 * @param bytes of the index.
 * @returns what differs (`chain.index_mismatch`), and how many entries have no file to be compared with.
 */
export async function differingEntries(
  bytes: Uint8Array,
  read: ReadChainFile,
): Promise<{ differing: Finding[]; absent: number }> {
  const entries = ChainIndex.safeParse(jsonOf(bytes)).data?.entries ?? []
  const files = await Promise.all(entries.slice(0, MOST_FILES).map((entry) => read(entry.entry_path)))
  const differing = entries.flatMap((entry, index) => {
    const file = files[index] ?? null
    return file === null || holdsEntry(file, entry)
      ? []
      : [finding('chain.index_mismatch', { release: asLine(entry.release) })]
  })
  return {
    differing: cutReasons(differing),
    absent: entries.length - files.filter((file) => file !== null).length,
  }
}

const MOST_FILES = 1000

/** The names of files in the folder of a path that a chain names; null when it cannot be listed. */
export type ListChainFolder = (path: string) => Promise<readonly string[] | null>

/**
 * Entries that lie in the folders of a chain's entries and stand in no line of its index: files that are called as dpone
 * calls entries, or that hold one. Where there is more than is looked at, that is said too.
 * @param bytes of the index.
 * @returns what is wrong (`stray`), and what nobody knows (`unseen`).
 */
export async function strayEntries(
  bytes: Uint8Array,
  list: ListChainFolder,
  read: ReadChainFile,
): Promise<{ stray: Finding[]; unseen: Finding[] }> {
  const entries = ChainIndex.safeParse(jsonOf(bytes)).data?.entries ?? []
  const known = new Set(entries.map(({ entry_path }) => normalize(entry_path)))
  const folders = [...new Set(entries.map(({ entry_path }) => dirname(entry_path)))]
  const listed = await Promise.all(
    folders
      .slice(0, MOST_FOLDERS)
      .map(async (folder) =>
        ((await list(join(folder, 'entry.json'))) ?? []).map((name) => join(folder, name)),
      ),
  )
  const others = [...new Set(listed.flat())].filter((path) => path.endsWith('.json') && !known.has(path))
  const byName = Map.groupBy(others, (path) => NAMED_ENTRY.test(path))
  const unnamed = byName.get(false) ?? []
  const held = await Promise.all(
    unnamed.slice(0, MOST_FILES).map(async (path) => {
      const file = await read(path)
      return file !== null && isChainEntry(file) ? [path] : []
    }),
  )
  const [first, ...more] = [...(byName.get(true) ?? []), ...held.flat()].sort()
  return {
    stray:
      first === undefined
        ? []
        : [finding('chain.stray_entry', { total: more.length + 1, path: first.slice(0, 200) })],
    unseen: [
      ...unlooked('chain.folders_unseen', folders.length - MOST_FOLDERS),
      ...unlooked('chain.files_unseen', unnamed.length - MOST_FILES),
    ],
  }
}

function unlooked(code: string, more: number): Finding[] {
  return more > 0 ? [finding(code, { more })] : []
}

const NAMED_ENTRY = /__evidence_chain\.json$/
const MOST_FOLDERS = 20

/** Where a chain keeps its entries; empty for what is no chain. */
export function chainEntryPaths(bytes: Uint8Array): string[] {
  const entries = ChainIndex.safeParse(jsonOf(bytes)).data?.entries ?? []
  return entries.slice(0, MOST_FILES).map((entry) => entry.entry_path)
}

/** True for the file of one entry. */
export function isChainEntry(bytes: Uint8Array): boolean {
  return ChainEntry.safeParse(jsonOf(bytes)).success
}

function holdsEntry(bytes: Uint8Array, entry: ChainEntry): boolean {
  const own = ChainEntry.safeParse(jsonOf(bytes)).data
  if (!own) return false
  const keys = new Set([...Object.keys(own), ...Object.keys(entry)])
  return [...keys].every((key) => JSON.stringify(own[key]) === JSON.stringify(entry[key]))
}

function jsonOf(bytes: Uint8Array): unknown {
  const json = readJson(bytes, LIMITS.evidence)
  return json.ok ? json.value : null
}

/** The artifact indexes that the chain covers, with their digests. */
export function filesInChain(document: unknown): ListedFile[] {
  const entries = ChainIndex.safeParse(document).data?.entries ?? []
  return entries.map((entry) => ({
    path: entry.artifact_index_path,
    algorithm: 'sha256',
    digest: entry.artifact_index_hash,
  }))
}
