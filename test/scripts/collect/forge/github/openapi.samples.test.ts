import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { samplePath } from '../../../../samples.ts'
import { temporaryFolder } from '../../collecting.ts'
import { makeProduct } from './product.ts'
import { type GithubServer, startGithub } from './server.ts'

/** GitHub's own description of its API. */
const OPENAPI = samplePath('github-rest/github-openapi-subset.json')

const folder = temporaryFolder()
let server: GithubServer

beforeAll(async () => {
  server = await startGithub({ releases: [], runs: [], pulls: [], tags: {}, attestations: {} })
  server.world = makeProduct(join(folder, 'place'), server.origin).world
})

afterAll(() => server.close())

describe('the GitHub of these tests answers like the real one', () => {
  const subject = () => Object.keys(server.world.attestations)[0]
  const tag = () => Object.keys(server.world.tags)[0]
  const LIST = '/repos/{owner}/{repo}'

  test.each([
    ['releases', `${LIST}/releases`, () => 'releases'],
    ['the newest runs', `${LIST}/actions/runs`, () => 'actions/runs?per_page=100&page=1'],
    ['the runs of a commit', `${LIST}/actions/runs`, () => `actions/runs?head_sha=${'a'.repeat(40)}`],
    ['artifacts of a run', `${LIST}/actions/runs/{run_id}/artifacts`, () => 'actions/runs/4711/artifacts'],
    ['attestations', `${LIST}/attestations/{subject_digest}`, () => `attestations/sha256:${subject()}`],
    ['a tag', `${LIST}/git/tags/{tag_sha}`, () => `git/tags/${tag()}`],
    ['nothing', null, () => 'releases/tags/none'],
  ] as [string, string | null, () => string][])('with %s', async (_, path, place) => {
    const response = await fetch(`${server.origin}/repos/owner/product/${place()}`)
    const schema: object = path === null ? openapi().components.schemas['basic-error'] : schemaOf(path)
    const check = validator(schema)
    const body: unknown = await response.json()
    expect(check(body), JSON.stringify(check.errors?.slice(0, 3))).toBe(true)
    expect(check({ message: 1, attestations: 1 })).toBe(false)
  })

  test('and every route that is asked is described there, or known to be left out of this part of it', () => {
    const folder = join(import.meta.dirname, '../../../../../scripts/collect/forge/github')
    const texts = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'))
    const asked = texts.flatMap((text) => [...text.matchAll(/'GET (\/repos[^']*)'/g)].map(([, path]) => path))
    const undescribed = new Set(asked.filter((path) => path !== undefined && !(path in openapi().paths)))
    expect(asked.length).toBeGreaterThan(8)
    expect([...undescribed].sort()).toEqual([
      `${LIST}/actions/runs/{run_id}`,
      `${LIST}/pulls`,
      `${LIST}/pulls/{pull_number}`,
    ])
  })

  test('with pointers to bytes', () => {
    const { paths } = openapi()
    expect(Object.keys(paths[`${LIST}/releases/assets/{asset_id}`].get.responses)).toContain('302')
    const zip = paths[`${LIST}/actions/artifacts/{artifact_id}/{archive_format}`].get.responses
    expect(Object.keys(zip)).toEqual(expect.arrayContaining(['302', '410']))
  })
})

function openapi() {
  return JSON.parse(readFileSync(OPENAPI, 'utf8'))
}

function schemaOf(path: string): object {
  const { get } = openapi().paths[path]
  return get.responses['200'].content['application/json'].schema
}

/** OpenAPI 3.0 says `nullable`, which ajv knows, and formats of its own, which do not matter here. */
function validator(schema: object) {
  const ajv = new Ajv({ strict: false, validateFormats: false })
  const { components } = openapi()
  // A run holds its whole repository twice; nothing of that is read.
  const run = components.schemas['workflow-run']
  run.required = run.required.filter((name: string) => !name.endsWith('repository'))
  return ajv.compile<unknown>({ ...schema, components })
}
