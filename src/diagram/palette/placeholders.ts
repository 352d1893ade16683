import { COLORS, type ColorName } from './colors.ts'

/**
 * Mermaid computes with colors, so it cannot be given `light-dark()`. It draws with placeholders instead, one for each
 * color of the palette, and afterwards each is replaced by the pair it stands for. What mermaid makes of a placeholder (paler,
 * darker, half transparent) keeps hue and saturation, by which it is known again.
 */
const NAMES = Object.keys(COLORS) as ColorName[]
const PLACEHOLDERS = new Map(NAMES.map((name, n) => [name, `#a5${(n * 2).toString(16).padStart(2, '0')}5a`]))
const BY_TINGE = new Map([...PLACEHOLDERS].map(([name, hex]) => [tinge(...channels(hex)), name]))

/** What mermaid is given in place of a color of the palette, as `#rrggbb`. */
export function placeholder(name: ColorName): string {
  const found = PLACEHOLDERS.get(name)
  if (!found) throw new Error(`The palette has no ${name}.`)
  return found
}

/** The color that a literal stands for, with its opacity; null when it is no placeholder. */
export function colorOf(literal: string): { name: ColorName; alpha: number } | null {
  if (!/^(#|rgb|hsl)/i.test(literal)) return null
  const [kind = '', list = ''] = literal.split('(')
  const numbers = list.match(/[\d.]+/g)?.map(Number) ?? []
  const alpha = numbers[3] ?? 1
  const [a = 0, b = 0, c = 0] = numbers
  const name = kind.startsWith('hsl')
    ? BY_TINGE.get(key(a, b))
    : BY_TINGE.get(tinge(...(kind.startsWith('rgb') ? ([a, b, c] as const) : channels(literal))))
  return name ? { name, alpha } : null
}

type Channels = readonly [red: number, green: number, blue: number]

function channels(hex: string): Channels {
  const digits = hex.length < 7 ? hex.replace(/[0-9a-f]/gi, '$&$&') : hex
  const at = (n: number) => Number.parseInt(digits.slice(n, n + 2), 16)
  return [at(1), at(3), at(5)]
}

function tinge(red: number, green: number, blue: number): string {
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)]
  if (most === least) return key(0, 0)
  const range = most - least
  const sector =
    most === red
      ? (green - blue) / range
      : most === green
        ? (blue - red) / range + 2
        : (red - green) / range + 4
  const sum = most + least
  return key((sector * 60 + 360) % 360, (100 * range) / (sum > 255 ? 510 - sum : sum))
}

/** Rounded, because mermaid rounds; placeholders are further apart. */
function key(hue: number, saturation: number): string {
  return `${hue.toFixed(1)} ${saturation.toFixed(1)}`
}
