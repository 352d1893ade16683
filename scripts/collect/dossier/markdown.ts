import rehypeParse from 'rehype-parse'
import rehypeSanitize from 'rehype-sanitize'
import rehypeStringify from 'rehype-stringify'
import { markdownToHtml } from 'satteri'
import { unified } from 'unified'
import { NOTE_SCHEMA, tameNote } from './note-tree.ts'

/**
 * Markdown from strangers → HTML that is safe to put on a page: no script, style, image, form or id; links lead to named
 * https hosts only and show their host; headings start at h3. Text that is too long, has too many cells of tables, nests too
 * deep or grows too much comes back as escaped plain text.
 * @throws whatever the renderers throw: a fault of theirs or ours.
 */
export function markdownToSafeHtml(markdown: string): string {
  if (markdown.length > LONGEST_INPUT || cellsOf(markdown) > MOST_CELLS) return plainNote(markdown)
  const longest = 4 * markdown.length + 65_536
  try {
    const { html } = markdownToHtml(markdown, { features: FEATURES })
    if (html.length > longest) return plainNote(markdown)
    const safe = sanitizeNote(html)
    return safe.length > longest ? plainNote(markdown) : safe.trim()
  } catch (error) {
    if (error instanceof RangeError) return plainNote(markdown)
    throw error
  }
}

const LONGEST_INPUT = 50_000

/** A row of a table is filled up to the columns of its head: a few kilobytes become millions of cells, and minutes. */
const MOST_CELLS = 20_000

/** At least as many cells as the tables of a text come to: for each line below dashes and bars, as many as they have bars. */
function cellsOf(markdown: string): number {
  let cells = 0
  let columns = 0
  for (const line of markdown.split('\n')) {
    if (line.trim() === '') columns = 0
    else if (DASHES.test(line)) columns = Math.max(columns, line.split('|').length)
    cells += columns
  }
  return cells
}

/** Also below the marks of quotes and lists. */
const DASHES = /^[\s>*+|:-]*-[\s>*+|:-]*$/

/** Footnotes can blow a note up a hundredfold, and need ids; front matter has no meaning in a note. */
const FEATURES = { gfm: { footnotes: false }, frontmatter: false } as const

/** Text that could not be rendered, as it is. */
function plainNote(text: string): string {
  return `<p>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</p>`
}

/**
 * Any HTML → what a note may hold. It is parsed as a browser would, then all but the allowed is removed: sanitizing
 * comes last.
 * @throws RangeError for markup that nests too deep.
 */
export function sanitizeNote(html: string): string {
  return String(PIPELINE.processSync(html))
}

const PIPELINE = unified()
  .use(rehypeParse, { fragment: true })
  .use(() => tameNote)
  .use(rehypeSanitize, NOTE_SCHEMA)
  .use(rehypeStringify, { characterReferences: { useNamedReferences: true } })
  .freeze()
