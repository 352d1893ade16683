import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { asNumberFrom } from '#lib/arguments.ts'
import { newProgram, runProgram } from '#lib/program.ts'
import { benchCollect } from './collect.ts'
import { benchQuery } from './query.ts'
import { benchSite } from './site.ts'
import { tableText } from './table.ts'

type BenchOptions = { releases: number; rounds: number; folder: string }

/** Growth is measured from a fifth of the releases: more than 5 × their time is worse than linear. */
const GROWTH = 5

const program = newProgram('npm run bench --', 'Measures collecting and building against their budgets.')
  .option('--releases <number>', 'releases of the catalog', asNumberFrom(GROWTH), 10_000)
  .option('--rounds <number>', 'how often each is measured; the median counts', asNumberFrom(1), 5)
  // A disk would be measured instead of us.
  .option('--folder <dir>', 'where to work: in memory, with room for three gigabytes', '/dev/shm')
  .action(async ({ releases, rounds, folder }: BenchOptions) => {
    const scratch = mkdtempSync(join(folder, 'catalog-bench-'))
    try {
      console.log(await bench(scratch, releases, rounds))
    } finally {
      rmSync(scratch, { recursive: true, force: true })
    }
  })

await runProgram(program)

async function bench(scratch: string, releases: number, rounds: number): Promise<string> {
  const sizes = { whole: releases, part: Math.round(releases / GROWTH) }
  const [dossiers, evidence] = [join(scratch, 'dossiers'), join(scratch, 'evidence')]
  const rows = [
    ...(await benchCollect(dossiers, sizes, 'dossiers', rounds)),
    ...(await benchCollect(evidence, sizes, 'evidence', rounds)),
    ...(await benchSite(join(scratch, 'site'), evidence, sizes, rounds)),
    ...benchQuery(releases, rounds),
  ]
  const title = `${releases} releases; processor time of whole processes, medians of ${rounds} rounds`
  return `${title}\n${tableText(rows)}`
}
