/**
 * Turns any version or tag into one path segment: injective, readable for ordinary versions (`1.4.0`),
 * safe on file systems that fold case and in URLs. Everything outside `a-z 0-9 . _ + -` becomes `~` and two hex
 * digits per UTF-8 byte; upper case too, so that `1.0.0-RC` and `1.0.0-rc` stay apart. A leading dot and names that
 * mean something here, on a web server or on a file system are escaped, and so is an ending `.json`: the folder of that
 * release would have the name of another one's record.
 */
export function slug(text: string): string {
  if (PLAIN.test(text) && !RESERVED.test(text) && !text.endsWith('.json')) return text
  const segment = [...new TextEncoder().encode(text)]
    .map((byte, index) => (isPlain(byte, index) ? String.fromCharCode(byte) : escaped(byte)))
    .join('')
  const own = RESERVED.test(segment) ? `${escaped(segment.charCodeAt(0))}${segment.slice(1)}` : segment
  return own.replace(/\.json$/, '~2ejson')
}

/** Where the page of a release lies below the site's base, as part of an address: `releases/ledger/1.4.0/`. */
export function releaseFolder(service: string, version: string): string {
  return `releases/${service}/${encodeURI(slug(version))}/`
}

/** Every page makes a dozen links, and nearly all versions stay as they are. */
const PLAIN = /^[a-z0-9_-][a-z0-9._+-]*$/

const RESERVED = /^(index|latest|404|con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/

function isPlain(byte: number, index: number): boolean {
  const char = String.fromCharCode(byte)
  return index === 0 ? /[a-z0-9_-]/.test(char) : /[a-z0-9._+-]/.test(char)
}

function escaped(byte: number): string {
  return `~${byte.toString(16).padStart(2, '0')}`
}
