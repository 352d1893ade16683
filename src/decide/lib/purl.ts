/**
 * A package URL in one form, so that equal ones are equal texts: type in lower case, percent signs decoded, qualifiers in
 * order. Null without a version: such a name stands for every release there ever was. What cannot be decoded stays as it
 * is, and equals only itself.
 */
export function exactPurl(purl: string): string | null {
  const [, type = '', path = '', version = '', query = '', subpath = ''] = PARTS.exec(purl) ?? []
  if (version === '') return null
  return JSON.stringify([
    type.toLowerCase(),
    decode(path),
    decode(version),
    qualifiersOf(query),
    decode(subpath),
  ])
}

/** In order; one without a value is none. */
function qualifiersOf(query = ''): string[] {
  const given = query.split('&').filter((each) => /^[^=]+=./.test(each))
  return given.map((each) => decode(each.replace(/^[^=]+/, (key) => key.toLowerCase()))).sort()
}

const PARTS = /^pkg:([^/]+)\/([^@?#]+)(?:@([^?#]+))?(?:\?([^#]*))?(?:#(.*))?$/

/** The SHA-256 digest that stands for a version, as in `pkg:oci/app@sha256%3A…`; null for other versions. */
export function purlDigest(purl: string): string | null {
  const version = decode(PARTS.exec(purl)?.[3] ?? '')
  return /^sha256:([0-9a-f]{64})$/.exec(version)?.[1] ?? null
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** True when a package URL says nothing that another one contradicts: its type, its path, and the version and qualifiers it gives. */
export function coversPurl(general: string, particular: string): boolean {
  const [a, b] = [PARTS.exec(general), PARTS.exec(particular)]
  if (!a || !b) return false
  const isSamePackage = (a[1] ?? '').toLowerCase() === (b[1] ?? '').toLowerCase() && same(a[2], b[2])
  const given = qualifiersOf(a[4])
  const there = new Set(qualifiersOf(b[4]))
  const isSubpath = a[5] === undefined || same(a[5], b[5])
  return (
    isSamePackage &&
    (a[3] === undefined || same(a[3], b[3])) &&
    given.every((each) => there.has(each)) &&
    isSubpath
  )
}

function same(a = '', b = ''): boolean {
  return decode(a) === decode(b)
}
