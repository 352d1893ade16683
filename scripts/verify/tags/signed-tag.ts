export type SignatureSort = 'gpg' | 'ssh' | 'x509'

/** A tag object's bytes: what was signed, and the signature. */
export type SignedTag = { payload: Buffer; armor: string; sort: SignatureSort }

const BEGIN = /^(gpgsig\S* )?-----BEGIN (PGP SIGNATURE|PGP MESSAGE|SSH SIGNATURE|SIGNED MESSAGE)-----/gm

const SORTS: ReadonlyMap<string, SignatureSort> = new Map([
  ['PGP SIGNATURE', 'gpg'],
  ['PGP MESSAGE', 'gpg'],
  ['SSH SIGNATURE', 'ssh'],
  ['SIGNED MESSAGE', 'x509'],
])

/** The sort of signature that a tag object's text carries, or null. */
export function signatureSort(text: string): SignatureSort | null {
  return SORTS.get([...text.matchAll(BEGIN)].at(-1)?.[2] ?? '') ?? null
}

/** Splits as git does: the last line that begins a signature begins it. Null for none, or one in the header. */
export function splitTag(bytes: Buffer): SignedTag | null {
  const text = bytes.toString('latin1')
  const last = [...text.matchAll(BEGIN)].filter(([, header]) => header === undefined).at(-1)
  const sort = SORTS.get(last?.[2] ?? '')
  return last && sort ? { payload: bytes.subarray(0, last.index), armor: text.slice(last.index), sort } : null
}
