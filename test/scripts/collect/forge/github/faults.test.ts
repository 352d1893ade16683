import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { packSnappy } from '../../../parse/snappy.ts'
import { snapshot, temporaryFolder } from '../../collecting.ts'
import { dossierText, junit } from '../../dossiers.ts'
import {
  always,
  type CliError,
  cut,
  drip,
  huge,
  once,
  raw,
  redirect,
  redirectTo,
  reset,
  status,
  text,
  tooFast,
  twice,
  usedUp,
} from './faults.ts'
import { collectProduct, leaks, makeProduct, type Product, recordOf, TOKEN } from './product.ts'
import { type GithubServer, startGithub } from './server.ts'
import type { World } from './world.ts'

const EMPTY: World = { releases: [], runs: [], pulls: [], tags: {}, attestations: {} }
const folder = temporaryFolder()
let count = 0
let server: GithubServer
let product: Product
let whole: Record<string, string>

const fresh = (github: Parameters<typeof makeProduct>[2] = {}) => {
  const made = makeProduct(join(folder, `${count++}`), server.origin, github)
  server.world = made.world
  server.faults = []
  server.asked = []
  return made
}
const collect = (...faults: CliError[]) => {
  server.faults = faults
  return collectProduct(product, server)
}
const records = () => {
  const { 'releases/.collected.json': _, ...rest } = snapshot(product.content)
  return rest
}

beforeAll(async () => {
  server = await startGithub(EMPTY)
  product = fresh()
  await collect()
  whole = records()
})

beforeEach(() => {
  product = fresh()
})

afterAll(async () => {
  await server.close()
})

describe('temporary faults', () => {
  const soon = () => usedUp(Math.floor(Date.now() / 1000) + 2)

  test.each([
    [
      '5xx of the API and of the storage',
      [twice(/api .*releases/, status(503)), once(/storage/, status(500))],
    ],
    ['connections that end', [twice(/api .*pulls/, reset), once(/storage/, reset)]],
    ['bodies that are cut off', [once(/api .*releases/, cut), once(/storage/, cut)]],
    [
      'asking too fast, with 403 and 429',
      [once(/releases/, tooFast(403, '2')), once(/pulls/, tooFast(429, '3'))],
    ],
    ['a limit that is over soon', [{ at: /reviews/, times: 1, act: (response) => soon()(response) }]],
    ['answers that are no JSON', [once(/api .*runs/, text('<html>')), once(/releases/, text('[{]'))]],
  ] as [string, CliError[]][])('%s leave the same catalog', async (_, faults) => {
    const { status: code, error } = await collect(...faults)
    expect(error).not.toContain('warning')
    expect(code).toBe(0)
    expect(server.faults.map(({ times }) => times)).toEqual(faults.map(() => 0))
    expect(records()).toEqual(whole)
  })
})

const bytes = Buffer.from(junit())
type Spoilt = { digest?: string | null; size?: number }
const SPOILT_FILES: [string, CliError['act'] | Spoilt, string, string | undefined, string?][] = [
  ['an error', status(500), 'missing', 'github.failed'],
  ['nothing', status(404), 'missing', 'github.absent'],
  ['a refusal', status(403), 'missing', 'github.forbidden'],
  ['a body that is cut off', cut, 'missing', 'github.failed'],
  ['a slow drip', drip, 'missing', 'github.failed'],
  [
    'other bytes',
    text('<testsuite><testcase name="evil"/></testsuite>'),
    'tampered',
    'evidence.not_as_recorded',
    'failed',
  ],
  ['a login page', text('<!doctype html><html>'), 'tampered', 'evidence.not_as_recorded', 'failed'],
  ['without end', huge, 'missing', 'github.failed'],
  [
    'another digest',
    { digest: `sha256:${'0'.repeat(64)}` },
    'tampered',
    'evidence.not_as_recorded',
    'failed',
  ],
  ['another size', { size: 3 }, 'tampered', 'evidence.not_as_recorded', 'failed'],
  ['a size beyond the limit', { size: 40 << 20 }, 'unreadable', 'evidence.too_large'],
  ['a record without a digest', { digest: null }, 'passed', undefined],
  ['a record that is true', {}, 'passed', undefined, 'verified'],
]

describe('permanent faults of one file', () => {
  test('never count as a pass, say why, and leave the rest alone', { timeout: 60_000 }, async () => {
    product = fresh({ patience: { answer: 3000, limit: 60, retries: 1 }, second: 1 })
    const references = SPOILT_FILES.map((_, n) => ({
      name: `case-${n}`,
      kind: 'test',
      producer: 'ci',
      asset: `${n}.xml`,
    }))
    const assets = SPOILT_FILES.map(([, act], n) => ({
      name: `${n}.xml`,
      bytes,
      ...(typeof act === 'object' ? act : {}),
    }))
    const dossier = Buffer.from(dossierText('1.1.0', { evidence: references }))
    product.world.releases[2]?.assets.splice(0, 1, { name: 'dossier.json', bytes: dossier }, ...assets)
    const faults = SPOILT_FILES.flatMap(([, act], n) =>
      typeof act === 'function' ? [always(new RegExp(`storage /asset/${301 + n}$`), act)] : [],
    )
    const { status: code } = await collect(...faults)
    expect(code).toBe(0)
    const seen = recordOf(product, '1.1.0').evidence.map((item) => [item.status, item.reasons[0]?.code])
    expect(seen).toEqual(SPOILT_FILES.map(([, , outcome, reason]) => [outcome, reason]))
    const compared = recordOf(product, '1.1.0').evidence.map((item) =>
      item.verification.map(({ source, outcome, reasons }) => [source, outcome, reasons[0]?.code]),
    )
    expect(compared).toEqual(
      SPOILT_FILES.map(([, , , reason, outcome]) => (outcome ? [['asset', outcome, reason]] : [])),
    )
    expect(recordOf(product).evidence[0]?.status).toBe('passed')
    // What did not come is asked for again, and nothing else.
    server.asked = []
    const { summary } = await collect()
    expect(summary).toMatchObject({ read: 1, reused: 2 })
    expect(recordOf(product, '1.1.0').evidence.filter((item) => item.status === 'passed')).toHaveLength(10)
  })

  test('of a dossier put its release into quarantine until it arrives', async () => {
    product = fresh({ patience: { answer: 3000, limit: 60, retries: 0 }, second: 1 })
    await collect(always(/storage \/asset\/300$/, status(502)))
    expect(recordOf(product, '1.1.0')).toMatchObject({
      state: 'quarantined',
      quarantine: [{ code: 'github.failed' }],
    })
    expect((await collect()).summary).toMatchObject({ read: 1, reused: 2 })
    expect(recordOf(product, '1.1.0').state).toBe('dossier')
  })
})

describe('an attestation that GitHub keeps elsewhere', () => {
  const packed = packSnappy('{}')
  test.each([
    ['is not there', status(404), 'github.absent'],
    ['is not shown', status(403), 'github.forbidden'],
    ['is refused to one who shows no token', status(401), 'github.forbidden'],
    ['is cut off on the way', cut, 'github.failed'],
    ['was cut off before', raw(packed.subarray(0, -1)), 'github.failed'],
    [
      'says that it is larger than may be',
      raw(Buffer.from([0xff, 0xff, 0xff, 0xff, 0x0f, 0, 65])),
      'github.failed',
    ],
    ['is huge', huge, 'github.failed'],
    ['is not packed', text('{}'), 'github.failed'],
    ['is no JSON', raw(packSnappy('<html>')), 'github.failed'],
    ['is a list', raw(packSnappy('[]')), 'github.failed'],
    ['leads to where nobody encrypts and nobody is', redirect('ftp://127.0.0.1/x'), 'github.failed'],
  ] as [string, CliError['act'], string][])(
    'that %s is reported, and harms nothing',
    async (_, act, code) => {
      product = fresh({ patience: { answer: 3000, limit: 60, retries: 0 }, second: 1 })
      const { status: exit, error } = await collect(always(/storage \/bundle/, act))
      expect(exit).toBe(0)
      expect(error).not.toContain('warning')
      const { github } = recordOf(product)
      expect(github?.attestations.map(({ bundle }) => bundle === null)).toEqual([false, true])
      expect(github?.unknown.map((each) => each.code)).toEqual([code, 'github.bundle_elsewhere'])
    },
  )

  test('is fetched through a pointer to another host, without the token', async () => {
    await collect(once(/storage \/bundle/, redirectTo('localhost')))
    expect(records()).toEqual(whole)
    const asked = server.asked.filter(({ url }) => url.startsWith('/bundle'))
    expect(asked.map(({ status: code, authorization }) => [code, authorization])).toEqual([
      [302, undefined],
      [200, undefined],
    ])
  })
})

describe('permanent faults of everything', () => {
  // Each run must leave it as it is, so that all can begin with the same.
  let standing: Product
  beforeAll(async () => {
    standing = product = fresh()
    await collect()
  })

  test.each([
    ['5xx', status(503), 75, /GitHub did not answer for the releases/],
    ['no JSON', text('<html>'), 75, /its answer is no JSON/],
    ['other JSON', text('[{"id":"x"}]'), 75, /not what GitHub documents/],
    ['an answer without end', huge, 75, /more than 16777216 bytes/],
    ['a slow drip', drip, 75, /took longer than 1000 seconds/],
    ['a refused token', status(401), 2, /GitHub refuses the token/],
    ['no such repository', status(404), 2, /GitHub knows no repository owner\/product/],
    ['a far limit', usedUp(4_000_000_000), 75, /no more requests until 2096-10-02T07:06:40Z/],
    ['a long wait', tooFast(429, '3600'), 75, /no more requests for now/],
  ] as const)(
    '%s ends the run with a clear message, and the old catalog stays',
    async (_, act, code, words) => {
      product = standing
      const before = snapshot(product.content)
      const [answer, second] = act === drip ? [1000, 1] : [3600, 4]
      const patience = { answer, limit: 60, retries: 1 }
      const { config } = makeProduct(product.place, server.origin, { patience, second })
      const ended = await collectProduct(
        Object.assign(product, { config }),
        Object.assign(server, { faults: [always(/releases/, act)] }),
      )
      expect(ended.error).toMatch(words)
      expect(ended.status).toBe(code)
      expect(ended.error).not.toMatch(/^\s+at /m)
      expect(ended.error + ended.out).not.toContain(TOKEN)
      expect(snapshot(product.content)).toEqual(before)
      expect(leaks(product.place)).toEqual([])
    },
  )

  test('a page at another host is not followed there', async () => {
    const other = await startGithub(EMPTY)
    const { error, status: code } = await collect(
      always(/releases\?/, (response) => {
        const link = `<${other.origin}/repositories/1/releases?page=2>; rel="next"`
        response.writeHead(200, { link, 'content-type': 'application/json' }).end('[]')
      }),
    )
    await other.close()
    expect(code).toBe(75)
    expect(error).toContain('it points to another host')
    expect(other.asked).toEqual([])
  })
})

describe('a limit that is used up halfway', () => {
  test('ends with 75, keeps what was downloaded, and continues from there', { timeout: 60_000 }, async () => {
    let left = 9
    const budget: CliError = {
      at: /^api /,
      times: Number.POSITIVE_INFINITY,
      act: (response, serve) => {
        left -= 1
        if (left < 0) usedUp(4_000_000_000)(response)
        else serve()
      },
    }
    const codes: number[] = []
    for (let round = 0; round < 10 && codes.at(-1) !== 0; round += 1) {
      left = 9
      const ended = await collect(budget)
      codes.push(ended.status)
      if (ended.status === 75) expect(snapshot(product.content)['releases/index.ndjson']).toBeUndefined()
    }
    expect(codes.length).toBeGreaterThan(2)
    expect(codes.at(-1)).toBe(0)
    expect(new Set(codes.slice(0, -1))).toEqual(new Set([75]))
    expect(records()).toEqual(whole)
    // Nothing that was answered was asked a second time.
    const answered = server.asked.filter(({ status: code }) => code === 200).map(({ url }) => url)
    expect(answered.filter((url, n) => answered.indexOf(url) !== n)).toEqual([])
  })
})
