import { HttpsUrl } from '#model/primitives.ts'

/**
 * The short way for ordinary notes, a tenth of the cost of the long one: HTML made from Markdown *without any markup of
 * its own*, in which each tag is one of a few and almost without attributes, or a link to a named https host. Nothing else
 * gets through; the text between tags was escaped by the Markdown renderer.
 * @returns the same HTML as the long way, or null when that must be taken.
 */
export function simpleNote(html: string): string | null {
  let isSimple = true
  const safe = html.replace(TAG_OR_TEXT, (tag, href: string | undefined, text: string | undefined) => {
    const known = href === undefined ? tagOf(tag) : link(href, text ?? '')
    if (known === null) isSimple = false
    return known ?? ''
  })
  return isSimple ? safe : null
}

/** Text that could not be rendered, as it is. */
export function plainNote(text: string): string {
  return `<p>${text.replace(/[&<>]/g, (char) => ENTITIES.get(char) ?? '')}</p>`
}

const TAG_OR_TEXT = /<a href="([^"<>&]*)">([^<&]*)<\/a>|<[^>]*>?/g

const KEPT = 'p ul ol li em strong code pre blockquote del'.split(' ')
const HEADINGS = [
  ['h1', 'h3'],
  ['h2', 'h4'],
  ['h3', 'h5'],
  ['h4', 'h6'],
  ['h5', 'h6'],
  ['h6', 'h6'],
] as const

/** Every tag that the short way knows, and what it becomes. */
const TAGS: ReadonlyMap<string, string> = new Map([
  ...['br', 'hr'].map((name) => [`<${name}>`, `<${name}>`] as const),
  ...KEPT.flatMap((name) => bothTags(name, name)),
  ...HEADINGS.flatMap(([from, to]) => bothTags(from, to)),
])

const WITH_ATTRIBUTE = /^<(ol start="[0-9]{1,9}"|code class="language-[a-z0-9+#-]{1,30}")>$/

function tagOf(tag: string): string | null {
  return TAGS.get(tag) ?? (WITH_ATTRIBUTE.test(tag) ? tag : null)
}

function bothTags(from: string, to: string): [string, string][] {
  return [
    [`<${from}>`, `<${to}>`],
    [`</${from}>`, `</${to}>`],
  ]
}

function link(href: string, text: string): string | null {
  if (!HttpsUrl.safeParse(href).success) return null
  const { host } = new URL(href)
  const shown = text.includes(host) ? text : `${text} (${host})`
  return `<a href="${href}" rel="nofollow noopener noreferrer ugc">${shown}</a>`
}

const ENTITIES = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
])
