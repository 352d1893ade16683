import { type Box, boxAround, isNothing, NOTHING, through, union } from './box.ts'
import { IDENTITY, type Matrix, multiply, parseTransform } from './matrix.ts'
import { pathBox } from './path.ts'
import { inlineStyle, ownStyle } from './style.ts'
import { textBox } from './svg-text.ts'

const SVG = 'http://www.w3.org/2000/svg'

/** Never painted where it stands. */
const UNPAINTED = new Set(
  'defs marker style title desc clipPath linearGradient radialGradient filter mask symbol metadata pattern'.split(
    ' ',
  ),
)

const SHAPES: Readonly<Record<string, (element: Element) => Box>> = {
  rect: rectBox,
  image: rectBox,
  use: rectBox,
  foreignObject: rectBox,
  foreignobject: rectBox,
  circle: (element) => round(element, number(element, 'r'), number(element, 'r')),
  ellipse: (element) => round(element, number(element, 'rx'), number(element, 'ry')),
  line: (element) =>
    boxAround([
      [number(element, 'x1'), number(element, 'y1')],
      [number(element, 'x2'), number(element, 'y2')],
    ]),
  polygon: pointsBox,
  polyline: pointsBox,
  path: (element) => pathBox(element.getAttribute('d') ?? ''),
  text: textBox,
  tspan: textBox,
  textPath: textBox,
  a: groupBox,
  g: groupBox,
  svg: groupBox,
  switch: groupBox,
}

export const isSvg = (element: Element) => element.namespaceURI === SVG

/** The box of a shape or of a group in its own user space, as `getBBox` gives it: without strokes. */
export function shapeBox(element: Element): Box {
  return SHAPES[element.localName]?.(element) ?? NOTHING
}

/** From an element's user space to that of the outermost svg. */
export function matrixToRoot(element: Element): Matrix {
  let matrix = IDENTITY
  for (let each: Element | null = element; each && isSvg(each); each = each.parentElement) {
    if (each.localName !== 'svg') matrix = multiply(transformOf(each), matrix)
  }
  return matrix
}

function transformOf(element: Element): Matrix {
  return parseTransform(element.getAttribute('transform') || inlineStyle(element).get('transform')?.value)
}

function number(element: Element, name: string): number {
  return Number.parseFloat(element.getAttribute(name) ?? '') || 0
}

function rectBox(element: Element): Box {
  const inline = inlineStyle(element)
  const side = (name: string) =>
    number(element, name) || Number.parseFloat(inline.get(name)?.value ?? '') || 0
  const [x, y, width, height] = [number(element, 'x'), number(element, 'y'), side('width'), side('height')]
  if (width <= 0 && height <= 0 && element.localName !== 'rect') return NOTHING
  return { left: x, top: y, right: x + width, bottom: y + height }
}

function round(element: Element, rx: number, ry: number): Box {
  const [x, y] = [number(element, 'cx'), number(element, 'cy')]
  return { left: x - rx, top: y - ry, right: x + rx, bottom: y + ry }
}

function pointsBox(element: Element): Box {
  const numbers = (element.getAttribute('points') ?? '').match(/-?[\d.]+(?:e[-+]?\d+)?/gi)?.map(Number) ?? []
  const points = numbers.flatMap((x, n): [number, number][] => {
    const y = numbers[n + 1]
    return n % 2 === 0 && y !== undefined ? [[x, y]] : []
  })
  return boxAround(points)
}

function groupBox(element: Element): Box {
  return union([...element.children].map(childBox))
}

/** A child's box in the group's space. Rectangles without size are mermaid's placeholders; browsers leave them out. */
function childBox(child: Element): Box {
  if (UNPAINTED.has(child.localName) || ownStyle(child, 'display') === 'none') return NOTHING
  const box = shapeBox(child)
  if (isNothing(box) || (child.localName === 'rect' && box.left === box.right && box.top === box.bottom)) {
    return NOTHING
  }
  if (child.localName !== 'svg') return through(transformOf(child), box)
  return through([1, 0, 0, 1, number(child, 'x'), number(child, 'y')], box)
}
