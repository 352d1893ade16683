import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { evaluateCommand } from '#commands/evaluate.ts'
import { AT, put, temporaryFolder } from '../../collect/collecting.ts'
import { dossierText } from '../../collect/dossiers.ts'
import { always, status } from '../../collect/forge/github/faults.ts'
import { makeProduct, type Product, TOKEN } from '../../collect/forge/github/product.ts'
import { type GithubServer, startGithub } from '../../collect/forge/github/server.ts'

/*
 * CI asks for a verdict before it tags. What the policy rests on at the forge is asked there, in one run of the command.
 */

const folder = temporaryFolder()
const dossier = join(folder, 'work/release/dossier.json')
let server: GithubServer
let product: Product

beforeAll(async () => {
  server = await startGithub({ releases: [], runs: [], pulls: [], tags: {}, attestations: {} })
  product = makeProduct(join(folder, 'place'), server.origin, {
    patience: { answer: 3600, limit: 60, retries: 0 },
  })
  server.world = product.world
  const work = join(folder, 'work')
  const cloned = spawnSync('git', ['clone', '-q', join(folder, 'place/product'), work])
  expect(cloned.status).toBe(0)
  const unit = {
    name: 'unit',
    kind: 'test',
    producer: 'ci',
    gates: [],
    artifact: 'reports',
    path: 'unit/junit.xml',
  }
  const spine = { pullRequest: { url: 'https://github.com/owner/product/pull/7', number: 7 } }
  put(dossier, dossierText('1.3.0', { spine, evidence: [{ ...unit, run: { id: '4711' } }] }))
})

afterAll(() => server.close())

async function evaluate(subject: string) {
  server.asked = []
  const environment = { GITHUB_TOKEN: TOKEN, GITHUB_API_URL: server.origin, CATALOG_TEST_SECOND: '4' }
  const places = { config: product.config, content: product.content, cache: join(folder, 'cache') }
  const options = { ...places, format: 'json', moment: 'today', at: AT }
  const { text, exitCode } = await evaluateCommand(subject, options, environment)
  return { exitCode, posture: JSON.parse(text), text }
}

describe('evaluate of a candidate in a catalog that asks a forge', () => {
  test('asks it for reviews, runs and artifacts of the commit, with the token', async () => {
    const { posture, text } = await evaluate(dossier)
    const asked = server.asked.filter(({ host }) => host === 'api').map(({ url }) => url.split('?')[0])
    expect(asked).toContain('/repos/owner/product/pulls/7/reviews')
    expect(asked).toContain('/repos/owner/product/actions/runs/4711')
    expect(asked.filter((url) => url?.includes('/attestations/'))).not.toEqual([])
    expect(text).not.toContain(TOKEN)
    expect(text).not.toContain('github.not_asked')
    expect(text).toContain('attempt.run_red')
    expect(posture.release).toBe('product@1.3.0')
  })

  test('says that it was not asked where it does not answer, and is no GO by that', async () => {
    server.faults = [always(/./, status(429, { 'retry-after': '3600' }))]
    const { posture, exitCode } = await evaluate(dossier)
    server.faults = []
    expect(exitCode).toBe(1)
    const codes = posture.findings.map(({ code }: { code: string }) => code)
    expect(codes).toContain('github.not_asked')
    expect(Object.keys(posture.runbooks)).toContain('github.not_asked')
  })

  test('asks nothing about a record: what the forge said stands in it', async () => {
    await expect(evaluate(join(folder, 'nowhere.json'))).rejects.toThrow()
    expect(server.asked).toEqual([])
  })
})
