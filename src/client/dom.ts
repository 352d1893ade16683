/** The element that a page's own markup promises; throws when it is not there. */
export function find<T extends Element = Element>(selector: string): T {
  const node = document.querySelector<T>(selector)
  if (!node) throw new Error(`The page has no ${selector}.`)
  return node
}

/** Says how much was found, in the line that screen readers listen to. */
export function say(text: string): void {
  find('#found').textContent = text
}
