import { spawnSync } from 'node:child_process'
import { hash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { CliError } from '#lib/cli-error.ts'
import { readPlain } from '#lib/files.ts'
import { type Places, programFile, TOOL } from '#lib/places.ts'
import { countOf, printable, withoutCredentials } from '#lib/text.ts'
import { IndexLine } from '#model/index-line.ts'
import { requireFreePort, serve } from '#serve/serve.ts'
import { openSteps, runScript } from './steps.ts'

export type StartOptions = { repository?: string; port: number; at?: string; lenient?: boolean }

/**
 * From nothing to a site in the browser: builds the sample, unless a repository is named or there is a user's folder, then
 * collects, builds and serves until it is stopped.
 * @throws CliError with the exit code of the step that failed; 2 when the port is taken.
 */
export async function start(options: StartOptions & Places): Promise<void> {
  const { repository, port, root, out, lenient = false } = options
  // A mistyped repository is the worse mistake: collecting says so.
  if (repository === undefined || looksReadable(repository)) await requireFreePort(port)
  requireGit()
  const { content, authored, source, buildSample } = await chooseCatalog(options)
  const home = root === null ? [] : ['--root', root]
  const { step, end } = openSteps('Release Catalog')
  if (buildSample)
    await step(
      'Building the sample repository',
      async () => `Sample repository: ${countOf(await buildSample(), 'tag')}`,
    )
  await step(
    `Collecting releases${repository ? ` of ${printable(withoutCredentials(repository))}` : ''}`,
    async () => {
      await runScript(programFile('catalog'), ['collect', ...home, '--content', content, ...source])
      return `Collected: ${content}/`
    },
  )
  await step('Building the site', () => {
    const more = lenient ? ['--lenient'] : []
    const places = ['--content', content, '--authored', authored, '--out', out]
    return runScript(programFile('build'), [...home, ...places, ...more])
  })
  const { url } = await serve({ folder: out, base: '/', port })
  end(`${releasesIn(content)}: ${url}  (stop with Ctrl+C)`)
}

/** @throws CliError 75 on a machine without git, which reads and writes all repositories. */
export function requireGit(environment: NodeJS.ProcessEnv = process.env): void {
  const { error } = spawnSync('git', ['--version'], { env: environment })
  if (error)
    throw new CliError(
      'git is not there, and nothing can be read without it. Install git, then start again.',
      75,
    )
}

/** True for an address, which only collecting can try, and for a folder with a repository. */
function looksReadable(repository: string): boolean {
  return (
    /^[a-z]+:\/\//.test(repository) || ['.git', 'HEAD'].some((name) => existsSync(join(repository, name)))
  )
}

type Chosen = {
  content: string
  authored: string
  /** Arguments of `catalog collect`. */
  source: string[]
  buildSample?: () => Promise<number>
}

/** The repository that is named, else the user's folder or what is configured in the checkout, else the sample. */
async function chooseCatalog(options: StartOptions & Places): Promise<Chosen> {
  const { repository, at, root, authored, content, cache } = options
  const time = at === undefined ? [] : ['--at', at]
  if (repository !== undefined) {
    const own = folderFor(repository, cache)
    return { content: own, authored: own, source: ['--repository', repository, ...time] }
  }
  if (root !== null || existsSync(join(authored, 'catalog.yaml'))) return { content, authored, source: time }
  if (resolve('.') !== TOOL)
    throw new CliError(
      'This folder is no git repository. Go to one, name it with --repository, or start in the folder of the program to see the sample.',
    )
  // It is no part of the package: there is a user's folder then.
  const { SAMPLE, buildSample } = await import('#sample/build.ts')
  const first = existsSync(join(SAMPLE.content, 'ledger.ndjson')) ? [] : ['--ledger', SAMPLE.ledger]
  return {
    content: SAMPLE.content,
    authored: SAMPLE.authored,
    source: ['--config', SAMPLE.config, '--at', at ?? SAMPLE.at, ...first],
    buildSample,
  }
}

/** A folder of its own for each repository, so that two of the same name are not mixed. */
function folderFor(repository: string, cache: string): string {
  const name =
    withoutCredentials(repository)
      .replace(/\?…$|\/+$/, '')
      .split('/')
      .at(-1) ?? ''
  const plain = name.replace(/\.git$/, '').replaceAll(/[^A-Za-z0-9._-]+/g, '-')
  return join(cache, 'collected', `${plain || 'repository'}-${hash('sha256', repository).slice(0, 8)}`)
}

function releasesIn(content: string): string {
  const lines = readPlain(join(content, 'releases/index.ndjson')).toString('utf8').split('\n').filter(Boolean)
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
    `${countOf(lines.length, 'release')} of ${countOf(services, 'service')}`,
    ...(go > 0 ? [`${go} GO at release`] : []),
    ...(bare > 0 ? [`${bare} without dossier`] : []),
    ...(quarantined > 0 ? [`${quarantined} quarantined`] : []),
  ].join(', ')
}
