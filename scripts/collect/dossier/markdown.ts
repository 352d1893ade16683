import { plainNote, simpleNote } from './simple-note.ts'

/**
 * Markdown from strangers → HTML that is safe to put on a page: no script, style, image, form or id; links to named
 * https hosts only, with their host in sight; headings from h3 down. Text that is too long, nests too deep or grows
 * too much comes back as escaped plain text.
 */
export async function markdownToSafeHtml(markdown: string): Promise<string> {
  if (markdown.length > LONGEST_INPUT) return plainNote(markdown)
  const longest = 4 * markdown.length + 65_536
  renderer ??= import('satteri')
  const { markdownToHtml } = await renderer
  try {
    const { html } = markdownToHtml(markdown, { features: FEATURES })
    if (html.length > longest) return plainNote(markdown)
    const safe = (markdown.includes('<') ? null : simpleNote(html)) ?? (await sanitizer())(html)
    return safe.length > longest ? plainNote(markdown) : safe.trim()
  } catch (error) {
    if (error instanceof RangeError) return plainNote(markdown)
    throw error
  }
}

const LONGEST_INPUT = 50_000

/** Footnotes can blow a note up a hundredfold, and need ids; front matter has no meaning in a note. */
const FEATURES = { gfm: { footnotes: false }, frontmatter: false } as const

// Both are loaded when the first note needs them: most runs find nothing new.
let renderer: Promise<typeof import('satteri')> | null = null
let loaded: Promise<{ sanitizeNote: (html: string) => string }> | null = null

/** Puts HTML through parser, sanitizer and serializer. */
async function sanitizer(): Promise<(html: string) => string> {
  loaded ??= import('./sanitize.ts')
  return (await loaded).sanitizeNote
}
