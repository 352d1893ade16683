import type { Options } from 'rehype-sanitize'
import { HttpsUrl } from '#model/primitives.ts'

/** A node of an HTML tree, as far as it matters here. */
type HtmlNode = {
  type: string
  tagName?: string
  value?: string
  properties?: Record<string, unknown>
  children?: HtmlNode[]
}

/** What is left of a note, whatever it held: text, lists, tables, code, and links that {@link tameNote} has checked. */
export const NOTE_SCHEMA: Options = {
  tagNames:
    'a b blockquote br code dd del details div dl dt em h3 h4 h5 h6 hr i ins kbd li ol p pre q s samp span strong sub summary sup table tbody td tfoot th thead tr ul var'.split(
      ' ',
    ),
  attributes: {
    a: ['href', ['rel', 'nofollow', 'noopener', 'noreferrer', 'ugc']],
    code: [['className', /^language-[a-z0-9+#-]{1,30}$/]],
    ol: ['start'],
    td: ['align', 'colSpan', 'rowSpan'],
    th: ['align', 'colSpan', 'rowSpan'],
  },
  protocols: { href: ['https'] },
  ancestors: Object.fromEntries(
    ['tbody', 'td', 'tfoot', 'th', 'thead', 'tr'].map((name) => [name, ['table']]),
  ),
  strip: [
    'script',
    'style',
    'template',
    'iframe',
    'noscript',
    'noembed',
    'title',
    'textarea',
    'select',
    'svg',
    'math',
  ],
  allowComments: false,
  allowDoctypes: false,
}

/** Changes a note's tree in place, before it is sanitized: what can be kept in another form is kept. */
export function tameNote(node: HtmlNode): void {
  CHANGES.get(node.tagName ?? '')?.(node)
  for (const child of node.children ?? []) tameNote(child)
}

const CHANGES: ReadonlyMap<string, (node: HtmlNode) => void> = new Map(
  Object.entries({
    // The page's own headings are h1 and h2.
    h1: rename('h3'),
    h2: rename('h4'),
    h3: rename('h5'),
    h4: rename('h6'),
    h5: rename('h6'),
    img: (node) => becomeText(node, String(node.properties?.['alt'] ?? '')),
    input: (node) => becomeText(node, node.properties?.['checked'] ? '☑' : '☐'),
    a: tameLink,
    th: alignment,
    td: alignment,
  }),
)

function rename(tagName: string): (node: HtmlNode) => void {
  return (node) => {
    node.tagName = tagName
  }
}

function becomeText(node: HtmlNode, value: string): void {
  node.type = 'text'
  node.value = value
  delete node.children
}

/** A link leads to a named https host and says which; any other link is only its text. */
function tameLink(node: HtmlNode): void {
  const href = node.properties?.['href']
  node.properties = {}
  const url = typeof href === 'string' && HttpsUrl.safeParse(href).success ? URL.parse(href) : null
  if (url === null) {
    node.tagName = 'span'
    return
  }
  const { host } = url
  node.properties = { href, rel: ['nofollow', 'noopener', 'noreferrer', 'ugc'] }
  if (!textOf(node).includes(host)) node.children?.push({ type: 'text', value: ` (${host})` })
}

function textOf(node: HtmlNode): string {
  return node.type === 'text' ? (node.value ?? '') : (node.children ?? []).map(textOf).join('')
}

/** Columns of a Markdown table come with a style attribute, which the site's policy forbids. */
function alignment(node: HtmlNode): void {
  const style = String(node.properties?.['style'] ?? '')
  const align = style.match(/^text-align: (left|center|right)$/)?.[1]
  if (align !== undefined) node.properties = { ...node.properties, align }
}
