import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Cost, measure } from './measure.ts'
import { benchRelease } from './release.ts'
import { makeBenchRepository } from './repository.ts'
import { costs, ratio } from './table.ts'

type Rounds = { ours: Cost; bare: Cost }[]

/** Collecting against git alone, round by round: whole, again with nothing new, and again at another time. */
export interface CollectBench {
  whole: Rounds
  again: Rounds
  later: Rounds
}

const AT = '2026-11-01T00:00:00Z'
const LATER = '2026-11-02T00:00:00Z'

/**
 * Collects a bench repository in turn with git that reads the very same objects (tag, commit, tree, dossier and evidence
 * of each release) and throws them away.
 * @param folder scratch space, best on tmpfs; its content is collected anew in each round.
 */
export async function benchCollect(
  repository: string,
  folder: string,
  rounds: number,
): Promise<CollectBench> {
  const bench: CollectBench = { whole: [], again: [], later: [] }
  const floor = writeFloor(folder)
  for (let round = 0; round < rounds; round += 1) {
    const content = join(folder, 'content')
    rmSync(content, { recursive: true, force: true })
    const run = (at: string) =>
      measure({ cwd: resolve('.'), args: collectArguments(repository, content, at) })
    const git = (script: string) =>
      measure({ program: 'sh', cwd: folder, args: ['-c', script, 'sh', repository] })
    bench.whole.push({ bare: await git(floor), ours: await run(AT) })
    bench.again.push({ bare: await git(LIST), ours: await run(AT) })
    bench.later.push({ bare: await git(floor), ours: await run(LATER) })
  }
  return bench
}

function collectArguments(repository: string, content: string, at: string): string[] {
  return ['scripts/catalog.ts', 'collect', '--repository', repository, '--content', content, '--at', at]
}

const LIST = 'git --git-dir="$1" for-each-ref refs/tags > /dev/null'

/** The script of the floor. The names of the objects come from git itself, for all tags at once. */
function writeFloor(folder: string): string {
  const { dossier } = benchRelease(1, new Date(0))
  const paths = dossier('0'.repeat(40)).map(({ path }) => `%(*objectname):${path}`)
  const names = ['%(objectname)', '%(*objectname)', '%(*objectname)^{tree}', ...paths]
  const format = join(folder, 'format')
  writeFileSync(format, names.join('%0a'))
  const list = `git --git-dir="$1" for-each-ref --format="$(cat '${format}')" refs/tags`
  return `${list} | git --git-dir="$1" cat-file --batch --buffer > /dev/null`
}

/** The lines of a report. */
export function collectLines({ whole, again, later }: CollectBench, releases: number): string[] {
  const line = (name: string, rounds: Rounds) =>
    `${name.padEnd(12)}${costs(rounds.map(({ ours }) => ours))}; git: ${costs(rounds.map(({ bare }) => bare))}; ratio cpu ${ratio(rounds, 'cpu')}, wall ${ratio(rounds, 'wall')}`
  return [
    `collect     ${releases} releases against git for-each-ref and cat-file --batch of the same objects`,
    line('  whole', whole),
    line('  unchanged', again),
    line('  next day', later),
  ]
}

if (import.meta.main) await main()

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { releases: { type: 'string', default: '10000' }, rounds: { type: 'string', default: '3' } },
  })
  const scratch = mkdtempSync('/dev/shm/catalog-collect-')
  try {
    const repository = join(scratch, 'repository')
    await makeBenchRepository(repository, Number(values.releases))
    const bench = await benchCollect(repository, scratch, Number(values.rounds))
    console.log(collectLines(bench, Number(values.releases)).join('\n'))
    console.log(
      `            ${
        execFileSync('du', ['-sh', join(scratch, 'content')])
          .toString()
          .split('\t')[0]
      } of content`,
    )
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}
