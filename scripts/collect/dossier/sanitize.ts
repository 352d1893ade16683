import rehypeParse from 'rehype-parse'
import rehypeSanitize from 'rehype-sanitize'
import rehypeStringify from 'rehype-stringify'
import { unified } from 'unified'
import { NOTE_SCHEMA, tameNote } from './note-tree.ts'

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
