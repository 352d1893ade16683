import { placeholder } from './placeholders.ts'

/**
 * The page's font where a system has it, then Inter, which is the one that is measured; none of them is wider. What a page is
 * drawn in on other systems may be wider than it, and would run over its boxes.
 */
export const FONT_FAMILY =
  '-apple-system, "Segoe UI", Inter, Roboto, "Helvetica Neue", Arial, "Liberation Sans", sans-serif'
export const FONT_SIZE = 14

const SHAPES = ':is(rect,polygon,circle,ellipse,path):not(.label *)'

/**
 * Classes that a source may give its nodes without defining them. Each differs in shape too, so that nobody needs to tell the
 * colors apart: dashed has not happened, a thick line is where one is or went. Between nodes of the path, thick links
 * (`==>`) are drawn alike; mermaid keeps no classes of links.
 */
const CLASSES: Readonly<Record<string, { fill?: string; stroke: string; extra: string }>> = {
  go: { fill: placeholder('go-wash'), stroke: placeholder('go'), extra: 'stroke-width:1.5px' },
  nogo: { fill: placeholder('nogo-wash'), stroke: placeholder('nogo'), extra: 'stroke-width:2.5px' },
  waived: {
    fill: placeholder('warn-wash'),
    stroke: placeholder('warn'),
    extra: 'stroke-width:1.5px;stroke-dasharray:7 2 2 2',
  },
  pending: {
    fill: placeholder('none-wash'),
    stroke: placeholder('none'),
    extra: 'stroke-width:1.5px;stroke-dasharray:4 3',
  },
  path: { stroke: placeholder('accent'), extra: 'stroke-width:2.5px' },
  current: { stroke: placeholder('accent'), extra: 'stroke-width:4px' },
}

const HUES = [1, 2, 3, 4, 5, 6, 7, 8] as const

/** Where mermaid's style sheet takes a tint for a line, no color of the theme, or what only suits light. */
function corrections(): string {
  const hues = HUES.map((hue, n) => {
    const color = placeholder(`hue-${hue}`)
    // The first branch of a mind map has the second color; there are branches up to the tenth, in a color again.
    const edges = [n - 1, n + 7].map((branch) => `.section-edge-${branch}`)
    return `${edges}{stroke:${color}}.radarCurve-${n},.radarLegendBox-${n}{fill:${color};stroke:${color}}`
  })
  const rest = `.grid .tick line{stroke:${placeholder('line')}}[class^=bar-plot] rect{fill-opacity:.5}`
  const path = `.edge-thickness-thick{stroke:${placeholder('accent')}}`
  // A message crosses life lines, which must be neither bolder than it nor seen through its words.
  const sequence = `.actor-line{stroke-width:1px}.messageText{paint-order:stroke;stroke:${placeholder('paper')};stroke-width:4px;stroke-linejoin:round}`
  return [...hues, rest, path, sequence].join('')
}

/** Our style sheet on top of mermaid's, in placeholders. */
export function classStyles(): string {
  const classes = Object.entries(CLASSES)
    .map(([name, { fill, stroke, extra }]) => {
      const inside = fill ? `fill:${fill};` : ''
      return `.${name} ${SHAPES}{${inside}stroke:${stroke};${extra}}`
    })
    .join('')
  return classes + corrections()
}
