import { cpSync, mkdirSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { bareEnvironment, writeBareProject } from './baseline-site.ts'
import { type BenchSizes, contentFolder } from './collect.ts'
import { type Cost, measure } from './measure.ts'
import { type BenchRow, cpuRatios, memoryRow } from './table.ts'

/**
 * Builds the site of a collected catalog and a bare Astro site of as many and as heavy pages in turn, each from nothing
 * but drawn diagrams, whose number does not grow with the releases; a first build draws them.
 * @param folder scratch space, best on tmpfs: a disk would be measured otherwise.
 * @param collected where `benchCollect` left its content folders.
 */
export async function benchSite(
  folder: string,
  collected: string,
  { whole, part }: BenchSizes,
  rounds: number,
): Promise<BenchRow[]> {
  const [project, bare] = [join(folder, 'ours'), join(folder, 'bare')]
  const content = contentFolder(collected, whole)
  copyProject(project)
  writeBareProject(bare)
  console.error(`Building a site of ${whole} releases, diagrams included`)
  const first = await buildOurs(project, content)
  const bytes = pageBytes(project, whole)
  await buildOurs(project, contentFolder(collected, part))
  const measured: Record<'ours' | 'part' | 'bare', Cost>[] = []
  for (let round = 1; round <= rounds; round += 1) {
    console.error(`Building a site of ${whole} releases, round ${round} of ${rounds}`)
    measured.push({
      part: await buildOurs(project, contentFolder(collected, part)),
      ours: await buildOurs(project, content),
      bare: await buildBare(bare, content, bytes),
    })
  }
  const ours = measured.map((each) => each.ours)
  return [
    { what: 'building the site', unit: 's', values: ours.map(({ cpu }) => cpu) },
    { what: '  against bare Astro', unit: '×', values: cpuRatios(measured, 'ours', 'bare'), most: 3.3 },
    { what: `  against ${part} releases`, unit: '×', values: cpuRatios(measured, 'ours', 'part') },
    memoryRow(ours),
    { what: '  drawing its diagrams, too', unit: 's', values: [first.cpu] },
    memoryRow([first]),
    { what: '  mean release page', unit: 'kB', values: [bytes / 1000] },
    { what: '  mean page of bare Astro', unit: 'kB', values: [pageBytes(bare, whole) / 1000] },
  ]
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

function copyProject(folder: string): void {
  for (const name of PROJECT) cpSync(name, join(folder, name), { recursive: true })
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
}

function buildOurs(cwd: string, content: string): Promise<Cost> {
  removeBuilt(cwd)
  const args = ['scripts/build.ts', '--content', content, '--authored', content, '--out', 'dist']
  return measure({ cwd, args })
}

/** Builds the bare project in a folder. @param bytes what each of its pages shall weigh. */
export function buildBare(cwd: string, content: string, bytes: number): Promise<Cost> {
  removeBuilt(cwd)
  const env = { ...bareEnvironment(content, bytes), ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' }
  return measure({ cwd, env, args: [resolve('node_modules/astro/bin/astro.mjs'), 'build'] })
}

/** Removes all that a build leaves but drawings. Astro's default cache lies below node_modules, which both share. */
function removeBuilt(project: string): void {
  for (const name of ['dist', '.astro', '.cache/build', '.cache/astro'])
    rmSync(join(project, name), { recursive: true, force: true })
  mkdirSync(join(project, 'dist'))
}

/** Mean bytes of the release pages of a built project; throws when they are not as many as the releases. */
export function pageBytes(project: string, releases: number): number {
  const folder = join(project, 'dist/releases')
  const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (path) => /^[^/]+\/[^/]+\/index\.html$/.test(path) && !path.includes('/latest/'),
  )
  if (pages.length !== releases) throw new Error(`${pages.length} pages for ${releases} releases were built.`)
  return pages.reduce((sum, page) => sum + statSync(join(folder, page)).size, 0) / pages.length
}
