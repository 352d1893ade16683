import { DiagramError } from '../job.ts'
import { isAllowed } from './style-sheet.ts'

const ELEMENTS = new Set(
  `svg g a switch defs style title desc marker path rect circle ellipse line polygon polyline text tspan textPath
  linearGradient radialGradient stop clipPath mask pattern symbol filter feDropShadow feGaussianBlur feOffset feFlood
  feComposite feMerge feMergeNode`.split(/\s+/),
)
/** Needed by a page with script only, or for movement. */
const DROPPED = new Set('script set animate animateMotion animateTransform'.split(' '))
const ATTRIBUTES = new Set(
  `id class style transform transform-origin x y x1 y1 x2 y2 cx cy r rx ry dx dy width height d points viewBox fill fill-opacity
  fill-rule stroke stroke-width stroke-opacity stroke-dasharray stroke-linecap stroke-linejoin stroke-miterlimit
  opacity color font-size font-weight font-style text-anchor text-decoration dominant-baseline
  alignment-baseline letter-spacing clip-path clip-rule mask filter marker-start marker-mid marker-end markerWidth
  markerHeight markerUnits refX refY orient offset stop-color stop-opacity gradientUnits gradientTransform
  patternUnits stdDeviation flood-color flood-opacity in in2 result operator textLength lengthAdjust href target rel
  preserveAspectRatio xmlns`.split(/\s+/),
)
const LINK_SCHEMES = new Set(['http:', 'https:', 'mailto:'])
const REFERENCE = /url\(\s*["']?(?!#)/i

/** Leaves only what a still picture needs. Throws for elements that it does not know. */
export function allowOnly(svg: Element): void {
  for (const element of [...svg.querySelectorAll('*')]) {
    if (DROPPED.has(element.localName)) element.remove()
    else if (!ELEMENTS.has(element.localName)) {
      throw new DiagramError(`A diagram cannot hold <${element.localName}>.`)
    }
  }
  for (const element of [svg, ...svg.querySelectorAll('*')]) allowAttributes(element)
  for (const link of [...svg.querySelectorAll('a')]) allowLink(link)
}

function allowAttributes(element: Element): void {
  const link = element.getAttribute('href') ?? element.getAttribute('xlink:href')
  if (link !== null && element.localName === 'a') element.setAttribute('href', link)
  for (const { name, value } of [...element.attributes]) {
    const isLink = name === 'href' && element.localName !== 'a'
    if (!ATTRIBUTES.has(name) || isLink || value === '' || REFERENCE.test(value))
      element.removeAttribute(name)
    else if (name === 'style') allowStyle(element, value)
  }
}

function allowStyle(element: Element, value: string): void {
  const kept = value.split(';').filter((declaration) => {
    const colon = declaration.indexOf(':')
    return (
      colon > 0 && isAllowed(declaration.slice(0, colon).trim().toLowerCase(), declaration.slice(colon + 1))
    )
  })
  if (kept.length === 0) element.removeAttribute('style')
  else element.setAttribute('style', kept.map((each) => each.trim()).join(';'))
}

/** A link elsewhere opens without telling where from; one that may not be followed becomes its content. */
function allowLink(link: Element): void {
  if (mayFollow(link.getAttribute('href'))) {
    link.setAttribute('rel', 'noopener noreferrer')
    if (link.getAttribute('target') !== '_blank') link.removeAttribute('target')
  } else link.replaceWith(...link.childNodes)
}

/** Read as a browser reads it, which sees through letters that only hide the scheme. */
function mayFollow(href: string | null): boolean {
  const url = href && URL.parse(href, 'https://relative.invalid/')
  return url ? LINK_SCHEMES.has(url.protocol) : false
}
