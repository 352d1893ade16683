import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { create, type Font } from 'fontkit'

/** Inter in the weights that are measured; a character is looked for in this order of subsets. */
const SUBSETS = ['latin', 'latin-ext', 'cyrillic', 'greek'] as const
const KEPT = 50_000

const require = createRequire(import.meta.url)
const faces = new Map<string, Font>()
const widths = new Map<string, number>()

function face(subset: string, weight: number): Font {
  const file = `@fontsource/inter/files/inter-${subset}-${weight}-normal.woff2`
  const known = faces.get(file)
  if (known) return known
  const font = create(readFileSync(require.resolve(file)))
  if (!('layout' in font)) throw new Error(`${file} holds more than one font.`)
  faces.set(file, font)
  return font
}

/** Width of a run of text in px, kerning included. Depends on nothing else that was measured before. */
export function textWidth(text: string, size: number, weight = 400): number {
  const drawn = weight >= 650 ? 700 : weight >= 550 ? 600 : 400
  const key = `${drawn} ${text}`
  let width = widths.get(key)
  if (width === undefined) {
    if (widths.size >= KEPT) widths.clear()
    width = runs(text, drawn).reduce((sum, run) => sum + run, 0)
    widths.set(key, width)
  }
  return width * size
}

/** Chromium lays text out in steps of 1/64 px, never narrower than it is. */
export const laidOut = (width: number) => Math.ceil(width * 64) / 64

/** Widths in em of the longest stretches that one face can draw. */
function runs(text: string, weight: number): number[] {
  const found: number[] = []
  let run = ''
  let drawnBy: Font | undefined
  const end = () => {
    if (drawnBy) found.push(drawnBy.layout(run).advanceWidth / drawnBy.unitsPerEm)
    run = ''
  }
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    const font = SUBSETS.map((subset) => face(subset, weight)).find((each) => each.hasGlyphForCodePoint(code))
    if (font !== drawnBy) end()
    drawnBy = font
    if (font) run += character
    else found.push(foreignWidth(character))
  }
  end()
  return found
}

const NO_WIDTH = /\p{M}|[\u200b-\u200f\u2060]/u
const PICTURE = /\p{Extended_Pictographic}/u
/** Scripts of wide letters, which are written without spaces. */
export const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uff60]/u

/** What no face of ours has is drawn in one of the reader's, in em: about as wide as its kind is. */
function foreignWidth(character: string): number {
  if (NO_WIDTH.test(character)) return 0
  if (PICTURE.test(character)) return 1.25
  return WIDE.test(character) ? 1 : 0.6
}

const { ascent: above, descent: below, xHeight: low, unitsPerEm: em } = face('latin', 400)

/** Chromium rounds both to whole px. */
export const ascent = (size: number) => Math.round((above / em) * size)
export const descent = (size: number) => Math.round((-below / em) * size)
export const xHeight = (size: number) => (low / em) * size
/** Height of a line where the style sheet says `normal`. */
export const lineHeight = (size: number) => ascent(size) + descent(size)
