import type { ColorName } from './colors.ts'

/** Colors that mermaid sets whatever its theme, as it writes them, and what they are in ours. */
export const MERMAID_COLORS: Readonly<Record<string, ColorName>> = {
  black: 'ink',
  '#000': 'ink',
  '#333': 'soft',
  '#444': 'soft',
  '#666': 'soft',
  '#999': 'soft',
  'rgb(0,0,0,0.5)': 'soft',
  lightgrey: 'line',
  white: 'paper',
  '#fff': 'paper',
  '#eaeaea': 'none-wash',
  '#efefef': 'none-wash',
  '#e0e0e0': 'none-wash',
  '#edf2ae': 'warn-wash',
  // Faces and actors of a journey.
  '#fff8dc': 'warn-wash',
  '#8fbc8f': 'hue-3',
  '#7cfc00': 'hue-4',
  '#00ffff': 'hue-2',
  '#20b2aa': 'hue-6',
  '#b0e0e6': 'hue-7',
  '#ffffe0': 'hue-1',
  // Its sections.
  '#191970': 'hue-1',
  '#8b008b': 'hue-3',
  '#4b0082': 'hue-6',
  '#2f4f4f': 'hue-2',
  '#800000': 'hue-4',
  '#8b4513': 'hue-5',
  '#00008b': 'hue-7',
  // Icons of an architecture.
  '#087ebf': 'hue-1',
  // Nodes of a sankey.
  '#4e79a7': 'hue-1',
  '#f28e2c': 'hue-4',
  '#e15759': 'hue-6',
  '#76b7b2': 'hue-2',
  '#59a14f': 'hue-8',
  '#edc949': 'hue-5',
  '#af7aa1': 'hue-3',
  '#ff9da7': 'hue-6',
  '#9c755f': 'hue-4',
  '#bab0ab': 'hue-7',
}
