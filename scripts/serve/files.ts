import { readdirSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.ics': 'text/calendar; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.ndjson': 'application/x-ndjson; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml; charset=utf-8',
}

/** What a request is answered with: a file below the folder, a better address, or nothing. */
export type Answer = { kind: 'file'; path: string } | { kind: 'redirect'; to: string } | { kind: 'none' }

/** Every file below `folder`, as paths with `/`, without links. Throws when the folder cannot be read. */
export function listFiles(folder: string): Set<string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  return new Set(files.map((each) => relative(folder, join(each.parentPath, each.name)).split(sep).join('/')))
}

/**
 * Finds what stands at `path` (as in the request, still percent-encoded) of a site below `base`. Names are
 * compared letter for letter, also on file systems that ignore case; a name outside the list is never opened.
 */
export function answer(files: ReadonlySet<string>, base: string, path: string): Answer {
  if (`${path}/` === base) return { kind: 'redirect', to: base }
  const name = path.startsWith(base) ? decode(path.slice(base.length)) : null
  if (name === null) return { kind: 'none' }
  if (name !== '' && files.has(name)) return { kind: 'file', path: name }
  const page = name === '' || name.endsWith('/') ? `${name}index.html` : null
  if (page !== null) return files.has(page) ? { kind: 'file', path: page } : { kind: 'none' }
  return files.has(`${name}/index.html`) ? { kind: 'redirect', to: `${path}/` } : { kind: 'none' }
}

/** Media type by the ending of a file's name; bytes without meaning when the ending is unknown. */
export function mediaType(path: string): string {
  return TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream'
}

function decode(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}
