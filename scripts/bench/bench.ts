import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { asNumberFrom } from '#lib/arguments.ts'
import { newProgram, runProgram } from '#lib/program.ts'
import { benchCollect, type CollectBench, collectLines } from './collect.ts'
import { benchDiagrams, benchReleaseDiagrams } from './diagrams.ts'
import { benchDigest } from './digest.ts'
import type { Cost } from './measure.ts'
import type { Load } from './repository.ts'
import { benchSite, buildOnce, type SiteBench } from './site.ts'
import { costs, growth, medianOf, ratio } from './table.ts'

type BenchOptions = { releases: number; rounds: number; folder: string }

const program = newProgram('npm run bench --', 'Measures collecting and building against their floors.')
  .option('--releases <number>', 'releases of the largest catalog', asNumberFrom(100), 10_000)
  .option('--rounds <number>', 'how often each is measured; the median counts', asNumberFrom(1), 5)
  // A disk would be measured instead of us.
  .option('--folder <dir>', 'where to work: in memory, with room for a gigabyte', '/dev/shm')
  .action(async ({ releases, rounds, folder }: BenchOptions) => {
    const scratch = mkdtempSync(join(folder, 'catalog-bench-'))
    try {
      await bench(scratch, releases, rounds)
    } finally {
      rmSync(scratch, { recursive: true, force: true })
    }
  })

await runProgram(program)

async function bench(scratch: string, releases: number, rounds: number): Promise<void> {
  const sizes = [Math.round(releases / 100), Math.round(releases / 10), releases]
  for (const load of ['dossiers', 'evidence'] as const) {
    const benches: CollectBench[] = []
    for (const size of sizes)
      benches.push(await benchCollect(folderOf(scratch, load, size), size, load, rounds))
    console.log(collectLines(load, benches).join('\n'))
  }
  console.log(await benchDigest(join(scratch, 'artifacts'), releases, rounds))
  console.log(await benchDiagrams(join(scratch, 'diagrams')))
  console.log(
    benchReleaseDiagrams(join(folderOf(scratch, 'evidence', releases), 'content'), join(scratch, 'drawn')),
  )
  const contents = sizes.map((size) => join(folderOf(scratch, 'evidence', size), 'content'))
  const builds: Cost[] = []
  for (const [at, content] of contents.slice(0, -1).entries())
    builds.push(await buildOnce(content, join(scratch, `once-${at}`)))
  const site = await benchSite(contents.at(-1) ?? '', join(scratch, 'site'), rounds)
  show(site, rounds)
  const ours = medianOf(
    site.rounds.map((each) => each.ours),
    'cpu',
  )
  console.log(`growth      ${growth(sizes, [...builds.map(({ cpu }) => cpu), ours])}`)
}

function folderOf(scratch: string, load: Load, size: number): string {
  const folder = join(scratch, `${load}-${size}`)
  mkdirSync(folder, { recursive: true })
  return folder
}

function show({ rounds, pageBytes, releases }: SiteBench, count: number): void {
  console.log(
    `site build  ${releases} releases: ${costs(rounds.map(({ ours }) => ours))}, ${kilobytes(pageBytes.ours)} a page`,
  )
  console.log(
    `bare Astro  as many pages: ${costs(rounds.map(({ bare }) => bare))}, ${kilobytes(pageBytes.bare)} a page`,
  )
  console.log(
    `ratio       cpu ${ratio(rounds, 'cpu')}, wall ${ratio(rounds, 'wall')}, memory ${ratio(rounds, 'memory')}; ${count} rounds`,
  )
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`
}
