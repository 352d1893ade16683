/** How a list of names, or of words that the catalog has phrases for, reads in a sentence. */
interface Reading {
  between: string
  /** Names that are shown; all that have room, where it does not say. */
  most?: number
  /** What a name stands as. */
  of?: (name: string) => string
}

/** What may prove an approval besides the dossier's word. */
const WAYS: ReadonlyMap<string, string> = new Map([
  ['review', 'an approving review on the forge'],
  ['signed-record', 'a signed record of it'],
])

/** What there is instead of such proof; `{reviewed}` is the commit that a review is of. */
const GAPS: ReadonlyMap<string, string> = new Map([
  ['no-forge', 'no forge was asked for reviews'],
  ['changes-asked', 'their review asks for changes'],
  ['review-of-other-commit', 'their review is of commit {reviewed}'],
  ['no-review', 'the forge has no approving review by that account'],
  ['record-not-signed', 'their record is not signed by them'],
  ['record-of-other-commit', 'their record is not about this commit'],
  ['no-record', 'there is no record of it by them'],
])

const PLAIN: Reading = { between: ', ' }
const READINGS: ReadonlyMap<string, Reading> = new Map([
  ['or', { between: ' or ' }],
  ['few', { between: ', ', most: 3 }],
  ['quoted', { between: ', ', most: 3, of: (name: string) => `"${name}"` }],
])
const PHRASES: ReadonlyMap<string, { between: string; words: ReadonlyMap<string, string> }> = new Map([
  ['ways', { between: ' or ', words: WAYS }],
  ['gaps', { between: '; ', words: GAPS }],
])

/** Characters of names that a sentence has room for. */
const LONGEST = 300

/**
 * A list as a part of a sentence; names that find no room are counted: `a, b and 12 more`.
 * @param how one of the words above; a list without one reads `a, b, c`.
 * @param filled fills what a phrase leaves open.
 */
export function listText(names: readonly string[], how: string, filled: (words: string) => string): string {
  const phrases = PHRASES.get(how)
  if (phrases) return names.map((name) => filled(phrases.words.get(name) ?? 'unknown')).join(phrases.between)
  const { between, most = names.length, of = (name) => name } = READINGS.get(how) ?? PLAIN
  const shown = withRoom(names.slice(0, most).map(of), between)
  const more = names.length - shown.length
  return more > 0 ? `${shown.join(between)} and ${more} more` : shown.join(between)
}

/** The first names that have room together, one at least. */
function withRoom(names: readonly string[], between: string): string[] {
  let length = 0
  const end = names.findIndex((name, index) => {
    length += name.length + between.length
    return index > 0 && length - between.length > LONGEST
  })
  return names.slice(0, end < 0 ? names.length : end)
}
