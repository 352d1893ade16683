import { cpSync, mkdirSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { bareEnvironment, countReleases, writeBareProject } from './baseline-site.ts'
import { type Cost, measure } from './measure.ts'

/** Ours and the bare build of the same number and weight of pages, round by round. */
export interface SiteBench {
  releases: number
  rounds: { ours: Cost; bare: Cost }[]
  /** Mean bytes of a release page. */
  pageBytes: { ours: number; bare: number }
}

const PROJECT = [
  'astro.config.mjs',
  'package.json',
  'tsconfig.json',
  'public',
  'scripts',
  'src',
  'content/guide',
  'content/runbooks',
]

/**
 * Builds the site of a collected catalog and a bare Astro site of as many and as heavy pages in turn, each cold and
 * in `folder`, which should be on tmpfs: a disk would be measured otherwise.
 */
export async function benchSite(content: string, folder: string, rounds: number): Promise<SiteBench> {
  const ours = join(folder, 'ours')
  const bare = join(folder, 'bare')
  copyProject(ours)
  writeBareProject(bare)
  // It draws the diagrams, which are measured apart; those of the rounds find them drawn.
  await buildOurs(ours, content)
  const oursBytes = meanPage(join(ours, 'dist'))
  // The first build of the bare site tells how much a row weighs.
  await buildBare(bare, content, oursBytes)
  const target = Math.round(oursBytes * (oursBytes / meanPage(join(bare, 'dist'))))
  const measured: SiteBench['rounds'] = []
  for (let round = 0; round < rounds; round++)
    measured.push({ ours: await buildOurs(ours, content), bare: await buildBare(bare, content, target) })
  const pageBytes = { ours: oursBytes, bare: meanPage(join(bare, 'dist')) }
  return { releases: countReleases(content), rounds: measured, pageBytes }
}

/** What it costs to build the site of a collected catalog, cold but for its diagrams, in a copy of the project at `folder`. */
export async function buildOnce(content: string, folder: string): Promise<Cost> {
  copyProject(folder)
  await buildOurs(folder, content)
  return buildOurs(folder, content)
}

function copyProject(folder: string): void {
  for (const name of PROJECT) cpSync(name, join(folder, name), { recursive: true })
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
}

function buildOurs(cwd: string, content: string): Promise<Cost> {
  cold(cwd)
  return measure({
    cwd,
    args: ['scripts/build.ts', '--content', content, '--authored', content, '--out', 'dist'],
  })
}

function buildBare(cwd: string, content: string, bytes: number): Promise<Cost> {
  cold(cwd)
  const env = { ...bareEnvironment(content, bytes), ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' }
  return measure({ cwd, env, args: [resolve('node_modules/astro/bin/astro.mjs'), 'build'] })
}

/**
 * Removes all that a build leaves but drawings: their number does not grow with the releases, and they are told apart.
 * Astro's default cache lies below node_modules, which both projects share.
 */
function cold(project: string): void {
  for (const name of ['dist', '.astro', '.cache/build', '.cache/astro'])
    rmSync(join(project, name), { recursive: true, force: true })
  mkdirSync(join(project, 'dist'))
}

function meanPage(dist: string): number {
  const releases = join(dist, 'releases')
  const pages = readdirSync(releases, { recursive: true, encoding: 'utf8' }).filter(
    (path) => /^[^/]+\/[^/]+\/index\.html$/.test(path) && !path.includes('/latest/'),
  )
  const bytes = pages.reduce((sum, page) => sum + statSync(join(releases, page)).size, 0)
  return bytes / Math.max(pages.length, 1)
}
