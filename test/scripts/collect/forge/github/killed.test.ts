import { cpSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { recover } from '#store/store.ts'
import { snapshot, temporaryFolder } from '../../collecting.ts'
import { collectProduct, makeProduct, type Product } from './product.ts'
import { type GithubServer, startGithub } from './server.ts'

/** A few in every run of the tests; `KILLS=50` makes it fifty. */
const ROUNDS = Number(process.env['KILLS'] ?? 5)

const folder = temporaryFolder()
let server: GithubServer
let start: Product
let whole: Record<string, string>
let took: number

beforeAll(async () => {
  server = await startGithub({ releases: [], runs: [], pulls: [], tags: {}, attestations: {} })
  start = makeProduct(join(folder, 'start'), server.origin)
  server.world = start.world
  const begun = performance.now()
  const first = copy('whole')
  await collectProduct(first, server)
  took = performance.now() - begun
  whole = records(first)
})

afterAll(() => server.close())

describe('a run that is killed while it asks GitHub', () => {
  test('leaves nothing half-written, and the next run gives the usual result', {
    timeout: 60_000 + 20_000 * ROUNDS,
  }, async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const product = copy(`round-${round}`)
      // Most of a run is starting up; asking and writing are its second half.
      const delay = took * (0.35 + (0.65 * round) / ROUNDS)
      await collectProduct(product, server, { killAfter: delay })
      recover(product.content)
      const left = records(product)
      if (Object.keys(left).length > 0) expect(left, `killed after ${Math.round(delay)} ms`).toEqual(whole)
      const { status, error } = await collectProduct(product, server)
      expect(error).not.toContain('warning')
      expect(status).toBe(0)
      expect(records(product)).toEqual(whole)
    }
  })
})

/** The same repository and configuration in a folder of its own, with nothing collected and nothing kept. */
function copy(name: string): Product {
  const place = join(folder, name)
  cpSync(start.place, place, { recursive: true })
  return { ...start, place, content: join(place, 'content') }
}

function records({ content }: Product): Record<string, string> {
  try {
    readdirSync(content)
  } catch {
    return {}
  }
  const { 'releases/.collected.json': _, ...rest } = snapshot(content)
  // A run may be killed while it takes the lock, too; the next one sweeps.
  return Object.fromEntries(Object.entries(rest).filter(([path]) => !path.startsWith('releases/.lock')))
}
