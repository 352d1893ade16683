import createDOMPurify from 'dompurify'
import type { DOMWindow } from 'jsdom'
import { DiagramError } from '../error.ts'

/** Control characters, halves of characters, and what is none [XML 1.0, 2.2]. */
const NOT_IN_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u

const OPTIONS = {
  USE_PROFILES: { svg: true, svgFilters: true },
  ADD_ATTR: ['role', 'rel', 'target', 'aria-labelledby', 'aria-describedby'],
  IN_PLACE: true,
}

/**
 * The drawing as text, well-formed XML, after DOMPurify has seen it. Throws DiagramError for characters
 * that XML cannot hold, and any other error if something was left to remove.
 */
export function purify(window: DOMWindow, svg: Element): string {
  const purifier = createDOMPurify(window)
  purifier.sanitize(svg, OPTIONS)
  const removed = purifier.removed.map((each) =>
    'element' in each ? each.element.nodeName : each.attribute?.name,
  )
  if (removed.length > 0) throw new Error(`DOMPurify removed ${removed.join(', ')} from a finished drawing.`)
  const text = new window.XMLSerializer().serializeToString(svg)
  const [character] = NOT_IN_XML.exec(text) ?? []
  if (character === undefined) return text
  const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
  throw new DiagramError(`A label or the title holds the character U+${code}, which no picture can show.`)
}
