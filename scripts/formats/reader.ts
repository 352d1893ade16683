import type { Reading } from '#model/evidence.ts'
import type { ListedFile } from './listed-file.ts'

/**
 * One format. `syntax` is the door its bytes come through, and decides what `document` is: a JSON value, the root
 * element of XML, the documents of JSON Lines, or plain text. `recognizes` looks at a few marks and costs next to
 * nothing, whatever the document is; `read` takes any document that came through the door, and is the one to refuse
 * it when it was called by name.
 */
export type Reader = {
  format: string
  syntax: Syntax
  recognizes: (document: unknown) => boolean
  read: (document: unknown) => Reading
  /** For a format that lists other files with their digests: which. */
  lists?: (document: unknown) => ListedFile[]
}

export type Syntax = 'json' | 'json-lines' | 'xml' | 'text'
