import { z } from 'zod'
import { Id, Instant, Line, list, RelativePath, ServiceId, Sha256 } from './primitives.ts'

/**
 * Text to compare with, whole and exactly. `*` stands for any characters but `/` and `@`, `**` also for `/`, and `{tag}`
 * for the release's own tag.
 */
const Pattern = Line

/** Somebody who may sign attestations. Without any, a good signature is shown and counts as not verified. */
export const TrustedSigner = z
  .strictObject({
    /** What pages call the expectation. */
    name: Id,
    /** Certificate's issuer, exactly, and subject, such as a workflow's address. */
    issuer: Line.optional(),
    identity: Pattern.optional(),
    /** The repository and ref that the workflow ran for; a reusable workflow's identity does not tell. */
    repository: Pattern.optional(),
    ref: Pattern.optional(),
    /** A public key in PEM, Ed25519 or ECDSA P-256, in place of a certificate; path from `catalog.yaml`. */
    key: RelativePath.optional(),
    /** The predicate types it may sign; empty = any. */
    predicateTypes: list(Pattern),
    /** The services it signs for; empty = all. */
    services: list(ServiceId),
  })
  .refine(
    ({ issuer, identity, key }) => (key === undefined ? issuer && identity : !issuer && !identity),
    'either issuer and identity, or a key',
  )
export type TrustedSigner = z.infer<typeof TrustedSigner>

/** A copy of a Sigstore trusted root. It has no end of its own: renew it by a reviewed change. */
export const RootCopy = z.strictObject({
  name: Id,
  /** Path of the `trusted_root.json`, from the file that names it. */
  file: RelativePath,
  sha256: Sha256,
  takenAt: Instant,
  /** `public` signatures are logged; those of a `private` instance, such as GitHub's, bring timestamps only. */
  instance: z.enum(['public', 'private']).default('public'),
})
export type RootCopy = z.infer<typeof RootCopy>

/** Whose signatures of tags count. Tags are looked at only when somebody is named. */
export const TagTrustConfiguration = z.strictObject({
  /** An allowed signers file of SSH, as ssh-keygen(1) describes it. */
  allowedSigners: RelativePath.optional(),
  /** Public keys as `gpg --export` writes them, and the fingerprints of the primary keys that count. */
  gpg: z
    .strictObject({
      keys: RelativePath,
      fingerprints: z
        .array(
          z
            .string()
            .regex(/^[0-9A-F]{40}([0-9A-F]{24})?$/, 'a fingerprint in upper-case hex, without spaces'),
        )
        .min(1)
        .max(100),
    })
    .optional(),
})
export type TagTrustConfiguration = z.infer<typeof TagTrustConfiguration>

/**
 * What signatures of artifacts were checked with, as the catalog publishes it. Whoever holds a site wrote this too: it
 * repeats a check, and convinces nobody who does not trust these keys already.
 */
export const PublishedTrust = z.strictObject({
  signers: list(TrustedSigner, 100),
  /** Public keys in PEM, by the name of their signer. */
  keys: z.array(z.strictObject({ name: Id, pem: z.string().max(20_000) })).max(100),
  /** Trusted roots besides the public one that comes with the program, as text. */
  roots: z.array(RootCopy.omit({ file: true }).extend({ text: z.string().max(2_000_000) })).max(20),
})
export type PublishedTrust = z.infer<typeof PublishedTrust>

/** Who may sign what: the part `trust` of `catalog.yaml`. */
export const TrustConfiguration = z.strictObject({
  signers: list(TrustedSigner, 100),
  /** Roots besides the public one that comes with the program. */
  roots: list(RootCopy, 20),
  tags: TagTrustConfiguration.optional(),
})
export type TrustConfiguration = z.infer<typeof TrustConfiguration>
