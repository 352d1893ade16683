import type { DOMWindow } from 'jsdom'
import { type Rectangle, rectangle, through } from '../measure/box.ts'
import { layOutLabel } from '../measure/label.ts'
import { pathLength, pointAt } from '../measure/path.ts'
import { isSvg, matrixToRoot, shapeBox } from '../measure/shape.ts'
import { fontSize, style } from '../measure/style.ts'
import { textLength } from '../measure/svg-text.ts'

/** Gives the elements of a window the sizes that jsdom does not know. `width` is that of the page, px. */
export function measureWith(window: DOMWindow, width: number): void {
  methods(window.SVGElement.prototype, {
    getBBox: (element) => rectangle(shapeBox(element)),
    getComputedTextLength: textLength,
    getTotalLength: (element) => pathLength(pathOf(element)),
    getPointAtLength: (element, length) => pointAt(pathOf(element), Number(length)),
    getScreenCTM: screenMatrix,
    getCTM: screenMatrix,
  })
  methods(window.Element.prototype, { getBoundingClientRect: clientBox })
  sizes(window.Element.prototype, {
    clientWidth: (element) => (isSvg(element) ? 0 : layOutLabel(element).width),
    clientHeight: (element) => (isSvg(element) ? 0 : layOutLabel(element).height),
  })
  sizes(window.HTMLElement.prototype, {
    offsetWidth: (element) => (holdsDrawing(element) ? width : layOutLabel(element).width),
    offsetHeight: (element) => layOutLabel(element).height,
  })
  Object.defineProperty(window, 'getComputedStyle', { value: computedStyle, configurable: true })
}

const pathOf = (element: Element) => element.getAttribute('d') ?? ''

const holdsDrawing = (element: Element) =>
  element.localName === 'body' || element.firstElementChild?.localName === 'svg'

function clientBox(element: Element): Rectangle {
  if (isSvg(element)) return rectangle(through(matrixToRoot(element), shapeBox(element)))
  const { width, height } = layOutLabel(element)
  return rectangle({ left: 0, top: 0, right: width, bottom: height })
}

function screenMatrix(element: Element) {
  const [a, b, c, d, e, f] = matrixToRoot(element)
  const matrix = { a, b, c, d, e, f, inverse: () => matrix }
  return matrix
}

/** As much of a computed style as is asked for. Cytoscape takes an empty padding for no number. */
function computedStyle(element: Element) {
  const value = (property: string): string => {
    if (property === 'font-size') return `${fontSize(element)}px`
    return style(element, property) ?? (/^(padding|margin|border)/.test(property) ? '0px' : '')
  }
  return {
    display: 'block',
    fontSize: value('font-size'),
    textAnchor: style(element, 'text-anchor') ?? 'start',
    getPropertyValue: value,
  }
}

type Method = (element: Element, argument?: unknown) => unknown

function methods(prototype: object, table: Readonly<Record<string, Method>>): void {
  for (const [name, method] of Object.entries(table)) {
    const value = function call(this: Element, argument?: unknown) {
      return method(this, argument)
    }
    Object.defineProperty(prototype, name, { value, configurable: true, writable: true })
  }
}

function sizes(prototype: object, table: Readonly<Record<string, (element: Element) => number>>): void {
  for (const [name, size] of Object.entries(table)) {
    const get = function read(this: Element) {
      return Math.round(size(this))
    }
    Object.defineProperty(prototype, name, { get, configurable: true })
  }
}
