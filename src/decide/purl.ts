/**
 * A package URL in one form, so that equal ones are equal texts: type in lower case, percent signs decoded, qualifiers in
 * order. Null without a version: such a name stands for every release there ever was. What cannot be decoded stays as it
 * is, and equals only itself.
 */
export function exactPurl(purl: string): string | null {
  const [, type = '', path = '', version = '', query = '', subpath = ''] = PARTS.exec(purl) ?? []
  if (version === '') return null
  const qualifiers = query.split('&').filter((each) => /^[^=]+=./.test(each))
  const sorted = qualifiers.map((each) => decode(each.replace(/^[^=]+/, (key) => key.toLowerCase()))).sort()
  return JSON.stringify([type.toLowerCase(), decode(path), decode(version), sorted, decode(subpath)])
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
