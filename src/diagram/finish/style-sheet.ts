import { generate, parse, type Rule, walk } from 'css-tree'

/** Properties that may stay in a drawing. None of them can fetch anything but through `url()`. */
const PROPERTIES =
  /^(fill|stroke|color|opacity|font-(size|weight|style)$|text-anchor|text-decoration|dominant-baseline|alignment-baseline|visibility|display|transform|letter-spacing|paint-order|stop-|marker|white-space|r$|rx$|ry$|shape-rendering)/
export const MONOSPACE = 'ui-monospace,monospace'
const OUTSIDE = /url\(\s*["']?(?!#)|\\|@|expression|javascript:/i

/** A declaration that may stay. Fonts are not a diagram's choice, but letters of one width. */
export function isAllowed(property: string, value: string): boolean {
  if (property === 'font-family') return value.trim() === MONOSPACE
  return PROPERTIES.test(property) && !OUTSIDE.test(value)
}

/**
 * What a style sheet must keep for a drawing: rules that match something in it, with the properties that may stay. At-rules
 * (mermaid's are animations), pointer states and selectors of the whole page go.
 */
export function prune(css: string, svg: Element): string {
  const kept: string[] = []
  walk(parse(css), {
    visit: 'Rule',
    enter(rule) {
      if (!this.atrule) kept.push(...keep(rule, svg))
      return walk.skip
    },
  })
  return kept.join('')
}

function keep(rule: Rule, svg: Element): string[] {
  if (rule.prelude.type !== 'SelectorList') return []
  const selectors = rule.prelude.children.toArray().filter((selector) => matches(generate(selector), svg))
  const declarations = rule.block.children
    .toArray()
    .map((node) =>
      node.type === 'Declaration' && isAllowed(node.property, generate(node.value)) ? generate(node) : '',
    )
    .filter((text) => text !== '')
  if (selectors.length === 0 || declarations.length === 0) return []
  return [`${selectors.map((selector) => generate(selector)).join(',')}{${declarations.join(';')}}`]
}

function matches(selector: string, svg: Element): boolean {
  if (/:(root|hover|focus|active)/.test(selector)) return false
  try {
    return svg.matches(selector) || svg.querySelector(selector) !== null
  } catch {
    return false
  }
}
