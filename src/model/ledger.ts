import { z } from 'zod'
import { Id, Instant, ObjectId, PolicyVersion, ServiceId, Sha256 } from './primitives.ts'

/**
 * What happened to a release: it appeared; what was published of it changed; its tag is gone; it is judged otherwise
 * than before. A release that comes back after it was withdrawn is `published` again.
 */
export const LedgerAct = z.enum(['published', 'superseded', 'withdrawn', 'rejudged'])
export type LedgerAct = z.infer<typeof LedgerAct>

/** The version of a policy that judged, and the digest of what it says. */
export const PinnedPolicy = z.strictObject({ id: Id, version: PolicyVersion, sha256: Sha256 })
export type PinnedPolicy = z.infer<typeof PinnedPolicy>

/** A verdict as the ledger keeps it. */
export const LedgerVerdict = z.strictObject({
  decision: z.enum(['go', 'no-go']),
  policy: PinnedPolicy,
  /** First moment at which a GO no longer holds by this policy; null for no end or no GO. */
  validUntil: Instant.nullable(),
})
export type LedgerVerdict = z.infer<typeof LedgerVerdict>

/** The verdict at release. */
export const LedgerReleaseVerdict = LedgerVerdict.extend({
  /** When the release was decided, UTC. */
  decidedAt: Instant,
})
export type LedgerReleaseVerdict = z.infer<typeof LedgerReleaseVerdict>

/**
 * Why a release is judged otherwise than before: another version of its policy judges today; its service has another
 * policy; its evidence was read anew and says something else; the moment has come for which it was dated ahead; the rules
 * of this program are others; an entry of the first version did not say how it was judged.
 */
export const RejudgeReason = z.enum([
  'policy-version',
  'service-policy',
  'record',
  'dated-ahead',
  'program',
  'not-recorded',
])
export type RejudgeReason = z.infer<typeof RejudgeReason>

const FACTS = {
  /** Position in the chain, from 0. */
  index: z.int().min(0),
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
}

/** An entry as it was written before entries held verdicts: it stays as it is, byte for byte. */
const FirstEntry = z.strictObject({ act: LedgerAct.exclude(['rejudged']), ...FACTS })

/** What a newer entry holds besides the facts. */
const Judged = {
  /** By the policy that was in force when the release was decided: later policies do not touch it. Null: not assessed. */
  atRelease: LedgerReleaseVerdict.nullable(),
  /** At catalog time; null when it follows from the verdict at release, by the same policy. */
  today: LedgerVerdict.nullable(),
}

const JudgedEntry = z.strictObject({
  schemaVersion: z.literal(2),
  act: LedgerAct.exclude(['rejudged']),
  ...FACTS,
  ...Judged,
})

const RejudgedEntry = z.strictObject({
  schemaVersion: z.literal(2),
  act: LedgerAct.extract(['rejudged']),
  ...FACTS,
  ...Judged,
  reasons: z.array(RejudgeReason).min(1),
})

/** One publication in the append-only chain `ledger.ndjson`; its digest is that of its RFC 8785 bytes. */
export const LedgerEntry = z.union([JudgedEntry, RejudgedEntry, FirstEntry])
export type LedgerEntry = z.infer<typeof LedgerEntry>

/** What the ledger says of a release besides its place in the chain and its verdicts. */
export const LedgerFacts = z.strictObject(FACTS).omit({ index: true, at: true, previous: true })
export type LedgerFacts = z.infer<typeof LedgerFacts>

/** An entry with the SHA-256 of its line's bytes, without the line feed. */
export interface LedgerLine {
  entry: LedgerEntry
  digest: string
}

/** How long a ledger is, and the digest of its last entry: whoever remembers it notices a rewritten ledger. */
export const LedgerHead = z.strictObject({ entries: z.int().min(0), head: Sha256.nullable() })
export type LedgerHead = z.infer<typeof LedgerHead>
