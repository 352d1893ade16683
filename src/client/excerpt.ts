/** A stretch of an excerpt; `found` is what was searched for. */
export interface Stretch {
  text: string
  found: boolean
}

/**
 * Reads Pagefind's excerpt, escaped text with `<mark>` in it, as plain stretches, so that nothing of it is ever
 * put into the page as HTML.
 */
export function readExcerpt(excerpt: string): Stretch[] {
  return excerpt
    .split(/<mark>(.*?)<\/mark>/s)
    .map((text, index) => ({ text: unescaped(text), found: index % 2 === 1 }))
    .filter((stretch) => stretch.text !== '')
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'", '#x27': "'" }

function unescaped(text: string): string {
  return text.replace(/&(lt|gt|amp|quot|#39|#x27);/g, (whole, name: string) => ENTITIES[name] ?? whole)
}
