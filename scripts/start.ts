import { hash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildArtifacts } from '#sample/artifacts.ts'
import { writeEarlierLedger } from '#sample/ledger.ts'
import { buildRepository } from '#sample/repository.ts'
import { serve } from '#serve/serve.ts'
import { requireFreePort } from '#start/port.ts'
import { openProgress, type StepReporter } from '#start/progress.ts'
import { runScript, StepFailed } from '#start/run-script.ts'
import { tally } from '#start/summary-line.ts'

const USAGE = 'Usage: npm start -- [--repository PATH_OR_URL] [--port NUMBER] [--at INSTANT] [--lenient]'
const SAMPLE = '.cache/sample/repository'
const SAMPLE_ARTIFACTS = '.cache/sample/artifacts'
const SAMPLE_LEDGER = '.cache/sample/ledger.ndjson'
/** The sample's "today": its dates are fixed, so its verdicts must not age with the reader's clock. */
const SAMPLE_AT = '2026-08-15T00:00:00Z'

const options = {
  repository: { type: 'string' },
  port: { type: 'string', default: '4321' },
  at: { type: 'string' },
  lenient: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

process.exitCode = await main()

async function main(): Promise<number> {
  const given = readArguments()
  if (!given) return 2
  if (given.help) {
    console.log(USAGE)
    return 0
  }
  const progress = openProgress('Release Catalog')
  try {
    await start(given, progress)
    return 0
  } catch (error) {
    progress.fail(error instanceof Error ? error.message : String(error))
    return error instanceof StepFailed ? error.exitCode : 70
  }
}

type Given = { repository?: string; port: string; at?: string; lenient: boolean; help: boolean }

async function start(given: Given, progress: StepReporter): Promise<void> {
  const port = Number(given.port)
  await requireFreePort(port)
  const content = given.repository === undefined ? 'content' : folderFor(given.repository)
  if (given.repository === undefined) {
    await progress.step('Building the sample repository', async () => {
      const { tags } = buildRepository(SAMPLE)
      buildArtifacts(SAMPLE_ARTIFACTS)
      await writeEarlierLedger(SAMPLE_LEDGER)
      return `Sample repository: ${tags} tags`
    })
  }
  await progress.step(`Collecting releases${given.repository ? ` of ${given.repository}` : ''}`, async () => {
    await runScript('scripts/catalog.ts', [
      'collect',
      '--content',
      content,
      ...collectArguments(given, content),
    ])
    return `Collected: ${content}/`
  })
  await progress.step('Building the site', async () => {
    await runScript('scripts/build.ts', [
      '--content',
      content,
      '--authored',
      content,
      ...(given.lenient ? ['--lenient'] : []),
    ])
    return 'Site: dist/'
  })
  const { url } = await serve({ folder: 'dist', base: '/', port })
  progress.end(`${tally(content)}: ${url}  (stop with Ctrl+C)`)
}

function collectArguments({ repository, at }: Given, content: string): string[] {
  if (repository !== undefined) return ['--repository', repository, ...(at ? ['--at', at] : [])]
  const isFirst = !existsSync(join(content, 'ledger.ndjson'))
  return ['--at', at ?? SAMPLE_AT, ...(isFirst ? ['--ledger', SAMPLE_LEDGER] : [])]
}

/** A folder of its own for each repository, so that two of the same name are not mixed. */
function folderFor(repository: string): string {
  const name = repository.replace(/\/+$/, '').split('/').at(-1) ?? ''
  const plain = name.replace(/\.git$/, '').replaceAll(/[^A-Za-z0-9._-]+/g, '-')
  return `.cache/collected/${plain || 'repository'}-${hash('sha256', repository).slice(0, 8)}`
}

function readArguments(): Given | null {
  try {
    const given = parseArgs({ options }).values
    if (!/^\d{1,5}$/.test(given.port) || Number(given.port) > 65_535)
      throw new Error(`--port ${given.port} is not a port number.`)
    return given
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${USAGE}`)
    return null
  }
}
