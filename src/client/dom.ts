/** The element that a page's own markup promises; throws when it is not there. */
export function find<T extends Element = Element>(selector: string): T {
  const node = document.querySelector<T>(selector)
  if (!node) throw new Error(`The page has no ${selector}.`)
  return node
}

/** Says how much was found, in the line that screen readers listen to. */
export function announce(text: string): void {
  find('#found').textContent = text
}

/** What a form holds, as the query of an address. */
export function readForm(form: HTMLFormElement): string {
  const pairs = [...new FormData(form)].map(([name, value]) => [name, String(value)])
  return `?${new URLSearchParams(pairs)}`
}

/** Puts a query into the address of the page, which is not loaded anew; none takes the old one out. */
export function putQuery(query: string, how: 'pushState' | 'replaceState' = 'pushState'): void {
  history[how](null, '', query || location.pathname)
}
