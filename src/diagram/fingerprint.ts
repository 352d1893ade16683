import { hash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What a drawing depends on beside its source. */
const LIBRARIES = [
  'mermaid',
  '@mermaid-js/layout-tidy-tree',
  '@fontsource/inter',
  'css-tree',
  'dompurify',
  'fontkit',
  'jsdom',
  'svg-pathdata',
]

let known: string | undefined

/** Changes whenever a drawing may come out otherwise: with this folder's code, palette included, and with the libraries. */
export function fingerprint(): string {
  known ??= compute(packageRoot())
  return known
}

function compute(folder: string): string {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .sort()
  const code = files.map((path) => [path.replaceAll('\\', '/'), readFileSync(join(folder, path), 'utf8')])
  return hash('sha256', JSON.stringify([code, LIBRARIES.map((name) => versionOf(name, folder))]))
}

/** Not every library exports its `package.json`. */
function versionOf(name: string, folder: string): string {
  const places = createRequire(join(folder, 'worker.ts')).resolve.paths(name) ?? []
  for (const place of places) {
    try {
      const { version } = JSON.parse(readFileSync(join(place, name, 'package.json'), 'utf8'))
      return `${name} ${version}`
    } catch {}
  }
  throw new Error(`${name} is not installed. Run: npm ci`)
}

/** Files that bundlers do not see stand here: beside this module, or where the project has it when this module was bundled. */
export function packageRoot(): string {
  const beside = dirname(fileURLToPath(import.meta.url))
  const found = [beside, resolve('src/diagram')].find((folder) => existsSync(join(folder, 'worker.ts')))
  if (!found)
    throw new Error(`src/diagram/worker.ts was not found below ${resolve('.')}. Run in the project's root.`)
  return found
}
