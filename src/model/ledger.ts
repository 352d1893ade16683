import { z } from 'zod'
import { Instant, ObjectId, ServiceId, Sha256 } from './primitives.ts'

/**
 * What happened to a release: it appeared; what was published of it changed; its tag is gone. A release that comes
 * back after it was withdrawn is `published` again.
 */
export const LedgerAct = z.enum(['published', 'superseded', 'withdrawn'])
export type LedgerAct = z.infer<typeof LedgerAct>

/** One publication in the append-only chain `ledger.ndjson`; its digest is that of its RFC 8785 bytes. */
export const LedgerEntry = z.strictObject({
  /** Position in the chain, from 0. */
  index: z.int().min(0),
  act: LedgerAct,
  service: ServiceId,
  version: z.string().min(1).max(500),
  tag: z.string().min(1).max(1000),
  tagObject: ObjectId.nullable(),
  commit: ObjectId.nullable(),
  /** Digest of the dossier's raw bytes; null without a dossier. */
  dossierSha256: Sha256.nullable(),
  /** Digest of the published record's bytes; of the last one for a withdrawn release. */
  recordSha256: Sha256,
  /** Catalog time of the run that wrote the entry, UTC. */
  at: Instant,
  /** Digest of the entry before; null for the first. */
  previous: Sha256.nullable(),
})
export type LedgerEntry = z.infer<typeof LedgerEntry>

/** An entry with the SHA-256 of its line's bytes, without the line feed. */
export interface LedgerLine {
  entry: LedgerEntry
  digest: string
}

/** How long a ledger is, and the digest of its last entry: whoever remembers it notices a rewritten ledger. */
export const LedgerHead = z.strictObject({ entries: z.int().min(0), head: Sha256.nullable() })
export type LedgerHead = z.infer<typeof LedgerHead>
