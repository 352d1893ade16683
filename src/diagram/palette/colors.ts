/** A color in light and in dark. */
export type Pair = readonly [light: string, dark: string]

/** Tokens of `src/styles/tokens.css` that drawings use: a copy that a test compares. */
export const TOKENS = {
  paper: ['#fbfaf7', '#14161a'],
  sheet: ['#ffffff', '#1b1e24'],
  ink: ['#1a1d21', '#e9e7e1'],
  soft: ['#595e65', '#a7abb2'],
  line: ['#e3e0d8', '#2d323a'],
  accent: ['#1f4e8c', '#8ab6f0'],
  go: ['#0a5c3a', '#6fd3a3'],
  'go-wash': ['#dff2e6', '#12311f'],
  nogo: ['#9b1c2e', '#ff9aa6'],
  'nogo-wash': ['#fbe3e5', '#3a1519'],
  warn: ['#7a5200', '#f0c766'],
  'warn-wash': ['#fdf1d4', '#352a0d'],
  none: ['#666b73', '#9a9fa8'],
  'none-wash': ['#eeece6', '#24282f'],
} as const satisfies Record<string, Pair>

/**
 * Series mean nothing but "another one": strong for lines, bars and points, as a tint below text. None of them is a color
 * of a verdict.
 */
const SERIES = {
  'hue-1': ['#1f4e8c', '#8ab6f0'],
  'hue-2': ['#0f6b72', '#6cc7cf'],
  'hue-3': ['#6b3f94', '#c3a0ec'],
  'hue-4': ['#8a4b1f', '#e3a878'],
  'hue-5': ['#55641a', '#b9c96a'],
  'hue-6': ['#8c2f6b', '#ec9bcf'],
  'hue-7': ['#4a5568', '#a9b4c6'],
  'hue-8': ['#3d5a45', '#9cc7a6'],
  'tint-1': ['#dbe7f6', '#1c2f49'],
  'tint-2': ['#d6edee', '#16373a'],
  'tint-3': ['#e9e0f4', '#32254a'],
  'tint-4': ['#f5e5d8', '#40291a'],
  'tint-5': ['#ebefd3', '#2f351a'],
  'tint-6': ['#f6dfee', '#421f36'],
  'tint-7': ['#e4e8ee', '#2a303a'],
  'tint-8': ['#dfece2', '#22342a'],
} as const satisfies Record<string, Pair>

export const COLORS = { ...TOKENS, ...SERIES }
export type ColorName = keyof typeof COLORS
