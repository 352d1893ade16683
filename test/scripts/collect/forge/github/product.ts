import { spawn } from 'node:child_process'
import { hash } from 'node:crypto'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { zipOf } from '../../../parse/archives.ts'
import { packSnappy } from '../../../parse/snappy.ts'
import { AT, put, readRecord, SURROUNDINGS, writeConfiguration } from '../../collecting.ts'
import { dossierText, junit } from '../../dossiers.ts'
import { buildRepository, git } from '../../fast-import.ts'
import type { GithubServer } from './server.ts'
import type { Asset, Release, World } from './world.ts'

/** Made up for these tests, and looked for afterwards wherever the collector writes. */
export const TOKEN = `ghs_${hash('sha256', 'a token of these tests').slice(0, 36)}`

/** A repository with its releases at a GitHub, in a folder of its own. */
export type Product = {
  place: string
  config: string
  content: string
  ids: Record<string, string>
  world: World
  /** Milliseconds of a second of the collector's patience. */
  second: number
}

const VERSIONS = ['1.0.0', '1.1.0', '1.2.0']

/** Three tags, and nothing else in git: dossiers and evidence are at GitHub. */
export function makeProduct(
  place: string,
  origin: string,
  { second = 4, ...github }: { second?: number; [key: string]: unknown } = {},
): Product {
  const repository = buildRepository(join(place, 'product'), [
    { commit: 'a', at: '2026-03-01T12:00:00Z', subject: 'Add it (#7)', files: { 'a.txt': 'a' } },
    ...VERSIONS.map((version) => ({
      tag: `v${version}`,
      of: 'a',
      message: version,
      at: '2026-03-02T12:00:00Z',
    })),
  ])
  const id = (name: string) => git([`--git-dir=${repository}`, 'rev-parse', name])
  const ids = { commit: id('main'), tag: id('v1.0.0') }
  const config = writeConfiguration(
    place,
    {
      repository,
      repositoryUrl: 'https://github.com/owner/product',
      github: { patience: { answer: 3600, limit: 60, retries: 3 }, ...github },
    },
    [{ id: 'product', tag: 'v{version}' }],
  )
  put(join(place, 'origin'), origin)
  return { place, config, content: join(place, 'content'), ids, world: makeWorld(ids), second }
}

const evidence = (name: string, place: object) => ({
  name,
  kind: 'test',
  producer: 'ci',
  gates: [],
  ...place,
})
const run = { id: '4711' }

/** Evidence in every place that GitHub has for it. */
export const REFERENCES = [
  evidence('asset', { asset: 'junit.xml' }),
  evidence('inside-asset', { asset: 'reports.zip', path: 'unit/junit.xml' }),
  evidence('inside-artifact', { artifact: 'reports', path: 'unit/junit.xml', run }),
  evidence('expired', { artifact: 'old', path: 'junit.xml', run }),
  evidence('no-asset', { asset: 'nowhere.xml' }),
  evidence('no-artifact', { artifact: 'nowhere', path: 'junit.xml', run }),
]

const zip = zipOf({ name: 'unit/junit.xml', content: junit() })
const asset = (name: string, content: string | Buffer) => ({ name, bytes: Buffer.from(content) })

const bundle = { mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json', dsseEnvelope: {} }

function sumsOf(assets: readonly Asset[]): string {
  return assets.map(({ name, bytes }) => `${hash('sha256', bytes)}  ${name}\n`).join('')
}

function makeWorld({ commit = '', tag = '' }: Record<string, string>): World {
  const dossier = Buffer.from(dossierText('1.0.0', { evidence: REFERENCES }))
  const releases: Release[] = VERSIONS.slice(1).map((version) => ({
    tag: `v${version}`,
    assets: [asset('dossier.json', dossierText(version))],
  }))
  const uploaded = [
    asset('dossier.json', dossier),
    asset('junit.xml', junit()),
    asset('reports.zip', zip),
    asset('product.tar.gz', 'the product'),
  ]
  const first = {
    tag: 'v1.0.0',
    assets: [...uploaded, asset('SHA256SUMS', sumsOf(uploaded))],
  }
  return {
    releases: [{ tag: 'v1.0.0', draft: true, assets: [] }, first, ...releases],
    runs: [
      {
        id: 4711,
        commit,
        artifacts: [
          { name: 'reports', zip },
          { name: 'old', zip, expired: true },
          { name: 'other', zip },
        ],
      },
      // The dossier does not name them.
      { id: 4709, commit, artifacts: [], conclusion: 'success' },
      { id: 4710, commit, artifacts: [], conclusion: 'failure' },
      { id: 4712, commit: 'f'.repeat(40), artifacts: [], conclusion: 'failure' },
    ],
    pulls: [
      {
        number: 7,
        head: commit,
        merge: commit,
        reviews: [
          { by: 'grace', state: 'APPROVED', commit },
          { by: 'ada', state: 'COMMENTED', commit },
          { by: 'linus', state: 'CHANGES_REQUESTED', commit: 'f'.repeat(40) },
        ],
      },
    ],
    tags: { [tag]: { verified: false, reason: 'unsigned' } },
    attestations: {
      [hash('sha256', dossier)]: [{ bundle }, { packed: packSnappy(JSON.stringify(bundle)) }],
    },
  }
}

/** Runs the collector as a process, as CI does. @param killAfter milliseconds until it is killed. */
export async function collectProduct(
  { config, content, place, second }: Product,
  server: GithubServer,
  { killAfter }: { killAfter?: number } = {},
) {
  const catalog = join(import.meta.dirname, '../../../../../scripts/catalog.ts')
  const places = ['--root', place, '--config', config, '--content', content]
  const args = [catalog, 'collect', ...places, '--at', AT, '--json']
  const env = {
    ...SURROUNDINGS,
    HOME: place,
    GITHUB_TOKEN: TOKEN,
    GITHUB_API_URL: server.origin,
    CATALOG_TEST_SECOND: `${second}`,
  }
  const child = spawn(process.execPath, args, { cwd: place, env })
  const said = { out: '', error: '' }
  child.stdout.on('data', (chunk: Buffer) => {
    said.out += chunk
  })
  child.stderr.on('data', (chunk: Buffer) => {
    said.error += chunk
  })
  const timer = killAfter === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfter)
  const [status] = await once(child, 'close')
  clearTimeout(timer)
  return { status: Number(status), ...said, summary: status === 0 ? JSON.parse(said.out) : null }
}

export function recordOf({ content }: Product, version = '1.0.0') {
  return readRecord(content, 'product', version)
}

/** Files of a folder that hold the token. */
export function leaks(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return files.filter((file) => readFileSync(file, 'latin1').includes(TOKEN))
}
