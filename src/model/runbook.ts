import { z } from 'zod'
import { Line, list } from './primitives.ts'

/** A code of findings, or a pattern of them in which `*` stands for anything: `chain.*`, `gate.*.missing`. */
const CodePattern = z
  .string()
  .max(200)
  .regex(/^(\*|[A-Za-z0-9_-]+)(\.(\*|[A-Za-z0-9_-]+))+$/, 'a code such as chain.empty or gate.*.missing')

/** Front matter of `content/runbooks/<slug>.mdx`: what to do about some codes [002]. */
export const RunbookPage = z.strictObject({
  title: Line,
  /** One sentence: what has happened. */
  summary: Line,
  /** The heading it stands under in the list of all. */
  group: Line,
  /** Its place in the list, and its group's with it; lower comes first. */
  order: z.int().min(0).max(10_000),
  /** The codes it serves. Where two runbooks have a pattern for a code, the more particular one serves it. */
  codes: z.array(CodePattern).min(1).max(300),
  /** Where its rules were taken from: documents by their names. */
  sources: list(Line, 20),
})

/** The same with the name of its file, which is the last part of its address. */
export const Runbook = RunbookPage.extend({ slug: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/) })
export type Runbook = z.infer<typeof Runbook>
