import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { COLORS, type Pair, TOKENS } from '#diagram/palette/colors.ts'

const css = readFileSync('src/styles/tokens.css', 'utf8')

test('the palette begins with tokens of the style sheet', () => {
  // What more contrast changes of them comes later in the sheet.
  const tokens = [...css.matchAll(/--([\w-]+): light-dark\((#\w+), (#\w+)\)/g)].reverse()
  const first = Object.fromEntries(tokens.map(([, name = '', ...pair]) => [name, pair]))
  expect(first).toMatchObject(TOKENS)
})

/** What stands on or beside what, and the contrast it needs: 4.5 for text, 3 for lines and areas [WCAG 2.2, 1.4.3, 1.4.11]. */
const NEEDED: [string, RegExp, keyof typeof COLORS, number][] = [
  ['text on tints and washes', /^(tint-\d|.*-wash|sheet|paper)$/, 'ink', 4.5],
  ['lines, bars and points on paper', /^(hue-\d|go|nogo|warn|none|soft|accent)$/, 'paper', 3],
  ['text in the color of paper on strong colors', /^hue-\d$/, 'paper', 4.5],
]

describe.each([
  ['light', 0],
  ['dark', 1],
] as const)('in %s', (_, side) => {
  test.each(NEEDED)('%s can be told from their background', (_, names, ground, least) => {
    const pairs = Object.entries(COLORS).filter(([name]) => names.test(name))
    const low = pairs.filter(([, pair]) => contrast(pair, COLORS[ground], side) < least).map(([name]) => name)
    expect(pairs).not.toHaveLength(0)
    expect(low).toEqual([])
  })
})

function contrast(a: Pair, b: Pair, side: 0 | 1): number {
  const [low = 0, high = 0] = [luminance(a[side]), luminance(b[side])].sort((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((n) => {
    const share = Number.parseInt(hex.slice(n, n + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
