import { z } from 'zod'

/**
 * Something the catalog noticed. `code` is stable and public (`gate.openapi.missing`), `args` fill the sentence
 * that `messages` makes of it, `path` points into the document it was found in.
 */
export const Finding = z.strictObject({
  code: z.string().regex(/^[A-Za-z0-9_@-]+(\.[A-Za-z0-9_@()%-]+)+$/),
  args: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  path: z.array(z.union([z.string(), z.number()])),
})
export type Finding = z.infer<typeof Finding>

/**
 * Makes a finding. `path` names members and ids of the document, never positions in a list that may be reordered; a
 * reading's reason points into no document. The arguments never quote an artifact's free text: it may hold secrets.
 */
export function finding(code: string, args: Finding['args'] = {}, path: Finding['path'] = []): Finding {
  return { code, args, path }
}
