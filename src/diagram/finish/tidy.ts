import { referredIds } from './ids.ts'

const NUMBERS = new Set('d transform points x y x1 x2 y1 y2 width height cx cy r rx ry viewBox'.split(' '))
const REFERRED_TO = 'marker, filter, linearGradient, radialGradient, clipPath, mask, pattern, symbol'

/** Removes definitions that nothing refers to, and the line of today, which a picture that is kept does not know. */
export function dropUnused(svg: Element, css: string): void {
  svg.querySelector('line.today')?.remove()
  const wanted = referredIds(svg, css)
  for (const definition of svg.querySelectorAll(REFERRED_TO)) {
    if (!wanted.has(definition.id)) definition.remove()
  }
}

/** Removes groups without content and rounds coordinates to hundredths of a px. */
export function tidy(svg: Element): void {
  for (const group of [...svg.querySelectorAll('g, defs, text')].reverse()) {
    if (group.childNodes.length === 0) group.remove()
  }
  for (const element of [svg, ...svg.querySelectorAll('*')]) {
    for (const { name, value } of [...element.attributes]) {
      if (NUMBERS.has(name)) element.setAttribute(name, rounded(value))
    }
  }
}

const rounded = (text: string) =>
  text.replace(/-?\d*\.\d{3,}(?:e[-+]?\d+)?/g, (number) => `${Number(Number(number).toFixed(2))}`)
