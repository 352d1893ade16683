import canonicalize from 'canonicalize'

/**
 * The RFC 8785 (JSON Canonicalization Scheme) text of a JSON value. Equal to what the `canonicalize` package makes,
 * several times faster for ordinary documents. Members that are undefined are left out.
 * @throws Error for NaN, infinities and lone surrogates: they have no canonical form.
 */
export function canonical(value: unknown): string {
  const plain = { yes: true }
  const sorted = sortKeys(value, plain)
  const text = plain.yes ? JSON.stringify(sorted) : canonicalize(value)
  if (text === undefined) throw new Error('Only a JSON value has a canonical form.')
  return text
}

/** A copy whose members stand in canonical order; says so when JavaScript would not keep that order. */
function sortKeys(value: unknown, plain: { yes: boolean }): unknown {
  if (typeof value === 'string') return wellFormed(value)
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new Error(`${value} has no canonical JSON form.`)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((each) => sortKeys(each, plain))
  const copy: Record<string, unknown> = {}
  for (const [key, member] of Object.entries(value).sort(byKey)) {
    if (KEPT_IN_NUMERIC_ORDER.test(key) || key === '__proto__') plain.yes = false
    copy[wellFormed(key)] = sortKeys(member, plain)
  }
  return copy
}

/** Keys that JavaScript moves to the front of an object, whatever the order of insertion. */
const KEPT_IN_NUMERIC_ORDER = /^[0-9]+$/

function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1
}

function wellFormed(text: string): string {
  if (!text.isWellFormed()) throw new Error('A lone surrogate has no canonical JSON form.')
  return text
}
