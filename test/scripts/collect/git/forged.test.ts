import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { forgeryCheck } from '#collect/git/forged.ts'
import { emptyGraph } from '#collect/git/graph.ts'
import { isItself } from '#collect/git/object-parser.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { collectInto, readRecord, temporaryFolder } from '../collecting.ts'
import { dossierSteps, dossierText, junit } from '../dossiers.ts'
import { buildRepository, git } from '../fast-import.ts'
import { forge } from './hostile-repository.ts'

const folder = temporaryFolder()
let repository: string
let before: Record<string, ReleaseRecord>
let after: Record<string, ReleaseRecord>

const reference = { name: 'tests', kind: 'test', path: 'junit.xml', producer: 'ci', gates: [] }
const VERSIONS = ['1.0.0', '1.1.0', '1.2.0', '1.3.0', '1.4.0', '1.5.0', '1.6.0', '1.7.0', '1.8.0']

beforeAll(async () => {
  const steps = VERSIONS.flatMap((version, n) => {
    const release = dossierSteps(version, dossierText(version, { evidence: [reference] }), {
      'junit.xml': `${junit()}<!-- ${version} -->`,
    })
    return [{ commit: `fix-${n}`, at: `2026-02-0${n + 1}T00:00:00Z`, subject: `Fix ${n}` }, ...release]
  })
  repository = buildRepository(join(folder, 'product'), steps)
  before = await records('before')
  forgeAll()
  after = await records('after')
})

async function records(name: string): Promise<Record<string, ReleaseRecord>> {
  const content = join(folder, name)
  await collectInto(content, { repository })
  const files = readdirSync(join(content, 'releases/product'))
  return Object.fromEntries(
    files.map((file) => [
      file.slice(0, -'.json'.length),
      readRecord(content, 'product', file.slice(0, -'.json'.length)),
    ]),
  )
}

const idOf = (name: string) => git([`--git-dir=${repository}`, 'rev-parse', name])
const textOf = (name: string) => `${git([`--git-dir=${repository}`, 'cat-file', '-p', name])}\n`

/** In each of the releases but 1.3.0, 1.7.0 and 1.8.0 another object is changed where it lies, under its old id. */
function forgeAll(): void {
  forge(repository, idOf('v1.5.0'), 'tag', textOf('v1.5.0').replace('Ada Tester', 'Eve'))
  const commit = idOf('v1.6.0^{commit}')
  forge(repository, commit, 'commit', textOf(commit).replace('Ada Tester', 'Eve'))
  forge(repository, idOf('v1.0.0:release/dossier.json'), 'blob', dossierText('1.0.0', { purpose: 'Other' }))
  forge(repository, idOf('v1.1.0:junit.xml'), 'blob', junit())
  const tree = Buffer.from(
    git([`--git-dir=${repository}`, 'ls-tree', 'v1.4.0:release']).replace(/^\d+ blob (\w+)\t.*$/s, '$1'),
    'hex',
  )
  forge(
    repository,
    idOf('v1.2.0:release'),
    'tree',
    Buffer.concat([Buffer.from('100644 dossier.json\0'), tree]),
  )
  const between = idOf('v1.4.0^{commit}~1')
  forge(repository, between, 'commit', textOf(between).replace('Fix 4', 'Fix four'))
}

const codesOf = (record: ReleaseRecord | undefined) => record?.quarantine.map(({ code }) => code)

describe('a forged object', () => {
  test('is none where nobody has changed anything', () => {
    expect(Object.keys(before).sort()).toEqual(VERSIONS)
    expect(Object.values(before).map(({ state }) => state)).toEqual(VERSIONS.map(() => 'dossier'))
    expect(Object.values(before).map(({ evidence }) => evidence[0]?.status)).toEqual(
      VERSIONS.map(() => 'passed'),
    )
  })

  test.each([
    ['tag', '1.5.0', 'git.forged_object'],
    ['tagged commit', '1.6.0', 'git.forged_object'],
    ['dossier', '1.0.0', 'dossier.forged_object'],
    ['tree', '1.2.0', 'dossier.forged_object'],
    ['commit on the way from the release before', '1.4.0', 'git.forged_object'],
    ['commit of the release before, which it is compared with', '1.7.0', 'git.forged_object'],
  ])('in the place of the %s puts the release into quarantine', (_, version, code) => {
    expect(after[version]?.state).toBe('quarantined')
    expect(codesOf(after[version])).toContain(code)
  })

  test('in the place of evidence is tampering', () => {
    expect(after['1.1.0']?.evidence[0]).toMatchObject({
      status: 'tampered',
      sha256: null,
      reasons: [{ code: 'evidence.forged_object' }],
    })
  })

  test('in the place of a tree of the release before leaves unknown what changed since', () => {
    const { git, state } = after['1.3.0'] ?? {}
    expect({ state, unknown: git?.unknown, files: git?.filesChanged }).toEqual({
      state: 'dossier',
      unknown: [{ code: 'git.missing_objects', args: { fact: 'files' }, path: [] }],
      files: null,
    })
    expect(before['1.3.0']?.git.filesChanged).toBe(2)
  })

  test('leaves the release as it was that it has nothing to do with', () => {
    expect(after['1.8.0']).toEqual(before['1.8.0'])
  })
})

describe('what is looked at to know what leads to a release', () => {
  /** A commit, and two that are made from it: the release before, and the release. */
  const graph = {
    ...emptyGraph(),
    ids: ['shared', 'before', 'own'],
    number: new Map([
      ['shared', 0],
      ['before', 1],
      ['own', 2],
    ]),
    parents: [[], [0], [0]],
    generation: [1, 2, 2],
  }
  const tagOf = (id: string) => ({ id, target: { id }, findings: [] })
  const check = (forged: string) => {
    const read = async (id: string) => {
      const isForged = id === forged
      return { id, type: 'commit', size: 0, bytes: isForged ? null : Buffer.alloc(0), isForged }
    }
    const previous = tagOf('before')
    const checked = forgeryCheck({ read, close: async () => {} }, graph)
    return checked(tagOf('own'), { previous, previousStable: previous })
  }

  test.each(['own', 'before', 'shared'])('is not taken from a forged commit: %s', async (id) => {
    expect((await check(id)).findings).toEqual([{ code: 'git.forged_object', args: { id }, path: [] }])
    expect((await check('none')).findings).toEqual([])
  })
})

describe('the id of an object', () => {
  // `git hash-object` of an empty blob, in both formats.
  const sha1 = 'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391'
  const sha256 = '473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813'

  test.each([sha1, sha256])('is that of its type and its bytes: %s', (id) => {
    expect(isItself(id, 'blob', Buffer.alloc(0))).toBe(true)
    expect(isItself(id, 'tree', Buffer.alloc(0))).toBe(false)
    expect(isItself(id, 'blob', Buffer.from('x'))).toBe(false)
  })
})
