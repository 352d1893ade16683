import type { z } from 'zod'

/**
 * True when a document bears the marks of a format: it has all their keys, with such values. Every reader asks this of
 * every document, so the keys come first: zod takes a hundred times longer, most of it to explain a refusal.
 */
export function hasMarks(marks: z.ZodObject, document: unknown): boolean {
  if (typeof document !== 'object' || document === null) return false
  for (const key in marks.shape) if (!(key in document)) return false
  return marks.safeParse(document).success
}
