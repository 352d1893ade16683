import rehypeParse from 'rehype-parse'
import rehypeSanitize from 'rehype-sanitize'
import rehypeStringify from 'rehype-stringify'
import { markdownToHtml } from 'satteri'
import { unified } from 'unified'
import { NOTE_SCHEMA, tameNote } from './note-tree.ts'

/**
 * Markdown from strangers → HTML that is safe to put on a page: no script, style, image, form or id; links to named
 * https hosts only, with their host in sight; headings from h3 down. Text that is too long, nests too deep or grows
 * too much comes back as escaped plain text.
 */
export function markdownToSafeHtml(markdown: string): string {
  if (markdown.length > LONGEST_INPUT) return plainText(markdown)
  const longest = 4 * markdown.length + 65_536
  try {
    const { html } = markdownToHtml(markdown, { features: FEATURES })
    const safe = html.length > longest ? null : String(PIPELINE.processSync(html)).trim()
    return safe === null || safe.length > longest ? plainText(markdown) : safe
  } catch (error) {
    if (error instanceof RangeError) return plainText(markdown)
    throw error
  }
}

const LONGEST_INPUT = 50_000

/** Footnotes can blow a note up a hundredfold, and need ids; front matter has no meaning in a note. */
const FEATURES = { gfm: { footnotes: false }, frontmatter: false } as const

/** Markup in Markdown is parsed as a browser would, then all but the allowed is removed: sanitizing comes last. */
const PIPELINE = unified()
  .use(rehypeParse, { fragment: true })
  .use(() => tameNote)
  .use(rehypeSanitize, NOTE_SCHEMA)
  .use(rehypeStringify)
  .freeze()

function plainText(text: string): string {
  return `<p>${text.replace(/[&<>]/g, (char) => ENTITIES.get(char) ?? '')}</p>`
}

const ENTITIES = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
])
