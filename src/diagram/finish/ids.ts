const REFERENCE = /url\((["']?)#([^)"']+)\1\)/g
const IN_SELECTOR = /#([\w-]+)(?=[^{}]*\{)/g

/**
 * Names anew, in the order of the document, the ids that something in the drawing refers to; the others go. Mermaid counts its ids
 * on from drawing to drawing. `prefix` sets them apart from those of another drawing on the same page, and names the drawing
 * itself. Returns the style sheet with the new names.
 */
export function renumber(svg: Element, css: string, prefix: string): string {
  const elements = [...svg.querySelectorAll('*')]
  const wanted = referredIds(svg, css)
  const names = new Map<string, string>([[svg.id, prefix]])
  for (const element of elements) {
    if (wanted.has(element.id) && !names.has(element.id)) {
      names.set(element.id, `${prefix}-${names.size.toString(36)}`)
    }
  }
  const rename = (id: string) => names.get(id) ?? id
  for (const element of [svg, ...elements]) renameIn(element, names, rename)
  return css.replace(IN_SELECTOR, (_, id: string) => `#${rename(id)}`)
}

/** The ids that a drawing or its style sheet refers to. */
export function referredIds(svg: Element, css: string): Set<string> {
  const inSelectors = [...css.matchAll(IN_SELECTOR)].map(([, id = '']) => id)
  return new Set([svg, ...svg.querySelectorAll('*')].flatMap(referred).concat(inSelectors))
}

function referred(element: Element): string[] {
  return [...element.attributes].flatMap(({ name, value }) => {
    if (name === 'href' && value.startsWith('#')) return [value.slice(1)]
    return [...value.matchAll(REFERENCE)].map((match) => match[2] ?? '')
  })
}

function renameIn(
  element: Element,
  names: ReadonlyMap<string, string>,
  rename: (id: string) => string,
): void {
  for (const { name, value } of [...element.attributes]) {
    if (name === 'id' && !names.has(value)) element.removeAttribute('id')
    else if (name === 'id') element.setAttribute('id', rename(value))
    else if (name === 'href' && value.startsWith('#'))
      element.setAttribute(name, `#${rename(value.slice(1))}`)
    else if (value.includes('url(')) {
      element.setAttribute(
        name,
        value.replace(REFERENCE, (_, _quote, id: string) => `url(#${rename(id)})`),
      )
    }
  }
}
