import { standIn } from './stand-in.ts'

/** Families that are no wider than the first, which is the one that is measured; a reader without it gets a narrower one. */
export const FONT_FAMILY = 'Inter, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans", sans-serif'
export const FONT_SIZE = 14

const SHAPES = ':is(rect,polygon,circle,ellipse,path):not(.label *)'

/**
 * Classes that a source may give its nodes and edges without defining them. Each differs in shape too, so that nobody needs to
 * tell the colors apart: dashed has not happened, a thick line is where the release is or went.
 */
const CLASSES: Readonly<Record<string, { fill?: string; stroke: string; extra: string }>> = {
  go: { fill: standIn('go-wash'), stroke: standIn('go'), extra: 'stroke-width:1.5px' },
  nogo: { fill: standIn('nogo-wash'), stroke: standIn('nogo'), extra: 'stroke-width:2.5px' },
  waived: {
    fill: standIn('warn-wash'),
    stroke: standIn('warn'),
    extra: 'stroke-width:1.5px;stroke-dasharray:7 2 2 2',
  },
  pending: {
    fill: standIn('none-wash'),
    stroke: standIn('none'),
    extra: 'stroke-width:1.5px;stroke-dasharray:4 3',
  },
  path: { stroke: standIn('accent'), extra: 'stroke-width:2.5px' },
  current: { stroke: standIn('accent'), extra: 'stroke-width:4px' },
}

/** Our style sheet on top of mermaid's, in stand-ins. */
export function classStyles(): string {
  return Object.entries(CLASSES)
    .map(([name, { fill, stroke, extra }]) => {
      const inside = fill ? `fill:${fill};` : ''
      return `.${name}>${SHAPES}{${inside}stroke:${stroke};${extra}}path.${name}{stroke:${stroke};${extra}}`
    })
    .join('')
}
