import rehypeParse from 'rehype-parse'
import rehypeSanitize from 'rehype-sanitize'
import rehypeStringify from 'rehype-stringify'
import { markdownToHtml } from 'satteri'
import { unified } from 'unified'
import type { Dossier } from '#model/dossier.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { NOTE_SCHEMA, tameNote } from './note-tree.ts'

/** The Markdown parts of a dossier → HTML that is safe to put on a page; null for parts that it does not have. */
export function renderNotes(dossier: Dossier): ReleaseRecord['notes'] {
  return {
    summary: render(dossier.summary),
    releaseNotes: render(dossier.releaseNotes?.text),
    compatibilityNotes: render(dossier.compatibilityNotes?.text),
  }
}

const rendered = new Map<string, string>()
const MOST_REMEMBERED = 500

/** Releases repeat each other's notes: each distinct text is rendered once. */
function render(text: string | undefined): string | null {
  if (text === undefined) return null
  const known = rendered.get(text)
  if (known !== undefined) return known
  if (rendered.size >= MOST_REMEMBERED) rendered.clear()
  const html = markdownToSafeHtml(text)
  rendered.set(text, html)
  return html
}

/**
 * Markdown from strangers → HTML that is safe to put on a page: no script, style, image, form or id; links lead to named
 * https hosts only and show their host; headings start at h3. Text that is too long, nests too deep or grows too much
 * comes back as escaped plain text.
 */
export function markdownToSafeHtml(markdown: string): string {
  if (markdown.length > LONGEST_INPUT) return plainNote(markdown)
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
