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
