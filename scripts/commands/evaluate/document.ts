import type { z } from 'zod'
import { CliError } from '#lib/cli-error.ts'
import { readInput } from '#lib/files.ts'
import { printable } from '#lib/text.ts'
import { remedy, sentence } from '#messages/messages.ts'
import type { Finding } from '#model/finding.ts'
import { readJson } from '#parse/json.ts'
import { LIMITS } from '#parse/limits.ts'
import { readShape } from '#parse/shape.ts'

/**
 * Reads a JSON file by a schema.
 * @throws CliError 2 that names the file, every place that is wrong, and the remedy.
 */
export function readDocument<S extends z.ZodType>(file: string, schema: S): z.output<S> {
  return shapeOf(file, readAnyJson(file), schema)
}

/** Reads a JSON file of any shape, strictly. @throws CliError 2 that names the file and the place. */
export function readAnyJson(file: string): unknown {
  const json = readJson(readInput(file), LIMITS.evidence)
  if (!json.ok) throw complaint(file, json.findings)
  return json.value
}

/** What a schema makes of a value that was read from a file. @throws CliError 2 that names every difference. */
export function shapeOf<S extends z.ZodType>(file: string, value: unknown, schema: S): z.output<S> {
  const shaped = readShape(schema, value)
  if (!shaped.ok) throw complaint(file, shaped.findings)
  return shaped.value
}

function complaint(file: string, findings: readonly Finding[]): CliError {
  const lines = findings.map((each) => `  ${place(each)}${sentence(each)} ${remedy(each) ?? ''}`.trimEnd())
  return new CliError([`${file} is not as it must be:`, ...lines].map(printable).join('\n'))
}

function place({ path }: Finding): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join('')
  return text === '' ? '' : `${text.replace(/^\./, '')}: `
}
