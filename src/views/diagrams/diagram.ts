import type { Mark } from '../outcome.ts'

/**
 * A diagram before it is drawn. Releases in the same state should give the same one, so nothing in it names a release,
 * a version, a person or a day: each different one costs a drawing.
 */
export interface Diagram {
  /** Mermaid. */
  source: string
  /** What it shows, with the state of it that matters: also the alternative text of the image. */
  title: string
  description: string
}

/** A diagram as drawn: a file of the site. */
export interface Drawing {
  href: string
  width: number
  height: number
  /** What stands in for the image; the whole content stands as text beside it. */
  alt: string
  /** Why there is no file: what stands in its place. */
  failed?: string
}

/** The drawings of a page by what they are of; a page without them says the same in text. */
export type Drawings = ReadonlyMap<string, Drawing>

/** Classes that the renderer colors in both themes. */
type Tint = 'go' | 'nogo' | 'waived' | 'pending'

/** Signs before a word: a status is never color alone. */
export const SIGNS = { ok: '✓', no: '✗', wv: '~', na: '–' } as const satisfies Record<Mark, string>

export const TINTS = {
  ok: 'go',
  no: 'nogo',
  wv: 'waived',
  na: 'pending',
} as const satisfies Record<Mark, Tint>

/** `✓ passed`. Only for words of our own. */
export function signed({ mark, word }: { mark: Mark; word: string }): string {
  return `${SIGNS[mark]} ${word}`
}

/** Compact, or with every way that can be straight drawn straight. */
const LAYOUTS = {
  compact: 'layout: dagre',
  straight: 'layout: elk, elk: { nodePlacementStrategy: NETWORK_SIMPLEX }',
} as const

/**
 * Source of a flowchart from top to bottom or left to right.
 * @param widest where labels wrap, and `gap`: between one rank and the next, in pixels.
 */
export function flowchart(
  direction: 'TB' | 'LR',
  { widest, gap = 20, layout = 'compact' }: { widest: number; gap?: number; layout?: keyof typeof LAYOUTS },
  lines: readonly string[],
): string {
  const spacing = `nodeSpacing: 14, rankSpacing: ${gap}, padding: 6, diagramPadding: 4`
  const config = `${LAYOUTS[layout]}, flowchart: { ${spacing}, wrappingWidth: ${widest} }`
  return mermaid(config, `flowchart ${direction}`, lines)
}

/** A whole source: settings, the line that names the kind, then the rest. */
export function mermaid(config: string, kind: string, lines: readonly string[]): string {
  return ['---', `config: { ${config} }`, '---', kind, ...lines.map((line) => `  ${line}`), ''].join('\n')
}
