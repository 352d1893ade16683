import { DiagramError } from '../job.ts'
import { COLORS, type ColorName, type Pair } from '../palette/colors.ts'
import { MERMAID_COLORS } from '../palette/mermaid-colors.ts'
import { colorOf } from '../palette/placeholders.ts'

const COLOR = /#[0-9a-f]{3,8}\b|(?:rgba?|hsla?)\([^()]*\)|(?<![\w-])[a-z]{3,}(?![\w(-])/gi
const NO_COLORS = /^(none|transparent|currentcolor|inherit|initial|revert|unset|important)$/i
const PAINTS = new Set('fill stroke color stop-color flood-color lighting-color'.split(' '))
const OWN = new Map(Object.entries(MERMAID_COLORS).map(([literal, name]) => [canonical(literal), name]))
/** Where a source can name a color: `fill:red`, `$bgColor="red"`, `box red`, and any that is no word. */
const AUTHORS =
  /#[0-9a-f]{3,8}\b|(?:rgba?|hsla?)\([^()]*\)|(?<=(?:fill|stroke|color)\s*[:=]\s*["']?|\bbox\s+)[a-z]+/gi

/**
 * Replaces the placeholders in a drawing and in its style sheet, and the few colors that mermaid sets whatever its theme, by
 * `var(--name)` of the palette; returns the style sheet. Colors of the source stay as they are. Throws for any other: it
 * would look the same in light and dark.
 */
export function recolor(svg: Element, css: string, source: string): string {
  const authors = new Set((source.match(AUTHORS) ?? []).map(canonical))
  const swap = (value: string) => value.replace(COLOR, (literal) => replacement(literal, authors))
  for (const element of [svg, ...svg.querySelectorAll('*')]) {
    for (const { name, value } of [...element.attributes]) {
      if (PAINTS.has(name)) element.setAttribute(name, paint(value, swap))
      if (name === 'style') element.setAttribute(name, declarations(value, swap))
    }
  }
  return css.replace(/\{([^{}]*)\}/g, (_, block: string) => `{${declarations(block, swap)}}`)
}

/** `--name:light-dark(…)` of each color that a drawing uses. */
export function definitions(drawing: string): string {
  return (Object.entries(COLORS) as [ColorName, Pair][])
    .filter(([name]) => drawing.includes(`var(--${name})`))
    .map(([name, [light, dark]]) => `--${name}:light-dark(${light},${dark})`)
    .join(';')
}

type Swap = (value: string) => string

const paint = (value: string, swap: Swap) => (/url\(/i.test(value) ? value : swap(value))

function declarations(block: string, swap: Swap): string {
  return block.replace(/(^|;)(\s*([\w-]+)\s*:)([^;]*)/g, (whole, start, head, property, value) =>
    PAINTS.has(property) ? `${start}${head}${paint(value, swap)}` : whole,
  )
}

function replacement(literal: string, authors: ReadonlySet<string>): string {
  if (NO_COLORS.test(literal)) return literal
  const found = colorOf(literal)
  const own = canonical(literal)
  if (!found && authors.has(own)) return literal
  const name = found?.name ?? OWN.get(own)
  if (!name)
    throw new DiagramError(`Mermaid draws with the color ${literal}, which the palette does not have.`)
  const alpha = found?.alpha ?? 1
  if (alpha === 1) return `var(--${name})`
  return `color-mix(in srgb,var(--${name}) ${Math.round(alpha * 100)}%,transparent)`
}

function canonical(literal: string): string {
  const text = literal.toLowerCase().replace(/\s+/g, '')
  const digits = text.length < 7 ? text.replace(/[0-9a-f]/g, '$&$&') : text
  if (!/^#[0-9a-f]{6}$/.test(digits)) return text
  return `rgb(${[1, 3, 5].map((n) => Number.parseInt(digits.slice(n, n + 2), 16)).join(',')})`
}
