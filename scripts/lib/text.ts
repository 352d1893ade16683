import { ObjectId } from '#model/primitives.ts'

/**
 * Foreign text for a terminal or a log: control characters, ESC and characters that turn the direction of writing
 * become `\u{1b}`, so that a tag's name can neither colour, erase nor imitate a line of ours.
 */
export function printable(text: string): string {
  return text.replace(HIDDEN, (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`)
}

/**
 * A text whose addresses hold no secret: user, password and query are taken out of them. The user of `ssh://git@host` stays,
 * since it is a name and no secret there.
 */
export function withoutCredentials(text: string): string {
  return text.replace(ADDRESS, (_, scheme: string, user = '', place: string, query?: string) => {
    const isName = /^ssh:/i.test(scheme) && /^[^:]*@$/.test(user)
    return `${scheme}${isName ? user : ''}${place}${query === undefined ? '' : '?…'}`
  })
}

const ADDRESS = /\b([a-z][a-z0-9+.-]*:\/\/)([^\s/?#]*@)?([^\s?#]*)(\?\S*)?/gi

/** True for text with characters that do not show: controls, direction marks, zero-width ones, unassigned ones. */
export function hasHiddenCharacters(text: string): boolean {
  return text.search(HIDDEN) >= 0
}

const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Cn}\p{Co}]/gu

/**
 * Foreign text as one line: control characters and line breaks become spaces, the length is limited without cutting
 * a character in two, and what is no Unicode becomes U+FFFD.
 */
export function lineOf(text: string, longest: number): string {
  const line = PLAIN.test(text) ? text : text.toWellFormed().replace(CONTROL, ' ')
  return line.length <= longest ? line : `${line.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

const PLAIN = /^[ -~]*$/
const CONTROL = /\p{Cc}+/gu

/** `1 tag`, `2 tags`. */
export function countOf(n: number, singular: string, plural = `${singular}s`): string {
  return `${n} ${n === 1 ? singular : plural}`
}

/** Foreign text as one line of at most 300 characters without control characters; null when nothing is left. */
export function asLine(text: unknown): string | null {
  if (typeof text !== 'string') return null
  const line = text
    .slice(0, 1000)
    .toWellFormed()
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 300)
    .toWellFormed()
  return line === '' ? null : line
}

/** A full git object id in lower case; null for anything else. */
export function asCommit(text: unknown): string | null {
  const parsed = ObjectId.safeParse(typeof text === 'string' ? text.toLowerCase() : text)
  return parsed.success ? parsed.data : null
}
