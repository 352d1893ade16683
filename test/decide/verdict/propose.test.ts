import { describe, expect, test } from 'vitest'
import { proposeBindings, proposeReleaseType } from '#decide/verdict/propose.ts'
import { AT, aClause, aDossier, aGate, anItem, aPolicy, aRecord, gitFacts } from '../../builders.ts'

const scan = aClause({ kinds: ['security'], formats: ['sarif'] })
const record = (...evidence: ReturnType<typeof anItem>[]) => aRecord({ evidence })
const gates = (...found: ReturnType<typeof proposeBindings>) =>
  found.map((each) => [each.item, ...each.gates])

describe('a file is offered', () => {
  const policy = aPolicy([aGate({ id: 'tests' }), aGate({ id: 'scan', accepts: [scan] })])

  test('for the gates that it passes, as the kind that they take, whatever was said before', () => {
    const said = anItem({ name: 'zap', kind: 'test', format: 'sarif', gates: ['tests'] })
    expect(proposeBindings(record(anItem(), said), policy, AT)).toEqual([
      { item: 'unit', kind: 'test', artifact: null, gates: ['tests'], unfit: [] },
      { item: 'zap', kind: 'security', artifact: null, gates: ['scan'], unfit: [] },
    ])
  })

  test.each([
    ['failed', anItem({ status: 'failed' }), 'unit.not_passed'],
    ['is of other code', anItem({ codeMatch: 'different' }), 'unit.other_commit'],
    ['is of another sort', anItem({ format: 'tap' }), 'unit.not_accepted'],
  ])('for no gate when it %s, and says so', (_, item, code) => {
    const [found] = proposeBindings(record(item), policy, AT)
    expect(found?.gates).toEqual([])
    expect(new Set(found?.unfit.map(({ because }) => because.code))).toEqual(new Set([code]))
  })

  test('for nothing where there is no dossier', () => {
    expect(proposeBindings(aRecord({ dossier: null, evidence: [anItem()] }), policy, AT)).toEqual([])
  })
})

describe('where one file proves one gate', () => {
  const [narrow, wide] = [
    anItem({ name: 'b', sha256: 'b'.repeat(64) }),
    anItem({ name: 'a', sha256: 'a'.repeat(64) }),
  ]
  const only = aClause({ producers: ['nightly'] })
  const both = [aGate({ id: 'any' }), aGate({ id: 'nightly', accepts: [only] })]

  test('as many gates as possible have a file of their own', () => {
    const policy = aPolicy(both, { distinctBytes: true })
    const found = proposeBindings(record(narrow, { ...wide, producer: 'nightly' }), policy, AT)
    expect(gates(...found)).toEqual([
      ['a', 'nightly'],
      ['b', 'any'],
    ])
  })

  test('mandatory ones have it first', () => {
    const conditional = aGate({ id: 'maybe', requirement: 'conditional' })
    const policy = aPolicy([conditional, aGate({ id: 'must' })], { distinctBytes: true })
    expect(gates(...proposeBindings(record(wide), policy, AT))).toEqual([['a', 'must']])
  })

  test('and all of them where the policy does not ask for that', () => {
    const found = proposeBindings(record({ ...wide, producer: 'nightly' }), aPolicy(both), AT)
    expect(gates(...found)).toEqual([['a', 'any', 'nightly']])
  })
})

describe('a required artifact', () => {
  const known = { name: 'pack', title: 'Pack', producer: 'ci', purpose: 'all', requireVerified: false }
  const policy = aPolicy([], { artifacts: [{ ...known, accepts: [aClause()] }] })
  const asked = (names: string[], ...evidence: ReturnType<typeof anItem>[]) =>
    proposeBindings(aRecord({ dossier: aDossier({ require: names }), evidence }), policy, AT)

  test('is a file that it takes, by its name', () => {
    expect(asked(['pack'], anItem())[0]?.artifact).toBe('pack')
    expect(asked([], anItem())[0]?.artifact).toBeNull()
  })

  test('is the file that has its name already, and no other', () => {
    const found = asked(['pack'], anItem({ name: 'a' }), anItem({ name: 'pack' }))
    expect(found.map(({ artifact }) => artifact)).toEqual([null, 'pack'])
  })
})

describe('the type of a release', () => {
  const policy = aPolicy([], { documentationPaths: ['docs/**'] })
  const typeOf = (version: string, paths: string[] | null, complete = true) => {
    const changedPaths = paths === null ? null : { paths, complete }
    const git = gitFacts({ previousStable: '1.3.0', changedPaths })
    return proposeReleaseType(aRecord({ version, dossier: aDossier({ version }), git }), policy, AT)
  }

  test.each([
    ['1.3.1', ['docs/a.md'], 'docs-patch'],
    ['1.3.1', ['src/a.ts'], 'runtime-patch'],
    ['1.3.1', null, 'runtime-patch'],
    ['1.4.0', ['docs/a.md'], 'minor'],
    ['2.0.0', null, 'major'],
  ])('is for %s with %j %s', (version, paths, expected) => {
    expect(typeOf(version, paths)).toBe(expected)
  })

  test('is no docs-patch when there may be more files than were counted', () => {
    expect(typeOf('1.3.1', ['docs/a.md'], false)).toBe('runtime-patch')
  })
})
