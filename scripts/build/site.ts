import { spawn } from 'node:child_process'
import { hash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { CatalogFacts } from '#model/catalog.ts'
import { readCollected } from './content.ts'
import { publishDiagrams } from './diagrams.ts'
import { publishRecords } from './records.ts'
import { writeSearch } from './search.ts'
import { cachedSearch, searchKey } from './search-cache.ts'

export interface SiteOptions {
  /** Folder of the collected releases. */
  content: string
  /** Folder of the configuration and the authored services. */
  authored: string
  /** Where the site goes; replaced only when the new one is whole. */
  out: string
  base?: string | undefined
  site?: string | undefined
  /** An authored diagram that cannot be drawn is shown as its source, with the reason, instead of stopping the build. */
  lenient?: boolean | undefined
}

/**
 * Builds the whole site: pages by Astro, the search index beside them, the records copied byte for byte into the
 * API. Everything is made in a folder beside `out` and renamed at the end, so that `out` is always a whole site.
 * Returns the exit code: 0, or 1 when Astro refused (its message says why).
 * @throws CliError when nothing was collected that this version can show.
 */
export async function buildSite(options: SiteOptions): Promise<number> {
  const { facts, search } = readCollected(options.content)
  const out = resolve(options.out)
  // A site for another folder may have another base, and keeps a cache of its own.
  const cache = resolve('.cache/build', hash('sha256', out).slice(0, 16))
  const fresh = workshop(out, cache)
  rmSync(fresh, { recursive: true, force: true })

  // One after the other: together their memory would be the sum of both.
  console.log(`Rendering ${search.length} releases ...`)
  const code = await runAstro(options, facts, fresh, cache)
  if (code !== 0) return 1
  console.log('Indexing their texts and copying their records ...')
  const key = searchKey(
    JSON.stringify(search),
    JSON.stringify([facts.services, facts.policies, facts.runbooks]),
  )
  await cachedSearch(cache, key, join(fresh, 'pagefind'), (folder) => writeSearch(search, facts, folder))
  publishRecords(options.content, fresh)
  publishDiagrams(join(cache, 'diagrams'), fresh)
  swap(fresh, out)
  return 0
}

/** Room for the garbage of some ten pages. With twice as much a build takes 4 % less time, and 50 MB more at its peak. */
const YOUNG = '--max-semi-space-size=16'

function runAstro(options: SiteOptions, facts: CatalogFacts, out: string, cache: string): Promise<number> {
  const astro = resolve('node_modules/astro/bin/astro.mjs')
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
    CATALOG_BASE: options.base ?? facts.base,
    CATALOG_CACHE: cache,
    CATALOG_LENIENT: options.lenient ? '1' : '',
    ...(site ? { CATALOG_SITE: site } : {}),
  }
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [YOUNG, astro, 'build', '--outDir', out], { env, stdio: 'inherit' })
    child.on('error', fail)
    child.on('close', (code) => done(code ?? 1))
  })
}

/**
 * Where a site is made: beside `out`, or in the cache when `out` lies on another file system than the project, for Astro
 * moves files from one to the other by renaming them.
 */
export function workshop(out: string, cache: string): string {
  mkdirSync(dirname(out), { recursive: true })
  return statSync(dirname(out)).dev === statSync('.').dev ? beside(out, 'new') : join(cache, 'site')
}

/** Two renames beside `out`: for a moment there is no site, never half of one. */
function swap(made: string, out: string): void {
  const [fresh, old] = [beside(out, 'new'), beside(out, 'old')]
  rmSync(old, { recursive: true, force: true })
  if (made !== fresh) {
    rmSync(fresh, { recursive: true, force: true })
    cpSync(made, fresh, { recursive: true })
    rmSync(made, { recursive: true })
  }
  if (existsSync(out)) renameSync(out, old)
  renameSync(fresh, out)
  rmSync(old, { recursive: true, force: true })
}

function beside(out: string, ending: 'new' | 'old'): string {
  return join(dirname(out), `.${basename(out)}.${ending}`)
}
