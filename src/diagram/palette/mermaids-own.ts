import type { ColorName } from './colors.ts'

/** Colors that mermaid sets whatever its theme, as it writes them, and what they are in ours. */
export const MERMAIDS_OWN: Readonly<Record<string, ColorName>> = {
  black: 'ink',
  '#000': 'ink',
  '#000000': 'ink',
  '#333': 'ink',
  '#444444': 'soft',
  '#666': 'soft',
  '#999': 'soft',
  white: 'paper',
  '#fff': 'paper',
  '#ffffff': 'paper',
  lightgrey: 'line',
  '#efefef': 'none-wash',
  '#e0e0e0': 'none-wash',
  'rgb(0,0,0,0.5)': 'soft',
  '#eaeaea': 'none-wash',
  '#edf2ae': 'warn-wash',
}
