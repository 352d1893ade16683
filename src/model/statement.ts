import { z } from 'zod'
import { LedgerHead } from './ledger.ts'
import { Instant, ObjectId, Sha256 } from './primitives.ts'

const Digested = z.strictObject({ uri: z.string(), digest: z.strictObject({ sha256: Sha256 }) })

/**
 * `api/v1/attestations/<service>/<version>.json`: the verdict at release as an in-toto Statement v1 with a SLSA
 * verification summary v1, RFC 8785 bytes. Unsigned by itself; the publishing workflow signs the list of all.
 */
export const ReleaseStatement = z.strictObject({
  _type: z.literal('https://in-toto.io/Statement/v1'),
  /** The released commit, and the record with everything that was judged. */
  subject: z
    .array(
      z.strictObject({
        name: z.string(),
        digest: z.union([z.strictObject({ gitCommit: ObjectId }), z.strictObject({ sha256: Sha256 })]),
      }),
    )
    .min(1),
  predicateType: z.literal('https://slsa.dev/verification_summary/v1'),
  predicate: z.strictObject({
    verifier: z.strictObject({ id: z.string() }),
    /** When the release was decided. */
    timeVerified: Instant,
    resourceUri: z.string(),
    policy: Digested,
    /** The dossier and its artifacts, by the digests of their bytes. */
    inputAttestations: z.array(Digested),
    verificationResult: z.enum(['PASSED', 'FAILED']),
    /** `RELEASE_GO` is this catalog's own word; the specification asks for `FAILED` otherwise. */
    verifiedLevels: z.tuple([z.enum(['RELEASE_GO', 'FAILED'])]),
  }),
})
export type ReleaseStatement = z.infer<typeof ReleaseStatement>

/**
 * `api/v1/attestations/publication.json`: what one publication of the catalog says of itself, as an in-toto Statement v1
 * about the bytes of its ledger. Unsigned by itself; the publishing workflow signs the same statement.
 */
export const PublicationStatement = z.strictObject({
  _type: z.literal('https://in-toto.io/Statement/v1'),
  subject: z.tuple([
    z.strictObject({ name: z.literal('api/v1/ledger.ndjson'), digest: z.strictObject({ sha256: Sha256 }) }),
  ]),
  predicateType: z.literal('about:release-catalog/publication/v1'),
  predicate: z.strictObject({
    /** Where the catalog is published; null when that is not configured. */
    site: z.string().nullable(),
    ledger: LedgerHead,
    /** Catalog time, and before when a newer publication is expected. */
    generatedAt: Instant,
    expectedBefore: Instant,
  }),
})
export type PublicationStatement = z.infer<typeof PublicationStatement>
