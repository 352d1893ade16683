import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { benchCollect, collectLines } from './collect.ts'
import { type Cost, measure } from './measure.ts'
import { makeBenchRepository } from './repository.ts'
import { benchSite, buildOnce, type SiteBench } from './site.ts'
import { costs, marginal, ratio } from './table.ts'

const USAGE = 'Usage: npm run bench -- [--releases NUMBER] [--rounds NUMBER] [--folder DIR]'
const AT = '2026-11-01T00:00:00Z'

const options = {
  releases: { type: 'string', default: '10000' },
  rounds: { type: 'string', default: '3' },
  /** A disk would be measured instead of us. */
  folder: { type: 'string', default: '/dev/shm' },
} as const

process.exitCode = await main()

async function main(): Promise<number> {
  const { releases, rounds, folder } = readArguments()
  if (!(releases >= 100) || !(rounds >= 1)) {
    console.error(`${USAGE}\nAt least 100 releases and one round.`)
    return 2
  }
  const scratch = mkdtempSync(join(folder, 'catalog-bench-'))
  try {
    await bench(scratch, releases, rounds)
    return 0
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

async function bench(scratch: string, releases: number, rounds: number): Promise<void> {
  const sizes = [Math.round(releases / 100), Math.round(releases / 10), releases]
  const builds: Cost[] = []
  for (const size of sizes.slice(0, 2)) {
    const content = await collect(scratch, size)
    builds.push(await buildOnce(content, join(scratch, `once-${size}`)))
  }
  const content = await collect(scratch, releases)
  const aside = join(scratch, 'collect')
  mkdirSync(aside)
  const collected = await benchCollect(join(scratch, `repository-${releases}`), aside, rounds)
  console.log(collectLines(collected, releases).join('\n'))
  const site = await benchSite(content, join(scratch, 'site'), rounds)
  show(site, rounds)
  const cpu = [...builds, ...site.rounds.slice(0, 1).map(({ ours }) => ours)].map((each) => each.cpu)
  console.log(`growth      ${marginal(sizes, cpu)}`)
}

/** Makes a repository of so many releases and collects it; the content's folder. */
async function collect(scratch: string, releases: number): Promise<string> {
  const repository = join(scratch, `repository-${releases}`)
  const content = join(scratch, `content-${releases}`)
  await makeBenchRepository(repository, releases)
  const args = ['scripts/catalog.ts', 'collect', '--repository', repository, '--content', content, '--at', AT]
  const cost = await measure({ cwd: resolve('.'), args })
  console.log(`collect     ${releases} releases: ${costs([cost])}`)
  return content
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

function readArguments(): { releases: number; rounds: number; folder: string } {
  const { releases, rounds, folder } = parseArgs({ options }).values
  return { releases: Number(releases), rounds: Number(rounds), folder }
}
