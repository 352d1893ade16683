import { hash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { count } from '#lib/text.ts'
import { IndexLine } from '#model/index-line.ts'
import { buildArtifacts } from '#sample/artifacts.ts'
import { writeEarlierLedger } from '#sample/ledger.ts'
import { buildRepository } from '#sample/repository.ts'
import { requireFreePort, serve } from '#serve/serve.ts'
import { openSteps, runScript } from './steps.ts'

export type StartOptions = { repository?: string; port: number; at?: string; lenient?: boolean }

const SAMPLE = '.cache/sample/repository'
const SAMPLE_ARTIFACTS = '.cache/sample/artifacts'
const SAMPLE_LEDGER = '.cache/sample/ledger.ndjson'
/** The sample's "today": its dates are fixed, so its verdicts must not age with the reader's clock. */
const SAMPLE_AT = '2026-08-15T00:00:00Z'

/**
 * From nothing to a site in the browser: builds the sample, unless a repository is named, then collects, builds and serves
 * until it is stopped.
 * @throws CliError with the exit code of the step that failed; 2 when the port is taken.
 */
export async function start(options: StartOptions): Promise<void> {
  const { repository, port, lenient = false } = options
  // A mistyped repository is the worse mistake: collecting says so.
  if (repository === undefined || looksReadable(repository)) await requireFreePort(port)
  const content = repository === undefined ? 'content' : folderFor(repository)
  const { step, end } = openSteps('Release Catalog')
  if (repository === undefined) await step('Building the sample repository', buildSample)
  await step(`Collecting releases${repository ? ` of ${repository}` : ''}`, async () => {
    const source = collectArguments(options, content)
    await runScript('scripts/catalog.ts', ['collect', '--content', content, ...source])
    return `Collected: ${content}/`
  })
  await step('Building the site', () => {
    const more = lenient ? ['--lenient'] : []
    return runScript('scripts/build.ts', ['--content', content, '--authored', content, ...more])
  })
  const { url } = await serve({ folder: 'dist', base: '/', port })
  end(`${releasesIn(content)}: ${url}  (stop with Ctrl+C)`)
}

/** True for an address, which only collecting can try, and for a folder with a repository. */
function looksReadable(repository: string): boolean {
  return (
    /^[a-z]+:\/\//.test(repository) || ['.git', 'HEAD'].some((name) => existsSync(join(repository, name)))
  )
}

async function buildSample(): Promise<string> {
  const { tags } = buildRepository(SAMPLE)
  buildArtifacts(SAMPLE_ARTIFACTS)
  await writeEarlierLedger(SAMPLE_LEDGER)
  return `Sample repository: ${count(tags, 'tag')}`
}

function collectArguments({ repository, at }: StartOptions, content: string): string[] {
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

function releasesIn(content: string): string {
  const lines = readFileSync(join(content, 'releases/index.ndjson'), 'utf8').split('\n').filter(Boolean)
  return releaseSummary(lines.map((line) => IndexLine.parse(JSON.parse(line))))
}

/**
 * What was found, in one phrase, such as `36 releases of 8 services, 31 GO at release, 2 quarantined`. A count of none is
 * left out, but for the releases themselves.
 */
export function releaseSummary(lines: readonly Pick<IndexLine, 'service' | 'state' | 'atRelease'>[]): string {
  const services = new Set(lines.map((line) => line.service)).size
  const go = lines.filter((line) => line.state === 'dossier' && line.atRelease === 'go').length
  const bare = lines.filter((line) => line.state === 'no-dossier').length
  const quarantined = lines.filter((line) => line.state === 'quarantined').length
  return [
    `${count(lines.length, 'release')} of ${count(services, 'service')}`,
    ...(go > 0 ? [`${go} GO at release`] : []),
    ...(bare > 0 ? [`${bare} without dossier`] : []),
    ...(quarantined > 0 ? [`${quarantined} quarantined`] : []),
  ].join(', ')
}
