/**
 * True when the words of `pattern` stand in `name`, wherever that is. Case, hyphens and underscores do not matter, and
 * words count whole: `AT-052` is in `AT-052 books once`, `test_at_052` and `TestAT052Replay`, not in `AT-0521`, `CAT-052` or
 * `at 052 ms`. A blank in the pattern fits any sign between words, or none. `*` stands for any characters, none included.
 * The time it takes is that of searching: no pattern can make it slow.
 */
export function namesIn(pattern: string, name: string): boolean {
  const parts = pattern.split('*')
  if (cannotBeIn(parts, name)) return false
  const whole = spell(name)
  const pieces = parts.map(spell)
  const startsOpen = pattern.startsWith('*')
  const endsOpen = pattern.endsWith('*')
  const solid = pieces.filter((piece) => piece.length > 0)
  let at = 0
  for (const [index, piece] of solid.entries()) {
    const isFree = { start: index > 0 || startsOpen, end: index < solid.length - 1 || endsOpen }
    const found = find(piece, whole, at, isFree)
    if (found < 0) return false
    at = found + piece.length
  }
  return solid.length > 0
}

/** True when one of the patterns fits; so none fits nothing. */
export function fitsOne(patterns: readonly string[], name: string): boolean {
  return patterns.some((pattern) => namesIn(pattern, name))
}

/** Most names lack even the letters of the pattern, which is quickly seen where both are plain. */
function cannotBeIn(parts: readonly string[], name: string): boolean {
  if (!PLAIN.test(name)) return false
  const letters = squash(name)
  return parts.some((part) => PLAIN.test(part) && !letters.includes(squash(part)))
}

const PLAIN = /^[ -~]*$/

function squash(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, '')
}

/** One letter or digit of a name, and what stands before it. */
interface Sign {
  text: string
  /** `word`: it goes on with a word. `turn`: a new word begins without a sign between, as in `TestReplay`. */
  before: 'word' | 'turn' | 'hyphen' | 'gap'
}

function spell(text: string): Sign[] {
  const signs: Sign[] = []
  const chars = [...text.normalize('NFKC')]
  let gap = ''
  for (const [index, char] of chars.entries()) {
    if (!SPOKEN.test(char)) {
      gap += char
      continue
    }
    const previous = gap === '' ? (chars[index - 1] ?? '') : ''
    const turns = previous !== '' && turnsAt(previous, char, chars[index + 1] ?? '')
    const before = gap === '' ? (turns ? 'turn' : 'word') : HYPHENS.test(gap) ? 'hyphen' : 'gap'
    signs.push({ text: char.toLowerCase(), before: signs.length === 0 ? 'gap' : before })
    gap = ''
  }
  return signs
}

const SPOKEN = /[\p{L}\p{N}\p{M}]/u
const HYPHENS = /^[\p{Pd}_]+$/u
const UPPER = /\p{Lu}/u
const LOWER = /\p{Ll}/u
const LETTER = /\p{L}/u
const DIGIT = /\p{N}/u

/** A word begins inside of another one: `test|Replay`, `HTTP|Server`, `052|Replay`; `052b` and `052B` are one. */
function turnsAt(previous: string, char: string, next: string): boolean {
  if (!UPPER.test(char)) return false
  if (DIGIT.test(previous)) return LETTER.test(next)
  return LOWER.test(previous) || (UPPER.test(previous) && LOWER.test(next))
}

/** The first place at or after `from` where the piece stands, from word to word where its ends are not free; -1 = none. */
function find(
  piece: readonly Sign[],
  whole: readonly Sign[],
  from: number,
  isFree: { start: boolean; end: boolean },
): number {
  for (let start = from; start + piece.length <= whole.length; start += 1) {
    if (!isFree.start && whole[start]?.before === 'word') continue
    if (!isFree.end && whole[start + piece.length]?.before === 'word') continue
    if (piece.every((sign, offset) => isSame(sign, whole[start + offset], offset === 0))) return start
  }
  return -1
}

/** Only where the pattern has a gap may the name have one: `AT-052` is not `at 052`. */
function isSame(wanted: Sign, sign: Sign | undefined, isFirst: boolean): boolean {
  if (sign?.text !== wanted.text) return false
  return isFirst || sign.before !== 'gap' || wanted.before === 'gap'
}
