import { existsSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { CliError } from '#lib/cli-error.ts'
import { printable } from '#lib/text.ts'
import { Runbook, RunbookPage } from '#model/runbook.ts'
import { readFolder } from './read-yaml-files.ts'

/**
 * Reads the front matter of the runbooks in a folder; without the folder, of those that come with the program.
 * @throws CliError 2 that names the file: a front matter that is not as the model says, a name that is no slug, a pattern
 *   that two of them have.
 */
export function readRunbooks(folder: string | null): Runbook[] {
  const found = readFolder(folder !== null && existsSync(folder) ? folder : BUILT_IN, '.mdx', RunbookPage)
  const owners = new Map<string, string>()
  const runbooks = found.map(({ file, value }) => {
    for (const pattern of value.codes) claim(pattern, file, owners)
    return { slug: slugOf(file), ...value }
  })
  return runbooks.sort((a, b) => a.order - b.order || (a.slug < b.slug ? -1 : 1))
}

const BUILT_IN = resolve(import.meta.dirname, '../../../content/runbooks')

/** Of one pattern nobody could tell which of the two serves it. */
function claim(pattern: string, file: string, owners: Map<string, string>): void {
  const other = owners.get(pattern)
  if (other !== undefined)
    throw new CliError(
      `${printable(file)} and ${printable(other)} both serve ${pattern}. Leave it to one of them.`,
    )
  owners.set(pattern, file)
}

function slugOf(file: string): string {
  const slug = basename(file, '.mdx')
  if (Runbook.shape.slug.safeParse(slug).success) return slug
  throw new CliError(`${printable(file)}: name a runbook in lower case, such as stale-proof.mdx.`)
}
