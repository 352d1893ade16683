import { parseArgs } from 'node:util'
import { buildRepository } from './repository.ts'

const USAGE = 'Usage: node scripts/sample/build.ts [--out DIR]'

process.exitCode = main()

function main(): number {
  let out: string
  try {
    out = parseArgs({ options: { out: { type: 'string', default: '.cache/sample/repository' } } }).values.out
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${USAGE}`)
    return 2
  }
  const { tags, folder } = buildRepository(out)
  console.log(`Sample repository with ${tags} tags: ${folder}`)
  return 0
}
