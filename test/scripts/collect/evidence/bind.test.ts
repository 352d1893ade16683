import { describe, expect, test } from 'vitest'
import { type Bind, binder } from '#collect/evidence/bind.ts'
import { codeMatcher } from '#collect/evidence/code-match.ts'
import { emptyReading } from '#formats/reading.ts'
import { COMMIT, OTHER_COMMIT } from '../../../builders.ts'

const CODE_AT = '2026-03-01T12:00:00Z'
const BUILT_AT = '2026-03-01T12:05:00Z'
const TAGGED_AT = '2026-03-01T13:00:00Z'
const IMAGE = 'pkg:oci/ledger@1.4.0'

/** A history of the code's commit and, on it, the tagged one. */
const graph = {
  number: new Map([
    [OTHER_COMMIT, 0],
    [COMMIT, 1],
  ]),
  ids: [OTHER_COMMIT, COMMIT],
  trees: ['1'.repeat(40), '2'.repeat(40)],
  seconds: [CODE_AT, TAGGED_AT].map((at) => Date.parse(at) / 1000),
  authors: [],
  committers: [],
  subjects: [],
  parents: [],
  generation: [],
  breaks: new Map(),
  pulls: new Map(),
  cut: new Set<number>(),
}
/** As git keeps them: what a commit says of its tree is read from itself. */
const readCommit = async (id: string) => {
  const bytes = Buffer.from(`tree ${graph.trees[graph.number.get(id) ?? 9]}\n`)
  return graph.number.has(id) ? { id, type: 'commit', size: bytes.length, bytes, isForged: false } : null
}
const code = {
  graph,
  differences: { between: async () => ['release/dossier.json'] },
  objects: { read: readCommit, close: async () => {} },
  walk: async () => ({ kind: 'absent' }) as const,
  shallow: false,
}
const release = {
  commit: COMMIT,
  tree: '2'.repeat(40),
  dossierPath: 'release/dossier.json',
  version: '1.4.0',
  releaseType: 'runtime-patch' as const,
  committedAt: TAGGED_AT,
  packages: [{ purl: IMAGE }],
}
const inventory = (generatedAt: string | null, purl = IMAGE) => ({
  ...emptyReading('cyclonedx'),
  status: 'passed' as const,
  subject: { commit: null, digests: [], purls: [purl] },
  generatedAt,
})
const own = async () => async (path: string) => path === release.dossierPath
const bind = (reading: Parameters<Bind>[0], declared: string | null, inTree: boolean) =>
  binder(code, codeMatcher(code, release, own), release)(reading, { declared, inTree })

describe('an SBOM', () => {
  test.each([
    ['made after its code, carried by a later commit', BUILT_AT, OTHER_COMMIT, true],
    ['in the tagged tree, of no named commit', BUILT_AT, null, true],
    ['made after the tagged commit', '2026-03-01T13:00:00Z', null, false],
    ['without a time', null, null, false],
  ])('%s stays passed', async (_, generatedAt, declared, inTree) => {
    expect(await bind(inventory(generatedAt), declared, inTree)).toMatchObject({
      status: 'passed',
      reasons: [],
    })
  })

  test.each([
    ['older than the commit it names', '2026-03-01T11:59:59Z', OTHER_COMMIT, true, CODE_AT],
    ['older than the tagged commit', BUILT_AT, null, false, TAGGED_AT],
    ['made on the tagged commit before that was there', BUILT_AT, COMMIT, false, TAGGED_AT],
  ])('%s says nothing', async (_, generatedAt, declared, inTree, codeAt) => {
    const bound = await bind(inventory(generatedAt), declared, inTree)
    expect(bound.status).toBe('unknown')
    expect(bound.reasons).toEqual([{ code: 'sbom.before_build', args: { codeAt }, path: [] }])
  })

  test('of a released package is of this code, without any commit', async () => {
    expect((await bind(inventory(null), null, true)).codeMatch).toBe('same')
  })

  test('of another package is of other code, whatever commit it names', async () => {
    const bound = await bind(inventory(null, 'pkg:oci/ledger@1.3.0'), COMMIT, true)
    expect(bound.codeMatch).toBe('different')
    expect(bound.reasons.map((each) => each.code)).toEqual(['evidence.other_package'])
  })
})

test('the age of a test file does not matter', async () => {
  const reading = { ...emptyReading('junit'), status: 'passed' as const, generatedAt: CODE_AT }
  expect(await bind(reading, COMMIT, false)).toEqual({ codeMatch: 'same', status: 'passed', reasons: [] })
})

describe('a document that names a release', () => {
  const named = (release: string) => {
    const empty = emptyReading('dpone-release-evidence-pack')
    const metrics = { 'checks.required': 15 }
    return { ...empty, status: 'passed' as const, metrics, subject: { ...empty.subject, release } }
  }

  test.each(['v1.4.0', '1.4.0', 'live-certification-16012345678-1', 'v1.4'])(
    '%s may be this one',
    async (release) => {
      expect(await bind(named(release), COMMIT, false)).toMatchObject({ codeMatch: 'same', reasons: [] })
    },
  )

  test.each(['v1.3.0', '2.0.0', '1.4.0-rc.1', '1.5', '1.4.0.1'])(
    '%s is not this one, whatever its commit',
    async (release) => {
      const bound = await bind(named(release), COMMIT, false)
      expect(bound.codeMatch).toBe('different')
      expect(bound.reasons.map((each) => each.code)).toEqual(['evidence.other_release'])
    },
  )
})

describe.each(['dpone-pre-release-checklist', 'dpone-release-evidence-pack'])(
  'a checklist in %s',
  (format) => {
    const checklist = (required: number) => ({
      ...emptyReading(format),
      status: 'passed' as const,
      metrics: { 'checks.required': required },
    })

    test('of a minor release passes with all its checks', async () => {
      expect((await bind(checklist(15), COMMIT, false)).status).toBe('passed')
    })

    test('of a patch says too little of a minor release', async () => {
      const bound = await bind(checklist(3), COMMIT, false)
      expect(bound.status).toBe('unknown')
      expect(bound.reasons).toEqual([
        { code: 'dpone.checklist_too_short', args: { type: 'minor', total: 15 }, path: [] },
      ])
    })

    test.each([
      ['is enough for a patch', 'runtime-patch', 3, 'passed'],
      ['is not enough for a patch by its number that is declared minor', 'minor', 3, 'unknown'],
      ['is not enough for one that is declared major', 'major', 14, 'unknown'],
      ['with all checks is enough for one that is declared minor', 'minor', 15, 'passed'],
    ] as const)('of a patch %s', async (_, releaseType, checks, status) => {
      const patch = { ...release, version: '1.4.1', releaseType }
      const bound = await binder(
        code,
        codeMatcher(code, patch, own),
        patch,
      )(checklist(checks), { declared: COMMIT, inTree: false })
      expect(bound.status).toBe(status)
    })
  },
)
