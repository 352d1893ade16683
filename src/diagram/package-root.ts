import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Files that bundlers do not see stand here: beside this module, or where the project has it when this module was bundled. */
export function home(): string {
  const beside = dirname(fileURLToPath(import.meta.url))
  const found = [beside, resolve('src/diagram')].find((folder) => existsSync(join(folder, 'worker.ts')))
  if (!found)
    throw new Error(`src/diagram/worker.ts was not found below ${resolve('.')}. Run in the project's root.`)
  return found
}
