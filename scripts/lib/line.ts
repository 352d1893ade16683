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
