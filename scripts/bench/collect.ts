import { copyFileSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { recordPaths } from '#store/records.ts'
import { type Cost, measure } from './measure.ts'
import { benchRelease, type Load } from './release.ts'
import { makeBenchRepository } from './repository.ts'
import { type BenchRow, cpuRatios, memoryRow } from './table.ts'

/** How many releases: all, and the part that the growth is measured from. */
export type BenchSizes = { whole: number; part: number }

/** Where a catalog of so many releases is collected to. */
export function contentFolder(folder: string, releases: number): string {
  return join(folder, `content-${releases}`)
}

const LOADS: Record<Load, string> = {
  dossiers: 'dossiers alone',
  evidence: 'dossiers with 12 evidence files each',
}

const AT = '2026-11-01T00:00:00Z'

/**
 * Collects a repository of bench releases from nothing, in turn with git that reads the same objects and throws them
 * away, and with git that hands them to a plain loop, see `collect-plain.ts`.
 * @param folder scratch space, best on tmpfs; what the last round collected is left in its content folders.
 */
export async function benchCollect(
  folder: string,
  { whole, part }: BenchSizes,
  load: Load,
  rounds: number,
): Promise<BenchRow[]> {
  mkdirSync(folder)
  for (const size of [whole, part]) await makeBenchRepository(repositoryFolder(folder, size), size, load)
  const measured: Record<'ours' | 'part' | 'git' | 'plain', Cost>[] = []
  for (let round = 1; round <= rounds; round += 1) {
    console.error(`Collecting ${whole} ${LOADS[load]}, round ${round} of ${rounds}`)
    measured.push({
      part: await collect(folder, part),
      ours: await collect(folder, whole),
      git: await readAll(folder, whole, load, '> /dev/null'),
      plain: await readAll(folder, whole, load, plainLoop(folder, whole)),
    })
  }
  const ours = measured.map((each) => each.ours)
  return [
    { what: `collecting ${LOADS[load]}`, unit: 's', values: ours.map(({ cpu }) => cpu) },
    { what: '  against the plain loop', unit: '×', values: cpuRatios(measured, 'ours', 'plain'), most: 5 },
    { what: '  against git alone', unit: '×', values: cpuRatios(measured, 'ours', 'git') },
    { what: `  against ${part} releases`, unit: '×', values: cpuRatios(measured, 'ours', 'part') },
    memoryRow(ours),
  ]
}

function repositoryFolder(folder: string, releases: number): string {
  return join(folder, `repository-${releases}`)
}

/** The version that judges the releases of the bench. */
const POLICY = 'default-2026.2.yaml'

function collect(folder: string, releases: number): Promise<Cost> {
  const content = contentFolder(folder, releases)
  rmSync(content, { recursive: true, force: true })
  // Later versions let one file prove one gate only: each release would have twice the files that people's have.
  const policy = join(content, 'policies', POLICY)
  mkdirSync(dirname(policy), { recursive: true })
  copyFileSync(join('test/sample/policies', POLICY), policy)
  const config = join(content, 'catalog.yaml')
  const repository = repositoryFolder(folder, releases)
  writeFileSync(config, `title: Bench\nrepository: ${repository}\npolicy: default\n`)
  const places = ['--config', config, '--content', content]
  return measure({ cwd: resolve('.'), args: ['scripts/catalog.ts', 'collect', ...places, '--at', AT] })
}

/** Lets git read by name what collecting opens, each object once, and send it to the rest of a shell script. */
function readAll(folder: string, releases: number, load: Load, rest: string): Promise<Cost> {
  const files = benchRelease(1, new Date(0), load)
    .dossier('')
    .map(({ path }) => path)
  const folders = new Set(files.flatMap((path) => ['release', dirname(path)]))
  const paths = [...folders, ...files].map((path) => `:${path}`)
  // The tagged commit, the one before it with the code, and the trees of both.
  const names = ['', '^{tree}', '^', '^^{tree}', ...paths].map((each) => `%(*objectname)${each}`)
  const script = `git for-each-ref --format="$1" refs/tags | git cat-file --batch --buffer ${rest}`
  const args = ['-c', script, 'sh', ['%(objectname)', ...names].join('%0a')]
  return measure({ program: 'sh', cwd: repositoryFolder(folder, releases), args })
}

/** The script of the plain loop: it writes files as large as the mean of the collected records. */
function plainLoop(folder: string, releases: number): string {
  const content = contentFolder(folder, releases)
  const sizes = recordPaths(content).map((path) => statSync(join(content, path)).size)
  if (sizes.length !== releases) throw new Error(`${sizes.length} of ${releases} releases were collected.`)
  const mean = Math.round(sizes.reduce((sum, size) => sum + size, 0) / sizes.length)
  const [program, written] = [resolve('scripts/bench/collect-plain.ts'), join(folder, 'plain')]
  return `| '${process.execPath}' '${program}' '${written}' ${mean} && rm -r '${written}'`
}
