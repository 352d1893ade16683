import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import { CliError } from '#lib/cli-error.ts'
import { readInput } from '#lib/files.ts'
import { formatFinding } from '#lib/format-finding.ts'
import { printable } from '#lib/text.ts'
import type { Finding } from '#model/finding.ts'
import { LIMITS } from '#parse/limits.ts'
import { readShape } from '#parse/shape.ts'
import { readYaml } from '#parse/yaml.ts'

/** A file that a person wrote, and what it says. */
type Authored<T> = { file: string; value: T }

/** Reads every file of a folder with an ending, by name. A folder that is not there is empty. */
export function readFolder<S extends z.ZodType>(
  folder: string,
  ending: string,
  schema: S,
): Authored<z.output<S>>[] {
  if (!existsSync(folder)) return []
  const names = readdirSync(folder).filter((name) => name.endsWith(ending) && !name.startsWith('.'))
  return names
    .sort()
    .map((name) => ({ file: join(folder, name), value: readAuthored(join(folder, name), schema) }))
}

/**
 * Reads one YAML file, or the front matter of an `.mdx` file.
 * @throws CliError 2 that names the file, each place and what is wrong there.
 */
export function readAuthored<S extends z.ZodType>(file: string, schema: S): z.output<S> {
  const bytes = readInput(file)
  const yaml = readYaml(file.endsWith('.mdx') ? frontMatter(bytes, file) : bytes, LIMITS.configuration)
  if (!yaml.ok) throw complaint(file, yaml.findings)
  const shaped = readShape(schema, yaml.value)
  if (!shaped.ok) throw complaint(file, shaped.findings)
  return shaped.value
}

/** The bytes between the two `---` lines, with the first line kept empty, so that line numbers stay right. */
function frontMatter(bytes: Buffer, file: string): Buffer {
  const text = bytes.toString('latin1')
  const found = text.match(/^---(\r?\n[\s\S]*?\r?\n)---[ \t]*(\r?\n|$)/)
  if (found?.[1] === undefined)
    throw new CliError(`${printable(file)} has no front matter: it must start with a line of three hyphens.`)
  return Buffer.from(found[1], 'latin1')
}

function complaint(file: string, findings: readonly Finding[]): CliError {
  const lines = findings.map((finding) => `  ${formatFinding(finding)}`)
  return new CliError([`${file} is not as it must be:`, ...lines].map(printable).join('\n'))
}
