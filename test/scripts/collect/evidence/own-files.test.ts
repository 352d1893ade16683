import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { codeMatcher } from '#collect/evidence/code-match.ts'
import { ownFiles } from '#collect/evidence/own-files.ts'
import { emptyGraph } from '#collect/git/graph.ts'
import { COMMIT, OTHER_COMMIT } from '../../../builders.ts'

const JUNIT = '<testsuite name="a" tests="1"><testcase name="b"/></testsuite>'
const CODE = 'package main\n'
const CHAIN = readFileSync('test/sample/files/formats/0.3.1/evidence_chain.json', 'utf8')
const ENTRY = readFileSync(
  'test/sample/files/formats/0.3.1/evidence-chain/v0.2.0__evidence_chain.json',
  'utf8',
)

type Files = Record<string, string>

/** The tree of the commit before. */
const OLD = '1'.repeat(40)

/** A commit that evidence names and the tagged one after it, by what lies at the paths of their trees. */
async function compare(
  before: Files,
  after: Files,
  named: string[],
  dossierPath = 'services/x/dossier.json',
) {
  const trees: Record<string, Files> = { [OLD]: before, new: after }
  const paths = new Set([...Object.keys(before), ...Object.keys(after)])
  const changed = [...paths].filter((path) => before[path] !== after[path])
  const from = {
    walk: async (tree: string, path: string) => {
      const text = trees[tree]?.[path]
      return text === undefined ? ({ kind: 'absent' } as const) : ({ kind: 'file', id: text } as const)
    },
    objects: {
      read: async (id: string) => {
        const isCommit = id === OTHER_COMMIT
        const bytes = Buffer.from(isCommit ? `tree ${OLD}\n` : id)
        return { id, type: isCommit ? 'commit' : 'blob', size: bytes.length, bytes, isForged: false }
      },
      close: async () => {},
    },
  }
  const differences = { between: async () => changed }
  const released = { commit: COMMIT, tree: 'new', dossierPath }
  const own = () =>
    ownFiles(
      from,
      released,
      named.map((path) => ({ path })),
    )
  return codeMatcher(
    { ...from, graph: emptyGraph(), differences, shallow: false },
    released,
    own,
  )(OTHER_COMMIT, null)
}

const CODE_AT = { 'services/x/main.go': CODE }
const DOSSIER = { 'services/x/dossier.json': '{}' }
const UNIT = 'services/x/evidence/unit.xml'

describe('a commit before the tagged one is the same code', () => {
  test.each<[string, Files, Files, string[]]>([
    ['when only the dossier differs', CODE_AT, { ...CODE_AT, ...DOSSIER }, []],
    [
      'when evidence that the dossier names differs',
      CODE_AT,
      { ...CODE_AT, ...DOSSIER, [UNIT]: JUNIT },
      [UNIT],
    ],
    [
      'when evidence that the dossier names is damaged',
      CODE_AT,
      { ...CODE_AT, ...DOSSIER, [UNIT]: JUNIT.slice(0, -12), 'services/x/evidence/scan.json': '' },
      [UNIT, 'services/x/evidence/scan.json'],
    ],
    [
      'when evidence that the dossier names says too little',
      CODE_AT,
      { ...CODE_AT, 'services/x/cdx.json': '{"bomFormat":"CycloneDX","specVersion":7}' },
      ['services/x/cdx.json'],
    ],
    [
      'when a checksum list beside the evidence differs',
      CODE_AT,
      { ...CODE_AT, [UNIT]: JUNIT, 'services/x/evidence/SHA512SUMS': 'x' },
      [UNIT],
    ],
    [
      'when evidence of an earlier dossier is gone',
      { ...CODE_AT, [UNIT]: JUNIT },
      { ...CODE_AT, ...DOSSIER },
      [],
    ],
    [
      'when an entry of a chain among the evidence differs',
      CODE_AT,
      {
        ...CODE_AT,
        'services/x/evidence_chain.json': CHAIN,
        'services/x/evidence-chain/v0.2.0__evidence_chain.json': ENTRY,
      },
      ['services/x/evidence_chain.json'],
    ],
  ])('%s', async (_, before, after, named) => {
    expect(await compare(before, after, named)).toBe('dossier-only')
  })
})

describe('a commit before the tagged one is other code', () => {
  const main = 'services/x/main.go'
  test.each<[string, Files, Files, string[]]>([
    ['when code beside the dossier was rewritten', CODE_AT, { [main]: 'package evil\n', ...DOSSIER }, []],
    ['when the dossier calls that code evidence', CODE_AT, { [main]: 'package evil\n', ...DOSSIER }, [main]],
    ['when code beside the dossier was removed', CODE_AT, DOSSIER, []],
    ['when code beside the dossier was added', CODE_AT, { ...CODE_AT, 'services/x/init.go': CODE }, []],
    [
      'when a setting is called evidence',
      CODE_AT,
      { ...CODE_AT, 'services/x/a.json': '{"limit":0}' },
      ['services/x/a.json'],
    ],
    [
      'when settings with comments are called evidence',
      CODE_AT,
      { ...CODE_AT, 'services/x/tsconfig.json': '{ // strict\n "a": 1 }' },
      ['services/x/tsconfig.json'],
    ],
    [
      'when code that is cut off is called evidence',
      CODE_AT,
      { ...CODE_AT, 'services/x/a.js': '{ "a": ' },
      ['services/x/a.js'],
    ],
    ['when evidence differs that the dossier does not name', CODE_AT, { ...CODE_AT, [UNIT]: JUNIT }, []],
    ['when a checksum list elsewhere differs', CODE_AT, { ...CODE_AT, 'other/SHA256SUMS': 'x' }, []],
  ])('%s', async (_, before, after, named) => {
    expect(await compare(before, after, named)).toBe('different')
  })

  test('when the dossier lies at the root and anything else differs', async () => {
    const after = { 'dossier.json': '{}', 'main.go': CODE }
    expect(await compare({}, after, [], 'dossier.json')).toBe('different')
    expect(await compare({}, { 'dossier.json': '{}' }, [], 'dossier.json')).toBe('dossier-only')
  })
})

test('a commit that lies under an id that is not its own is other code, whatever git tells of its tree', async () => {
  const tree = 'a'.repeat(40)
  const told = { ...emptyGraph(), number: new Map([[OTHER_COMMIT, 0]]), trees: [tree] }
  const objects = (isForged: boolean) => {
    const bytes = isForged ? null : Buffer.from(`tree ${tree}\n`)
    const read = async (id: string) => ({ id, type: 'commit', size: 1, bytes, isForged })
    return { read, close: async () => {} }
  }
  const nothing = {
    differences: { between: async () => [] },
    walk: async () => ({ kind: 'absent' }) as const,
    shallow: false,
  }
  const released = { commit: COMMIT, tree, dossierPath: 'dossier.json' }
  const match = (isForged: boolean) =>
    codeMatcher(
      { ...nothing, graph: told, objects: objects(isForged) },
      released,
      async () => async () => false,
    )(OTHER_COMMIT, null)
  expect([await match(false), await match(true)]).toEqual(['dossier-only', 'different'])
})
