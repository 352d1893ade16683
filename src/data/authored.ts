import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'

/*
 * Where pages lie that people wrote. Runbooks and guide come with the program, and what the user wrote is added to them: the
 * collections of both are apart, since the loader of a folder takes what it does not find there for removed.
 */

const authored = process.env['CATALOG_AUTHORED'] ?? 'content'
const defaults = process.env['CATALOG_DEFAULTS'] ?? 'content'

/** The folder of what comes with the program. */
export function shippedFolder(name: 'guide' | 'runbooks'): string {
  return join(defaults, name)
}

/** The user's folder of this name; null where it holds no page, or is the program's own. */
export function ownFolder(name: 'guide' | 'runbooks' | 'services'): string | null {
  const folder = join(authored, name)
  const isShipped = name !== 'services' && resolve(authored) === resolve(defaults)
  return isShipped || !hasPages(folder) ? null : folder
}

/** The folder that holds the inventory of runbooks and the severity model: the user's, else the program's. */
export function operationsFolder(): string {
  const own = join(authored, 'runbooks')
  return existsSync(join(own, 'operations.yaml')) ? own : shippedFolder('runbooks')
}

function hasPages(folder: string): boolean {
  return existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.mdx'))
}
