import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { recordPaths } from '#store/records.ts'
import { type Cost, measure } from './measure.ts'
import { type BenchFile, benchRelease } from './release.ts'
import { type Load, makeBenchRepository } from './repository.ts'
import { costs, growth, medianOf, ratio } from './table.ts'

type Rounds = { ours: Cost; bare: Cost }[]

/**
 * Collecting against git alone, round by round: whole, again with nothing new, and again at another time. The first also
 * against a plain loop that parses, validates, digests and writes what git sends it, see `collect-plain.ts`.
 */
export interface CollectBench {
  releases: number
  whole: (Rounds[number] & { plain: Cost })[]
  again: Rounds
  later: Rounds
}

const AT = '2026-11-01T00:00:00Z'
const LATER = '2026-11-02T00:00:00Z'

/**
 * Makes a repository and collects it in turn with git that reads the very same objects and throws them away, and with git
 * that hands them to a plain loop.
 * @param folder scratch space, best on tmpfs; the content of the last round is left in its `content`.
 */
export async function benchCollect(
  folder: string,
  releases: number,
  load: Load,
  rounds: number,
): Promise<CollectBench> {
  const repository = join(folder, 'repository')
  const content = join(folder, 'content')
  await makeBenchRepository(repository, releases, load)
  const bench: CollectBench = { releases, whole: [], again: [], later: [] }
  const floor = writeFloor(folder, load)
  const run = (at: string) => measure({ cwd: resolve('.'), args: collectArguments(repository, content, at) })
  const git = (script: string) =>
    measure({ program: 'sh', cwd: folder, args: ['-c', script, 'sh', repository] })
  for (let round = 0; round < rounds; round += 1) {
    rmSync(content, { recursive: true, force: true })
    const [bare, ours] = [await git(`${floor} > /dev/null`), await run(AT)]
    const plain = join(folder, 'plain')
    bench.whole.push({ bare, ours, plain: await git(plainLoop(floor, plain, content)) })
    rmSync(plain, { recursive: true })
    bench.again.push({ bare: await git(LIST), ours: await run(AT) })
    bench.later.push({ bare: await git(`${floor} > /dev/null`), ours: await run(LATER) })
  }
  return bench
}

function collectArguments(repository: string, content: string, at: string): string[] {
  return ['scripts/catalog.ts', 'collect', '--repository', repository, '--content', content, '--at', at]
}

/** What a run with nothing new cannot do without: the tags' ids, and a start of node. */
const LIST = `git --git-dir="$1" for-each-ref refs/tags > /dev/null && '${process.execPath}' -e 0`

/**
 * The script of the floor, which writes to standard output: every object that collecting opens, each release's once. The names of the objects come from
 * git itself, for all tags at once.
 */
function writeFloor(folder: string, load: Load): string {
  const { dossier } = benchRelease(1, new Date(0), load)
  const files = dossier('0'.repeat(40)).map(({ path }) => path)
  const folders = new Set(files.flatMap(foldersOf))
  const paths = [...folders, ...files].map((path) => `%(*objectname):${path}`)
  // The tagged commit, the one before it with the code, and the trees of both.
  const commits = ['%(*objectname)', '%(*objectname)^'].flatMap((each) => [each, `${each}^{tree}`])
  const format = join(folder, 'format')
  writeFileSync(format, ['%(objectname)', ...commits, ...paths].join('%0a'))
  const list = `git --git-dir="$1" for-each-ref --format="$(cat '${format}')" refs/tags`
  return `${list} | git --git-dir="$1" cat-file --batch --buffer`
}

/** The script of the plain loop: it writes files as large as the records of a collected content. */
function plainLoop(floor: string, folder: string, content: string): string {
  const sizes = recordPaths(content).map((path) => statSync(join(content, path)).size)
  const mean = Math.round(sizes.reduce((sum, size) => sum + size, 0) / sizes.length)
  return `${floor} | '${process.execPath}' '${resolve('scripts/bench/collect-plain.ts')}' '${folder}' ${mean}`
}

function foldersOf(path: BenchFile['path']): string[] {
  const parts = path.split('/').slice(0, -1)
  return parts.map((_, at) => parts.slice(0, at + 1).join('/'))
}

const LOADS: Record<Load, string> = {
  dossiers: 'dossiers alone',
  evidence: 'dossiers with 12 evidence files each',
}

/** The lines of a report on one load, smallest number of releases first; the ratios are of the largest. */
export function collectLines(load: Load, benches: readonly CollectBench[]): string[] {
  const line = (name: string, rounds: Rounds) =>
    `  ${name.padEnd(10)}${costs(rounds.map(({ ours }) => ours))}; git: ${costs(rounds.map(({ bare }) => bare))}; ratio cpu ${ratio(rounds, 'cpu')}, wall ${ratio(rounds, 'wall')}`
  const largest = benches.at(-1)
  if (!largest) return []
  const sizes = benches.map(({ releases }) => releases)
  const seconds = benches.map(({ whole }) =>
    medianOf(
      whole.map(({ ours }) => ours),
      'cpu',
    ),
  )
  return [
    `collect     ${largest.releases} releases, ${LOADS[load]}, against git reading the same objects; ${largest.whole.length} rounds`,
    line('whole', largest.whole),
    plainLine(largest.whole),
    line('unchanged', largest.again),
    line('next day', largest.later),
    ...(benches.length > 1 ? [`  growth    ${growth(sizes, seconds)}`] : []),
  ]
}

function plainLine(rounds: CollectBench['whole']): string {
  const pairs = rounds.map(({ ours, plain }) => ({ ours, bare: plain }))
  return `${' '.repeat(12)}plain loop: ${costs(rounds.map(({ plain }) => plain))}; ratio cpu ${ratio(pairs, 'cpu')}, wall ${ratio(pairs, 'wall')}`
}

if (import.meta.main) await main()

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      releases: { type: 'string', default: '10000' },
      rounds: { type: 'string', default: '5' },
      folder: { type: 'string', default: '/dev/shm' },
    },
  })
  for (const load of ['dossiers', 'evidence'] as const) {
    const scratch = mkdtempSync(join(values.folder, 'catalog-collect-'))
    try {
      const bench = await benchCollect(scratch, Number(values.releases), load, Number(values.rounds))
      console.log(collectLines(load, [bench]).join('\n'))
    } finally {
      rmSync(scratch, { recursive: true, force: true })
    }
  }
}
