import type { z } from 'zod'
import type { Result } from '#parse/result.ts'
import { readShape } from '#parse/shape.ts'

/**
 * Reads an artifact by the schema of its format. Differences are reasons `shape.missing`, `.invalid` and
 * `.unrecognized_key` with the format, the path and what was expected, never with what was found: an artifact may
 * hold secrets.
 */
export function readArtifactShape<S extends z.ZodType>(
  format: string,
  schema: S,
  document: unknown,
): Result<z.output<S>> {
  const shape = readShape(schema, document)
  if (shape.ok) return shape
  const findings = shape.findings.map(({ code, args, path }) => {
    const { found: _found, ...rest } = args
    return { code: code.replace('schema.', 'shape.'), args: { format, ...rest }, path }
  })
  return { ok: false, findings }
}
