/**
 * Unpacks Snappy's raw block format: a length, then literals and copies of what was written before
 * (`format_description.txt` of google/snappy). Nothing is taken for a length beyond the limit.
 * @param most bytes that it may unpack to.
 * @returns null for what is damaged, cut off, longer or shorter than it says, or too large.
 */
export function unpackSnappy(packed: Uint8Array, most: number): Buffer | null {
  const header = readHeader(packed)
  if (header === null || header.length > most) return null
  const out = Buffer.alloc(header.length)
  let [from, to] = [header.end, 0]
  while (from < packed.length) {
    const { length, offset, end } = readElement(packed, from)
    if (end > packed.length || to + length > out.length || offset > to) return null
    // A copy may reach into what it is writing, so it goes byte by byte.
    if (offset === LITERAL) out.set(packed.subarray(end - length, end), to)
    else for (let n = 0; n < length; n += 1) out[to + n] = out[to + n - offset] ?? 0
    from = end
    to += length
  }
  return to === out.length ? out : null
}

/** The length of all, seven bits a byte, the lowest first. */
function readHeader(packed: Uint8Array): { length: number; end: number } | null {
  let length = 0
  for (let at = 0; at < LONGEST_HEADER; at += 1) {
    const byte = packed[at]
    if (byte === undefined) return null
    length += (byte & 0x7f) * 2 ** (7 * at)
    if (byte < 0x80) return { length, end: at + 1 }
  }
  return null
}

const LONGEST_HEADER = 5

/** How many bytes an element gives, from how far back, and where the next one begins. */
type Element = { length: number; offset: number; end: number }

/** No copy starts where it would write. */
const LITERAL = 0
const NOWHERE = Number.POSITIVE_INFINITY

/** The lowest two bits of an element's first byte say what it is; numbers that follow have their lowest byte first. */
function readElement(packed: Uint8Array, at: number): Element {
  const tag = packed[at] ?? 0
  const [kind, rest] = [tag & 3, tag >>> 2]
  if (kind === 0) {
    const size = Math.max(0, rest - 59)
    const length = (size === 0 ? rest : numberAt(packed, at + 1, size)) + 1
    return { length, offset: LITERAL, end: at + 1 + size + length }
  }
  const size = COPY_SIZES[kind] ?? 0
  const low = numberAt(packed, at + 1, size)
  const isShort = kind === 1
  const offset = isShort ? low + (tag >>> 5) * 256 : low
  return { length: isShort ? (rest & 7) + 4 : rest + 1, offset: offset || NOWHERE, end: at + 1 + size }
}

const COPY_SIZES = [0, 1, 2, 4]

/** What lies beyond the end counts as 0; whoever asks compares the end. */
function numberAt(packed: Uint8Array, at: number, size: number): number {
  let number = 0
  for (let n = 0; n < size; n += 1) number += (packed[at + n] ?? 0) * 256 ** n
  return number
}
