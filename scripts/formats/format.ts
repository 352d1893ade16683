import { XmlElement } from '@rgrove/parse-xml'
import type { z } from 'zod'
import type { Reading } from '#model/evidence.ts'
import { localName } from '#parse/xml.ts'

/**
 * One format. `syntax` names the parser of its bytes, and decides what `document` is: a JSON value, the root element
 * of XML, the documents of JSON Lines, or plain text. `recognizes` looks at a few marks and costs next to nothing,
 * whatever the document is; `read` takes any document that the parser took, and is the one to refuse it when it was
 * called by name.
 */
export type EvidenceFormat = {
  name: string
  syntax: Syntax
  /**
   * Of each of its documents one stands there: as a key of JSON, or of its first entry, or as the root of XML, in lower case
   * and without prefix. Whoever lacks all of them is not asked further, so a file wakes the few readers that may know it.
   */
  marks?: readonly string[]
  recognizes: (document: unknown) => boolean
  read: (document: unknown) => Reading
  /** For a format that lists other files with their digests: which. */
  lists?: (document: unknown) => ListedFile[]
  /** Null for another syntax of a format that was told of before. */
  about: FormatAbout | null
  /** Names that its reader gives to documents of another content. */
  variants?: readonly (FormatAbout & { name: string })[]
}

/** What people are told of a format, by `catalog formats` and in the guide, which may hold `code` and *emphasis*. */
export type FormatAbout = {
  section: FormatSection
  what: string
  /** Tools and commands that write it. */
  from: string
  /** What it must show to pass; of measurements, what is to be known besides. */
  passes: string
  /** Of measurements: the names of their numbers. */
  metrics?: string
}

/** Where in the guide it stands. */
export type FormatSection = 'tests' | 'security' | 'measurements' | 'lists' | 'people'

export type Syntax = 'json' | 'json-lines' | 'xml' | 'text'

/**
 * A file and the digest that a list gives for it, in lower-case hex. `path` as the list writes it, relative, with forward
 * slashes; empty where the list's own name says which file it is.
 */
export type ListedFile = { path: string; algorithm: DigestAlgorithm; digest: string }

export type DigestAlgorithm = 'sha256' | 'sha384' | 'sha512'

/**
 * True when a document bears the marks of a format: it has all their keys, with such values. Every reader asks this of
 * every document, so the keys come first: zod takes a hundred times longer, most of it to explain a refusal.
 */
export function hasMarks(marks: z.ZodObject, document: unknown): boolean {
  if (typeof document !== 'object' || document === null) return false
  for (const key in marks.shape) if (!(key in document)) return false
  return marks.safeParse(document).success
}

/** True for an object that has all these keys, whatever their values. */
export function hasKeys(document: unknown, ...keys: string[]): document is Record<string, unknown> {
  return (
    typeof document === 'object' && document !== null && keys.every((key) => Object.hasOwn(document, key))
  )
}

/** True when a document bears the marks of a format, and its reader recognizes it. */
export function isOfFormat({ marks, recognizes }: EvidenceFormat, document: unknown): boolean {
  if (marks === undefined) return recognizes(document)
  const first: unknown = Array.isArray(document) ? document[0] : document
  const isMarked =
    document instanceof XmlElement
      ? marks.includes(localName(document))
      : marks.some((mark) => hasKeys(first, mark))
  return isMarked && recognizes(document)
}
