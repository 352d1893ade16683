import { z } from 'zod'
import { Instant, ObjectId, ServiceId, Sha256 } from './primitives.ts'

/** One publication in the append-only chain `ledger.ndjson`; its digest is that of its RFC 8785 bytes. */
export const LedgerEntry = z.strictObject({
  index: z.int().min(0),
  act: z.enum(['published', 'superseded', 'withdrawn']),
  service: ServiceId,
  version: z.string(),
  tag: z.string(),
  tagObject: ObjectId.nullable(),
  commit: ObjectId.nullable(),
  dossierSha256: Sha256.nullable(),
  recordSha256: Sha256,
  at: Instant,
  /** Digest of the entry before; null for the first. */
  previous: Sha256.nullable(),
})
export type LedgerEntry = z.infer<typeof LedgerEntry>
