import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { CliError } from '#lib/cli-error.ts'
import { printable } from '#lib/text.ts'

/** Bytes from which on a site is too much for where it goes, and from which on somebody should think of it. */
export type SizeLimits = { most: number; much: number }

/** GitHub Pages takes 1 GB, counted by its own rules, and no links. */
export const PAGES: SizeLimits = { most: 800_000_000, much: 500_000_000 }

/**
 * Refuses a site that could not be published.
 * @returns a warning in words for one that soon cannot; null for any other.
 * @throws CliError 1 for one that is too large, or that holds a link.
 */
export function checkSize(folder: string, { most, much }: SizeLimits): string | null {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const odd = entries.find((entry) => !entry.isFile() && !entry.isDirectory())
  if (odd !== undefined)
    throw new CliError(
      `${printable(join(odd.parentPath, odd.name))} is no file: Pages publishes no links.`,
      1,
    )
  const files = entries.filter((entry) => entry.isFile())
  const bytes = files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0)
  const size = `The site has ${Math.ceil(bytes / 1e6)} MB`
  const remedy = 'Publish less evidence with it (publish: true in dossiers), or fewer releases.'
  if (bytes > most) throw new CliError(`${size}, more than the ${most / 1e6} MB that fit. ${remedy}`, 1)
  return bytes > much ? `${size} of the ${most / 1e6} MB that fit. ${remedy}` : null
}
