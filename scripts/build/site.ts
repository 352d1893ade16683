import { spawn } from 'node:child_process'
import { hash } from 'node:crypto'
import {
  accessSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, resolve } from 'node:path'
import { CliError, isSystemError } from '#lib/cli-error.ts'
import { listFiles } from '#lib/files.ts'
import { DEFAULTS, TOOL } from '#lib/places.ts'
import { countOf, printable } from '#lib/text.ts'
import type { CatalogFacts } from '#model/catalog.ts'
import { readCollected } from './content.ts'
import { type BuildFailure, FAILURES, forgetPages, readFailures } from './failures.ts'
import { publishDiagrams, publishRecords } from './publish.ts'
import { cachedSearch, searchKey, writeSearch } from './search.ts'
import { checkSize, PAGES } from './size.ts'

export interface SiteOptions {
  /** Folder of the collected releases. */
  content: string
  /** Folder of what the user wrote: services, and what is added to the runbooks and the guide. */
  authored: string
  /** Folder of what is kept from one build to the next. */
  cache: string
  /** Where the site goes; replaced only when the new one is whole. */
  out: string
  base?: string | undefined
  site?: string | undefined
  /** Ends with 1 when a page or a diagram failed. */
  strict?: boolean | undefined
  /** An authored diagram that cannot be drawn is shown as its source, with the reason, instead of stopping the build. */
  lenient?: boolean | undefined
}

/**
 * Builds the whole site: pages by Astro, the search index beside them, the records copied byte for byte into the API.
 * Everything is made beside the cache, and put into place at the end, so that `out` is always a whole site and a build that fails
 * leaves nothing behind.
 * @returns the number of pages, and what failed while they were made: such a page says so, and the next build makes all anew.
 * @throws CliError 2 when nothing was collected that this version can show, or when `out` is no place for a site; 1 when
 *   Astro refused, which has said why.
 */
export async function buildSite(options: SiteOptions): Promise<{ pages: number; failures: BuildFailure[] }> {
  const { facts, search, ledger } = readCollected(options.content)
  const out = resolve(options.out)
  requireRoom(out, options.out)
  // A site for another folder may have another base, and keeps a cache of its own.
  const cache = resolve(options.cache, 'build', hash('sha256', out).slice(0, 16))
  const fresh = join(cache, 'site')
  rmSync(fresh, { recursive: true, force: true })
  rmSync(join(cache, FAILURES), { force: true })
  mkdirSync(cache, { recursive: true })
  try {
    // One after the other: together their memory would be the sum of both.
    console.log(`Rendering ${countOf(search.length, 'release')} ...`)
    await runAstro(options, facts, fresh, cache)
    console.log('Indexing their texts and copying their records ...')
    const key = searchKey(
      JSON.stringify(search),
      JSON.stringify([facts.services, facts.policies, facts.runbooks]),
      JSON.stringify(ledger),
    )
    await cachedSearch(cache, key, join(fresh, 'pagefind'), (folder) =>
      writeSearch(search, facts, ledger, folder),
    )
    publishRecords(options.content, fresh)
    publishDiagrams(join(cache, 'diagrams'), fresh)
    const pages = [...listFiles(fresh)].filter((file) => file.endsWith('.html')).length
    const warning = checkSize(fresh, PAGES)
    if (warning !== null) console.warn(warning)
    putInPlace(fresh, out)
    const failures = readFailures(cache)
    // A page that failed must not be taken for one that is made.
    if (failures.length > 0) forgetPages(cache)
    return { pages, failures }
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
}

/**
 * Refuses to replace what is no site of ours, for everything in that folder would be gone, and a folder that cannot be
 * written, before time is spent on pages.
 * @throws CliError 2; 75 for a folder that cannot be written.
 */
function requireRoom(out: string, name: string): void {
  const fault = roomFault(out)
  if (fault !== null)
    throw new CliError(`${printable(name)} ${fault} with --out.`, fault === READ_ONLY ? 75 : 2)
}

const READ_ONLY = 'lies where you may not write. Name another place for the site'

function roomFault(out: string): string | null {
  const nearest = nearestExisting(out)
  if (!statSync(nearest).isDirectory()) return 'is no folder. Name another place for the site'
  const isOurs = existsSync(join(out, 'api/v1/catalog.json'))
  if (nearest === out && !isOurs && readdirSync(out).length > 0)
    return 'holds something else than a site of this catalog, which would be lost. Name a new or an empty folder'
  return isWritable(nearest === out ? dirname(out) : nearest) ? null : READ_ONLY
}

function nearestExisting(path: string): string {
  return existsSync(path) ? path : nearestExisting(dirname(path))
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** Room for the garbage of some ten pages. With twice as much a build takes 4 % less time, and 50 MB more at its peak. */
const YOUNG = '--max-semi-space-size=16'

function runAstro(options: SiteOptions, facts: CatalogFacts, out: string, cache: string): Promise<void> {
  const astro = join(dirname(require.resolve('astro/package.json')), 'bin/astro.mjs')
  const site = options.site ?? facts.site
  // Vite would take a BASE_URL of its surroundings for that of the site.
  const { BASE_URL: _, ...surroundings } = process.env
  const env = {
    // CATALOG_QUIET= from outside lets Astro name each page, and say which of them it had.
    CATALOG_QUIET: '1',
    ...surroundings,
    ASTRO_TELEMETRY_DISABLED: '1',
    NODE_ENV: 'production',
    CATALOG_CONTENT: resolve(options.content),
    CATALOG_AUTHORED: resolve(options.authored),
    CATALOG_DEFAULTS: resolve(DEFAULTS),
    CATALOG_BASE: options.base ?? facts.base,
    CATALOG_CACHE: cache,
    CATALOG_DRAWINGS: resolve(process.env['CATALOG_DRAWINGS'] ?? join(options.cache, 'diagrams')),
    CATALOG_LENIENT: options.lenient ? '1' : '',
    ...(site ? { CATALOG_SITE: site } : {}),
  }
  // It looks for its pages where it stands, and for packages as the program does, wherever the pages are made.
  const args = [YOUNG, '--import', PACKAGES, astro, 'build', '--outDir', out]
  return new Promise((done, fail) => {
    // What it says goes through us: only we survive it when nobody reads on.
    const child = spawn(process.execPath, args, { cwd: TOOL, env, stdio: ['inherit', 'pipe', 'pipe'] })
    let noRoom: string | undefined
    const pass = (stream: NodeJS.WriteStream) => (bytes: Buffer) => {
      noRoom ??= NO_ROOM.exec(bytes.toString('latin1'))?.[0]
      stream.write(bytes)
    }
    child.stdout.on('data', pass(process.stdout))
    child.stderr.on('data', pass(process.stderr))
    child.on('error', fail)
    child.on('close', (code) =>
      code === 0 ? done() : fail(noRoom === undefined ? NOT_BUILT : withoutRoom(cache, noRoom)),
    )
  })
}

const require = createRequire(import.meta.url)
const PACKAGES = new URL('./packages.mjs', import.meta.url).href

const NOT_BUILT = new CliError('The site could not be built; the reason stands above.', 1)

/** What the system says of a disk without room, and of one that is only to be read. */
const NO_ROOM = /\b(ENOSPC|EDQUOT|EROFS)\b/

function withoutRoom(cache: string, code: string): CliError {
  const why = code === 'EROFS' ? 'cannot be written' : 'has no room left'
  return new CliError(
    `The disk of ${printable(cache)} ${why}, so the site was not built. Make room, then build again.`,
    75,
  )
}

/** Two renames beside `out`: for a moment there is no site, never half of one. */
export function putInPlace(made: string, out: string): void {
  const [fresh, old] = [beside(out, 'new'), beside(out, 'old')]
  for (const left of [fresh, old]) rmSync(left, { recursive: true, force: true })
  try {
    mkdirSync(dirname(out), { recursive: true })
    moveAcross(made, fresh)
    if (existsSync(out)) renameSync(out, old)
    renameSync(fresh, out)
  } finally {
    if (!existsSync(out) && existsSync(old)) renameSync(old, out)
    for (const left of [fresh, old]) rmSync(left, { recursive: true, force: true })
  }
}

/** Renames a folder, or copies it where its new place is on another file system. */
function moveAcross(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch (error) {
    if (!isSystemError(error, 'EXDEV')) throw error
    cpSync(from, to, { recursive: true })
  }
}

function beside(out: string, ending: 'new' | 'old'): string {
  return join(dirname(out), `.${basename(out)}.${ending}`)
}
