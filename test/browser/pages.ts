import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'
import { listFiles } from '#lib/files.ts'
import { IndexLine } from '#model/index-line.ts'
import { ReleaseRecord } from '#model/release.ts'
import { slug } from '#model/slug.ts'

/** Every HTML file of the built site, by its path below the base: `releases/`, `404.html`. */
export function allPages(): string[] {
  const files = [...listFiles(inject('dist'))].filter((file) => file.endsWith('.html'))
  return files.map((file) => file.replace(/(^|\/)index\.html$/, '$1')).sort()
}

/** The text of a page's file. */
export function readPage(path: string): string {
  const file = path === '' || path.endsWith('/') ? `${path}index.html` : path
  return readFileSync(join(inject('dist'), file), 'utf8')
}

export function indexLines(): IndexLine[] {
  const text = readFileSync(join(inject('content'), 'releases/index.ndjson'), 'utf8')
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => IndexLine.parse(JSON.parse(line)))
}

/** The moment that the site calls today. */
export function catalogTime(): string {
  return JSON.parse(readFileSync(join(inject('content'), 'catalog.json'), 'utf8')).at
}

export function recordOf({ service, version }: IndexLine): ReleaseRecord {
  const path = join(inject('content'), 'releases', service, `${slug(version)}.json`)
  return ReleaseRecord.parse(JSON.parse(readFileSync(path, 'utf8')))
}

export function releasePath(line: IndexLine): string {
  return `releases/${line.service}/${slug(line.version)}/`
}

/** The page of a release's evidence; null for one without a dossier. */
export function evidencePath(line: IndexLine): string | null {
  return line.state === 'dossier' ? `${releasePath(line)}evidence/` : null
}

/**
 * One page of each kind: the first of each route, a release of each pair of verdicts, the heaviest release. Pages
 * that only forward to another are left out.
 */
export function pageKinds(): string[] {
  const firsts = new Map<string, string>()
  for (const path of allPages()) if (!forwards(path) && !firsts.has(kind(path))) firsts.set(kind(path), path)
  return [...new Set([...firsts.values(), ...releaseKinds()])]
}

/** One release page of each pair of verdicts, and the heaviest. */
export function releaseKinds(): string[] {
  const lines = indexLines()
  const byVerdict = Map.groupBy(lines, (line) => `${line.state} ${line.atRelease} ${line.today}`)
  const heaviest = lines.map(releasePath).reduce((a, b) => (readPage(b).length > readPage(a).length ? b : a))
  return [
    ...new Set([...[...byVerdict.values()].flatMap((each) => each.slice(0, 1)).map(releasePath), heaviest]),
  ]
}

function kind(path: string): string {
  return path
    .replace(/^releases\/[^/]+\/[^/]+\/$/, 'releases/<service>/<version>/')
    .replace(/^releases\/[^/]+\/[^/]+\/evidence\/$/, 'releases/<service>/<version>/evidence/')
    .replace(/^releases\/\d+\/$/, 'releases/<page>/')
    .replace(/^policy\/[^/]+\/[^/]+\/$/, 'policy/<id>/<version>/')
    .replace(/^(services|guide|runbooks|scoring)\/[^/]+\/$/, '$1/<id>/')
}

function forwards(path: string): boolean {
  return readPage(path).includes('http-equiv="refresh"')
}
