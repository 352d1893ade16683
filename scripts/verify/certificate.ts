import type { Signer } from '@sigstore/verify'

/** What a Fulcio certificate says of its owner. Null where it says nothing. */
export type Certified = {
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
export function certifiedBy(identity: Identity): Certified | null {
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
