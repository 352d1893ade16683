import { parseArgs } from 'node:util'
import { buildSite } from '#build/site.ts'
import { CliError, messageOf } from '#lib/cli-error.ts'

const USAGE =
  'Usage: npm run build -- [--content DIR] [--authored DIR] [--out DIR] [--base /path/] [--site https://host] [--lenient]'

const options = {
  content: { type: 'string', default: 'content' },
  authored: { type: 'string', default: 'content' },
  out: { type: 'string', default: 'dist' },
  base: { type: 'string' },
  site: { type: 'string' },
  lenient: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

process.exitCode = await main()

async function main(): Promise<number> {
  const values = readArguments()
  if (!values) return 2
  if (values.help) {
    console.log(USAGE)
    return 0
  }
  try {
    return await buildSite(values)
  } catch (error) {
    console.error(`The site could not be built: ${messageOf(error)}`)
    return error instanceof CliError ? error.exitCode : 70
  }
}

function readArguments() {
  try {
    return parseArgs({ options }).values
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${USAGE}`)
    return null
  }
}
