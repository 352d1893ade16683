import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { readPlain } from '#lib/files.ts'
import { OpenRisk } from '#model/dossier-risk.ts'
import { LedgerFacts } from '#model/ledger.ts'
import { Instant } from '#model/primitives.ts'
import { ReleaseState } from '#model/release.ts'
import { readShape } from '#parse/shape.ts'

/** What a collected release was made from, so that it need not be made again. */
const CollectedRelease = z.strictObject({
  /** The tag as the record names it, and the object it pointed at. */
  tag: z.string(),
  id: z.string(),
  /** Digest of what the tag's artifact folder held; empty without one. */
  artifacts: z.string(),
  /** Covers its place, the releases before it, and what sources hold for its tag. */
  surroundings: z.string(),
  /** What the ledger says of it, besides tag and digest of the record. */
  published: LedgerFacts.omit({ tag: true, recordSha256: true }).extend({ released: Instant }),
  /** Path of the record, and digest of its bytes. */
  path: z.string(),
  digest: z.string(),
  state: ReleaseState,
  /** What was new of the forge's facts as it was read, by name: the forge's own text. */
  marks: z.record(z.string(), z.string()),
  /** Digests of what is published of its verdicts beside its record; null for what is not. */
  statement: z.string().nullable(),
  evaluation: z.string().nullable(),
  /** Digests of the artifacts that are published with it. */
  evidence: z.array(z.string()),
  /** What its evidence is offered for: digests of bytes by the commit that they are said to be made from, by `''` those without. */
  uses: z.record(z.string(), z.array(z.string())),
  /** Digest of which of it earlier releases offered for other commits; empty for none of it. */
  reused: z.string(),
  /** Digest of the risks that the release before left open, as it was read; and what it leaves open itself. */
  risksBefore: z.string(),
  openRisks: z.array(OpenRisk),
  /** How much of it the repository lacked: such a release is read again. */
  lacking: z.int(),
  /** There is something to say about it in every summary. */
  remarkable: z.boolean(),
})
export type CollectedRelease = z.infer<typeof CollectedRelease>

/** `.collected.json`: the memory of the last run. */
const LastRun = z.strictObject({
  /** Digest of configuration, program and repository: when it differs, everything is read again. */
  recordsKey: z.string(),
  /** Digest of what the sources held that change without a tag: when it differs, each release is looked at. */
  listingsKey: z.string(),
  /** Digest of what the index was made from besides the records. */
  indexKey: z.string(),
  /** Digest of the ledger as it was left. */
  ledger: z.string(),
  releases: z.array(CollectedRelease),
})
export type LastRun = z.infer<typeof LastRun>

/** Path of the state file in a content folder. */
export const STATE_FILE = 'releases/.collected.json'

/** True when there is a memory of the last run that cannot be understood. */
export function isStateDamaged(content: string): boolean {
  return existsSync(join(content, STATE_FILE)) && readState(content) === EMPTY
}

/** The memory of the last run; empty when there is none or when it cannot be understood. */
export function readState(content: string): LastRun {
  const path = join(content, STATE_FILE)
  if (!existsSync(path)) return EMPTY
  try {
    const found = readShape(LastRun, JSON.parse(readPlain(path).toString('utf8')))
    return found.ok ? found.value : EMPTY
  } catch {
    return EMPTY
  }
}

const EMPTY: LastRun = { recordsKey: '', listingsKey: '', indexKey: '', ledger: '', releases: [] }
