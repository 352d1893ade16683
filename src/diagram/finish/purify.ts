import createDOMPurify from 'dompurify'
import type { DOMWindow } from 'jsdom'

const OPTIONS = {
  USE_PROFILES: { svg: true, svgFilters: true },
  ADD_ATTR: ['role', 'rel', 'target', 'aria-labelledby', 'aria-describedby'],
  IN_PLACE: true,
}

/** The drawing as text, well-formed XML, after DOMPurify has seen it. Throws if something was left for it to remove. */
export function purify(window: DOMWindow, svg: Element): string {
  const purifier = createDOMPurify(window)
  purifier.sanitize(svg, OPTIONS)
  const removed = purifier.removed.map((each) =>
    'element' in each ? each.element.nodeName : each.attribute?.name,
  )
  if (removed.length > 0) throw new Error(`DOMPurify removed ${removed.join(', ')} from a finished drawing.`)
  return new window.XMLSerializer().serializeToString(svg)
}
