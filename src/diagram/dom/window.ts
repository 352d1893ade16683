import { type DOMWindow, JSDOM } from 'jsdom'
import { measureWith } from './measures.ts'

/** What mermaid and its libraries take from the global scope. */
const GLOBALS = [
  'CSSStyleSheet',
  'DOMParser',
  'Element',
  'HTMLElement',
  'HTMLIFrameElement',
  'Image',
  'MutationObserver',
  'Node',
  'Option',
  'SVGElement',
  'XMLSerializer',
  'document',
  'getComputedStyle',
  'requestAnimationFrame',
  'screen',
] as const

/** Wide enough that no diagram is squeezed; those that fill their container get this width. */
const SCREEN = { width: 1200, height: 900, availWidth: 1200, availHeight: 900 }

/**
 * Makes this thread look like a browser: a document without scripts and without a network, whose elements have sizes.
 * Must run before mermaid is loaded, and never in a thread that does anything else: libraries would take it for a browser.
 */
export function openWindow(): DOMWindow {
  const { window } = new JSDOM('<!doctype html><html><head></head><body></body></html>')
  measureWith(window, SCREEN.width)
  define(window, 'screen', SCREEN)
  define(window, 'Image', UnreachableImage)
  define(window, 'requestAnimationFrame', requestFrame)
  // Cytoscape lays mind maps out and also wants to paint them.
  define(window.HTMLCanvasElement.prototype, 'getContext', () => NO_PAINT)
  // Mermaid says in a label that there are no formulas; as formulas they are refused with a reason.
  define(window, 'MathMLElement', window.Element)
  // No event ever comes; listeners would only keep old drawings alive.
  define(window, 'addEventListener', () => {})
  // Mermaid waits for the pictures of a label to load, which never happens here.
  define(window.HTMLImageElement.prototype, 'complete', true)
  define(globalThis, 'window', window)
  for (const name of GLOBALS) define(globalThis, name, window[name])
  return window
}

const frames = new Set<NodeJS.Immediate>()

function requestFrame(call: (time: number) => void): void {
  const frame = setImmediate(() => {
    frames.delete(frame)
    call(0)
  })
  frames.add(frame)
}

/** Ends the loops of a drawing that is done; some go on for ever. */
export function dropFrames(): void {
  for (const frame of frames) clearImmediate(frame)
  frames.clear()
}

const NO_PAINT: object = new Proxy({}, { get: () => () => ({ width: 0 }), set: () => true })

class UnreachableImage {
  src = ''
  decode(): Promise<never> {
    return Promise.reject(new Error('Images from elsewhere cannot be drawn. Remove `img`.'))
  }
}

function define(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, configurable: true, writable: true })
}
