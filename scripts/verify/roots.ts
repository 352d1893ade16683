import { hash } from 'node:crypto'
import { TrustedRoot } from '@sigstore/protobuf-specs'
import { type TrustMaterial, toTrustMaterial } from '@sigstore/verify'
import { z } from 'zod'
import { Instant } from '#model/primitives.ts'
import type { TrustRoot } from '#model/verification.ts'
import { readJson } from '#parse/json.ts'
import { LIMITS } from '#parse/limits.ts'
import { type Result, refused } from '#parse/result.ts'
import { readShape } from '#parse/shape.ts'

/** How many witnesses a bundle must bring. Public signatures are logged; private ones bring only timestamps. */
export type Witnesses = { tlogThreshold: number; ctlogThreshold: number; timestampThreshold: number }

/** A Sigstore instance that is trusted, by a copy of its trusted root. */
export type SigstoreRoot = { trust: TrustRoot; material: TrustMaterial; witnesses: Witnesses }

/**
 * How many witnesses a signature needs: of the public instance its transparency log, a certificate log and a time; GitHub's
 * private one keeps no public log and vouches with a time.
 */
export const WITNESSES: Readonly<Record<'public' | 'private', Witnesses>> = {
  public: { tlogThreshold: 1, ctlogThreshold: 1, timestampThreshold: 1 },
  private: { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 1 },
}

const Base64 = z
  .string()
  .min(1)
  .regex(/^[A-Za-z0-9+/]+={0,2}$/, 'base64')
/** The library takes a missing start for the beginning of time. */
const Validity = z.looseObject({ start: Instant, end: Instant.nullish() })
const Key = z.looseObject({ rawBytes: Base64, keyDetails: z.string(), validFor: Validity })
const Log = z.looseObject({
  baseUrl: z.string(),
  hashAlgorithm: z.literal('SHA2_256'),
  publicKey: Key,
  logId: z.looseObject({ keyId: Base64 }),
})
const Authority = z.looseObject({
  certChain: z.looseObject({ certificates: z.array(z.looseObject({ rawBytes: Base64 })).min(1) }),
  validFor: Validity,
})

/** What a trusted root must have: the library reads any shape, and trusts what it makes of it. */
const Shape = z.looseObject({
  mediaType: z
    .string()
    .regex(/^application\/vnd\.dev\.sigstore\.trustedroot(\+json;version=0\.1|\.v0\.[12]\+json)$/),
  certificateAuthorities: z.array(Authority).min(1),
  tlogs: z.array(Log).default([]),
  ctlogs: z.array(Log).default([]),
  timestampAuthorities: z.array(Authority).default([]),
})

/** The bytes of a `trusted_root.json` → a root, or every reason why it is none. */
export function readTrustedRoot(
  bytes: Uint8Array,
  { name, takenAt, witnesses }: Pick<TrustRoot, 'name' | 'takenAt'> & { witnesses: Witnesses },
): Result<SigstoreRoot> {
  const json = readJson(bytes, LIMITS.configuration)
  if (!json.ok) return json
  const shape = readShape(Shape, json.value)
  if (!shape.ok) return shape
  const material = materialOf(shape.value)
  if (material === null) return refused('trust.no_certificate')
  return { ok: true, value: { trust: { name, sha256: hash('sha256', bytes), takenAt }, material, witnesses } }
}

/** Certificates and keys are read here, and the library throws what it likes at those that are none. */
function materialOf(shape: unknown): TrustMaterial | null {
  try {
    return toTrustMaterial(TrustedRoot.fromJSON(shape))
  } catch {
    return null
  }
}
