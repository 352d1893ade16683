import { hash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { snapshot, temporaryFolder } from '../../collecting.ts'
import { dossierText, junit } from '../../dossiers.ts'
import { always, status } from './faults.ts'
import { collectProduct, leaks, makeProduct, type Product, recordOf, TOKEN } from './product.ts'
import { type GithubServer, startGithub } from './server.ts'
import type { World } from './world.ts'

const EMPTY: World = { releases: [], runs: [], pulls: [], tags: {}, attestations: {} }
const HELD = { outcome: 'verified', reasons: [] }
const folder = temporaryFolder()
let server: GithubServer
let product: Product
let first: Awaited<ReturnType<typeof collectProduct>>

beforeAll(async () => {
  server = await startGithub(EMPTY)
  product = makeProduct(join(folder, 'place'), server.origin)
  server.world = product.world
  first = await collectProduct(product, server)
})

afterAll(() => server.close())

const again = () => {
  server.asked = []
  return collectProduct(product, server)
}

describe('a catalog that asks GitHub', () => {
  test('finds dossiers among the assets of published releases, on every page', () => {
    expect(first.error).not.toContain('warning')
    expect(first.summary).toMatchObject({ counts: { releases: 3, dossiers: 3, quarantined: 0 } })
    const { bytes } = product.world.releases[1]?.assets[0] ?? {}
    expect(recordOf(product).dossierSource).toEqual({
      source: 'release',
      path: 'dossier.json',
      sha256: hash('sha256', bytes ?? ''),
      bytes: bytes?.length,
    })
  })

  test.each([
    ['asset', 'passed', { source: 'release', path: 'junit.xml' }, []],
    ['inside-asset', 'passed', { source: 'release', path: 'reports.zip/unit/junit.xml' }, []],
    ['inside-artifact', 'passed', { source: 'run', path: 'reports/unit/junit.xml' }, []],
    ['expired', 'missing', { source: 'none', path: null }, ['evidence.expired']],
    ['no-asset', 'missing', { source: 'none', path: null }, ['evidence.missing']],
    ['no-artifact', 'missing', { source: 'none', path: null }, ['evidence.missing']],
  ])('takes evidence %s as %s', (name, status, collectedFrom, codes) => {
    const item = recordOf(product).evidence.find((each) => each.name === name)
    expect(item).toMatchObject({ status, collectedFrom })
    expect(item?.reasons.map(({ code }) => code)).toEqual(codes)
    expect(item?.sha256).toBe(status === 'passed' ? hash('sha256', junit()) : null)
  })

  test.each([
    [
      'asset',
      [
        { source: 'asset', ...HELD, name: null },
        { source: 'sums', ...HELD, name: 'SHA256SUMS' },
      ],
    ],
    ['SHA256SUMS', [{ source: 'asset', ...HELD, name: null }]],
    ['inside-asset', [{ source: 'asset', ...HELD, name: 'reports.zip' }]],
    ['inside-artifact', [{ source: 'run', ...HELD, name: 'reports' }]],
    ['expired', []],
    ['no-asset', []],
  ])('compares evidence %s with the digest that GitHub has on record', (name, verification) => {
    const item = recordOf(product).evidence.find((each) => each.name === name)
    expect(item?.verification).toEqual(verification)
  })

  test('compares a list among the assets with all of them, and assets that are not evidence by their records', () => {
    const list = recordOf(product).evidence.find(({ name }) => name === 'SHA256SUMS')
    expect(list).toMatchObject({ status: 'passed', counts: { total: 4, passed: 4 }, gates: [] })
    const fetched = server.asked.filter(({ host }) => host === 'storage').map(({ url }) => url)
    expect(fetched).toContain('/asset/201')
    expect(fetched).not.toContain('/asset/203')
  })

  test('says of an expired artifact which digest it had', () => {
    const item = recordOf(product).evidence.find(({ name }) => name === 'expired')
    expect(item?.reasons[0]?.args).toMatchObject({
      artifact: 'old',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
  })
})

test('a catalog lists all runs of the released commit, what failed first, whichever the dossier names', () => {
  const { commitRuns } = recordOf(product).github ?? {}
  expect(commitRuns?.complete).toBe(true)
  expect(commitRuns?.runs.map(({ id, conclusion }) => [id, conclusion])).toEqual([
    ['4710', 'failure'],
    ['4709', 'success'],
    ['4711', 'success'],
  ])
})

describe('what GitHub says', () => {
  test('about release, reviews, runs, attestations and tag is kept as claims', () => {
    const { github } = recordOf(product)
    const { commit } = product.ids
    expect(github).toMatchObject({
      repository: 'owner/product',
      release: { author: 'ada', immutable: true, publishedAt: '2026-03-02T08:00:00Z' },
      tag: { verified: false, reason: 'unsigned' },
      pullRequests: [
        {
          number: 7,
          state: 'merged',
          merge: commit,
          reviews: [
            { by: 'grace', state: 'approved', commit, at: '2026-03-02T08:00:00Z' },
            { by: 'ada', state: 'commented' },
            { by: 'linus', state: 'changes-requested', commit: 'f'.repeat(40) },
          ],
        },
      ],
      runs: [{ id: '4711', commit, conclusion: 'success', path: '.github/workflows/evidence.yml' }],
      unknown: [],
    })
    expect(github?.release?.assets.map(({ name }) => name)).toEqual([
      'SHA256SUMS',
      'dossier.json',
      'junit.xml',
      'product.tar.gz',
      'reports.zip',
    ])
    expect(github?.runs[0]?.artifacts.map(({ name, expired }) => [name, expired])).toEqual([
      ['old', true],
      ['other', false],
      ['reports', false],
    ])
    const [inline, elsewhere, ...others] = github?.attestations ?? []
    expect(inline).toEqual({
      subject: recordOf(product).dossierSource?.sha256,
      bundle: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/), bytes: 79 },
    })
    expect(elsewhere).toEqual(inline)
    expect(others).toEqual([])
    expect(recordOf(product, '1.1.0').github).toMatchObject({
      tag: null,
      attestations: [],
      unknown: [{ code: 'github.absent', args: { what: 'the tag v1.1.0' } }],
    })
  })

  test('is requested with the token, which goes to the API only and is written nowhere', () => {
    const of = (host: string) => server.asked.filter((each) => each.host === host)
    expect(of('storage').length).toBeGreaterThan(3)
    expect(of('storage').filter(({ authorization }) => authorization !== undefined)).toEqual([])
    expect(of('api').filter(({ authorization }) => authorization !== `Bearer ${TOKEN}`)).toEqual([])
    expect(first.out + first.error).not.toContain(TOKEN)
    expect(leaks(folder)).toEqual([])
  })
})

describe('asking GitHub again', () => {
  test('only asks whether the list changed, and writes nothing if it did not', async () => {
    const before = snapshot(product.content)
    expect((await again()).summary).toMatchObject({ read: 0, reused: 3 })
    expect(server.asked.map(({ url, status }) => [url.split('?')[0], status])).toEqual([
      ['/repos/owner/product/releases', 304],
      ['/repositories/1/releases', 304],
      ['/repos/owner/product/pulls', 304],
      ['/repos/owner/product/actions/runs', 304],
      ['/repos/owner/product/actions/runs', 304],
    ])
    expect(snapshot(product.content)).toEqual(before)
  })

  test('reads only the release whose assets changed', async () => {
    const text = dossierText('1.1.0', { purpose: 'Uploaded again' })
    product.world.releases[2]?.assets.splice(0, 1, { name: 'dossier.json', bytes: Buffer.from(text) })
    expect((await again()).summary).toMatchObject({ read: 1, reused: 2 })
    expect(recordOf(product, '1.1.0').dossier?.purpose).toBe('Uploaded again')
    expect(server.asked.filter(({ host }) => host === 'storage')).toHaveLength(1)
  })

  test('reads only the release whose pull request was reviewed later', async () => {
    const [pull] = product.world.pulls
    pull?.reviews.push({ by: 'barbara', state: 'APPROVED', commit: product.ids['commit'] ?? '' })
    Object.assign(pull ?? {}, { updated: '2026-04-01T00:00:00Z' })
    product.world.pulls.push({ number: 8, head: 'a'.repeat(40), merge: null, reviews: [] })
    expect((await again()).summary).toMatchObject({ read: 1, reused: 2 })
    const reviews = recordOf(product).github?.pullRequests[0]?.reviews
    expect(reviews?.map(({ by }) => by)).toEqual(['grace', 'ada', 'linus', 'barbara'])
  })
})

describe('asking GitHub again about runs', () => {
  test('reads only releases of whose commit one began or was started again later', async () => {
    const run = { id: 4720, commit: product.ids['commit'] ?? '', artifacts: [] }
    const told = () =>
      recordOf(product)
        .github?.commitRuns?.runs.filter(({ id }) => id === '4720')
        .map(({ attempt, conclusion }) => [attempt, conclusion])
    product.world.runs.push({ ...run, id: 4713, commit: 'f'.repeat(40) })
    expect((await again()).summary).toMatchObject({ read: 0, reused: 3 })
    product.world.runs.push({ ...run, conclusion: 'failure' })
    await again()
    expect(told()).toEqual([[1, 'failure']])
    product.world.runs.splice(-1, 1, { ...run, attempt: 2 })
    await again()
    expect(told()).toEqual([[2, 'success']])
    expect((await again()).summary).toMatchObject({ read: 0, reused: 3 })
  })
})

describe('asking GitHub again while it does not say what is new', () => {
  test.each([
    ['runs', /\/actions\/runs\?(?!.*head_sha)/],
    ['pull requests', /\/pulls\?state/],
  ])('looks at every release that has %s, and finds what came late', async (_, at) => {
    const id = product.world.runs.length + 5000
    product.world.runs.push({ id, commit: product.ids['commit'] ?? '', artifacts: [], conclusion: 'failure' })
    server.faults = [always(at, status(403))]
    expect((await again()).summary.read).toBeGreaterThan(0)
    server.faults = []
    const runs = recordOf(product).github?.commitRuns?.runs.map((run) => run.id)
    expect(runs).toContain(`${id}`)
    await again()
    expect((await again()).summary).toMatchObject({ read: 0, reused: 3 })
  })
})

describe('asking GitHub again for pull requests', () => {
  test("reads no release again for another release's pull request, or one no longer listed", async () => {
    const others = [8, 9, 10].map((number) => ({
      ...{ number, head: 'a'.repeat(40), merge: null, reviews: [] },
      updated: `2026-05-0${number % 7}T00:00:00Z`,
    }))
    product.world.pulls.splice(1, 1, ...others)
    expect((await again()).summary).toMatchObject({ read: 0, reused: 3 })
  })

  test('fetches no file twice, even when everything is read again', async () => {
    const config = makeProduct(join(folder, 'other'), server.origin, {
      read: ['releases', 'runs', 'attestations'],
    }).config
    server.asked = []
    const { summary } = await collectProduct({ ...product, config }, server)
    expect(summary).toMatchObject({ read: 3 })
    expect(server.asked.filter(({ url }) => url.includes('/attestations/'))).not.toEqual([])
    expect(server.asked.filter(({ host }) => host === 'storage')).toEqual([])
    expect(recordOf(product).github).toMatchObject({ pullRequests: [], tag: null })
    expect(recordOf(product).evidence[0]?.status).toBe('passed')
  })

  test('leaves out what GitHub says when it is not asked', async () => {
    const { config } = makeProduct(join(folder, 'off'), server.origin)
    const content = join(folder, 'off/content')
    const { github: _, ...rest } = JSON.parse(readFileSync(config, 'utf8'))
    writeFileSync(config, JSON.stringify(rest))
    server.asked = []
    await collectProduct({ ...product, config, content }, server)
    expect(server.asked).toEqual([])
    expect(Object.keys(recordOf({ ...product, content }))).not.toContain('github')
  })
})
