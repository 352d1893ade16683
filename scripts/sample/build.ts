import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildArtifacts } from './artifacts.ts'
import { writeEarlierLedger } from './ledger.ts'
import { buildRepository } from './repository.ts'

const USAGE = 'Usage: node scripts/sample/build.ts [--out DIR]'

process.exitCode = await main()

async function main(): Promise<number> {
  let out: string
  try {
    out = parseArgs({ options: { out: { type: 'string', default: '.cache/sample/repository' } } }).values.out
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${USAGE}`)
    return 2
  }
  const { tags, folder } = buildRepository(out)
  console.log(`Sample repository with ${tags} tags: ${folder}`)
  const artifacts = join(dirname(folder), 'artifacts')
  buildArtifacts(artifacts)
  console.log(`What its CI kept: ${artifacts}`)
  const ledger = join(dirname(folder), 'ledger.ndjson')
  await writeEarlierLedger(ledger)
  console.log(`What it published before: ${ledger}`)
  return 0
}
