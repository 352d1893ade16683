import { hash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { home } from './package-root.ts'

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
  known ??= compute(home())
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
