import { type Bundle, bundleFromJSON } from '@sigstore/bundle'
import {
  type SignedEntity,
  type Signer,
  type TrustMaterial,
  toSignedEntity,
  Verifier,
} from '@sigstore/verify'
import type { PinnedKey } from './pinned-keys.ts'
import type { SigstoreRoot } from './roots.ts'

/** Who made a bundle's signature, and by which root. A certificate names its owner; a pinned key only has its name. */
export type BundleSigner =
  | { root: SigstoreRoot; certified: CertifiedIdentity }
  | { root: SigstoreRoot; key: PinnedKey }

/** `unknown`: made by somebody whom no root and no pinned key speaks for. `wrong`: it does not hold. */
export type BundleCheck =
  | { outcome: 'good'; signer: BundleSigner }
  | { outcome: 'unknown'; code: string }
  | { outcome: 'wrong'; code: string; root: SigstoreRoot | null }

/** A bundle from JSON; null for what is none of a version that is known. */
export function readBundle(document: unknown): Bundle | null {
  try {
    return bundleFromJSON(document)
  } catch {
    return null
  }
}

/**
 * Verifies a bundle offline: certificate or pinned key, timestamps, log entries and the signature itself. Says nothing of
 * what was signed: subject, signer, predicate and commit are the caller's to compare.
 * @param artifact the signed bytes, for a bundle that holds no envelope.
 */
export function checkBundle(
  bundle: Bundle,
  roots: readonly SigstoreRoot[],
  keys: readonly PinnedKey[],
  artifact?: Buffer,
): BundleCheck {
  const entity = entityOf(bundle, artifact)
  if (entity === null) return { outcome: 'wrong', code: 'attestation.broken_bundle', root: null }
  return entity.key.$case === 'certificate'
    ? byCertificate(entity, roots)
    : byKey(entity, entity.key.hint, roots, keys)
}

function entityOf(bundle: Bundle, artifact: Buffer | undefined): SignedEntity | null {
  try {
    return toSignedEntity(bundle, artifact)
  } catch {
    return null
  }
}

/** The root whose authority issued the certificate is the one to ask; all others would only not know it. */
function byCertificate(entity: SignedEntity, roots: readonly SigstoreRoot[]): BundleCheck {
  const { key } = entity
  if (key.$case !== 'certificate') return { outcome: 'unknown', code: 'attestation.unknown_key' }
  const root = roots.find(({ material }) => issued(material, key.certificate))
  if (!root) return { outcome: 'unknown', code: 'attestation.unknown_root' }
  const identity = verifiedIdentity(entity, root, root.material)
  if (identity === null) return { outcome: 'wrong', code: 'attestation.wrong_signature', root }
  const certified = certifiedBy(identity)
  return certified
    ? { outcome: 'good', signer: { root, certified } }
    : { outcome: 'wrong', code: 'attestation.no_identity', root }
}

type Certificate = Extract<SignedEntity['key'], { $case: 'certificate' }>['certificate']

function issued({ certificateAuthorities }: TrustMaterial, leaf: Certificate): boolean {
  return certificateAuthorities.some(({ certChain }) =>
    certChain.some((authority) => {
      try {
        return authority.subject.equals(leaf.issuer) && leaf.verify(authority)
      } catch {
        return false
      }
    }),
  )
}

/** Every pinned key is tried: the hint only tells a wrong signature by a known key from one by an unknown key. */
function byKey(
  entity: SignedEntity,
  hint: string,
  roots: readonly SigstoreRoot[],
  keys: readonly PinnedKey[],
): BundleCheck {
  for (const root of roots)
    for (const key of keys) {
      const material = { ...root.material, publicKey: () => ({ publicKey: key.key, validFor: () => true }) }
      if (verifiedIdentity(entity, root, material) !== null) return { outcome: 'good', signer: { root, key } }
    }
  return keys.some(({ ids }) => ids.has(hint))
    ? { outcome: 'wrong', code: 'attestation.wrong_signature', root: null }
    : { outcome: 'unknown', code: 'attestation.unknown_key' }
}

/** What the certificate says of its owner (nothing for a key); null when anything does not hold. */
function verifiedIdentity(entity: SignedEntity, { witnesses }: SigstoreRoot, material: TrustMaterial) {
  try {
    return new Verifier(material, witnesses).verify(entity).identity ?? {}
  } catch {
    // Whatever fails, the bundle is not verified: errors of the library, and of ASN.1 it did not expect.
    return null
  }
}

/** What a Fulcio certificate says of its owner. Null where it says nothing. */
export type CertifiedIdentity = {
  /** Subject alternative name: for a workflow its address, which may be that of a *reusable* workflow elsewhere. */
  identity: string
  issuer: string
  /** The repository that the workflow ran for, its commit and its ref. */
  repository: string | null
  commit: string | null
  ref: string | null
}

type Identity = NonNullable<Signer['identity']>

/** Extensions of Fulcio, `oid-info.md`: from 1.8 on each holds a DER UTF8String. */
const OIDS = {
  repository: '1.3.6.1.4.1.57264.1.12',
  commit: '1.3.6.1.4.1.57264.1.13',
  ref: '1.3.6.1.4.1.57264.1.14',
} as const

/** The identity of a verified certificate; null when it names no subject or no issuer. */
function certifiedBy(identity: Identity): CertifiedIdentity | null {
  const { subjectAlternativeName, extensions, oids = [] } = identity
  const issuer = extensions?.issuer
  if (!subjectAlternativeName || !issuer) return null
  const textOf = (wanted: string) => {
    const found = oids.filter(({ oid }) => oid?.id.join('.') === wanted)
    return found.length === 1 && found[0] ? derText(found[0].value) : null
  }
  const known = { repository: textOf(OIDS.repository), commit: textOf(OIDS.commit), ref: textOf(OIDS.ref) }
  return { identity: subjectAlternativeName, issuer, ...known }
}

/** The text of a DER UTF8String, its length in short or one- or two-byte long form; null for anything else. */
function derText(der: Buffer): string | null {
  if (der[0] !== UTF8_STRING) return null
  const first = der[1] ?? 0
  const extra = first < 0x80 ? 0 : first - 0x80
  if (extra > 2 || der.length < 2 + extra) return null
  const length = extra === 0 ? first : der.readUIntBE(2, extra)
  const text = der.subarray(2 + extra)
  return text.length === length ? text.toString('utf8') : null
}

const UTF8_STRING = 0x0c
