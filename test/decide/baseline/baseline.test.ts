import { describe, expect, test } from 'vitest'
import { baselineOf } from '#decide/baseline/baseline.ts'
import { BASELINE } from '#decide/baseline/requirements.ts'
import { evaluate } from '#decide/verdict/evaluate.ts'
import { baselineSentence, ospsAddress } from '#messages/baseline.ts'
import type { GithubFacts } from '#model/github.ts'
import type { PublicFacts, TreeFacts } from '#model/public-facts.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { AT, aPolicy, aRecord, gitFacts } from '../../builders.ts'

const TREE: TreeFacts = {
  changelog: { path: 'CHANGELOG.md', heading: '1.4.0', text: '- a better thing', isWhole: true },
  changelogPath: 'CHANGELOG.md',
  licence: { path: 'LICENSE', spdx: 'MIT' },
  manifests: ['package.json'],
  locks: [],
  guide: 'README.md',
  defects: 'CONTRIBUTING.md',
  security: 'SECURITY.md',
  support: { path: 'SECURITY.md', heading: 'Supported versions', isNamed: true },
  verifying: { path: 'README.md', heading: 'Verifying a release' },
  dependencies: null,
  owners: null,
}

const seen = (parts: Partial<PublicFacts> = {}, tree: Partial<TreeFacts> | null = {}): PublicFacts => ({
  message: null,
  sameCommit: [],
  counted: null,
  folders: [],
  paths: [],
  authors: { total: 0, named: [] },
  key: { own: null, before: null },
  tree: tree && { ...TREE, ...tree },
  ...parts,
})

const COMMIT = 'c'.repeat(40)
const forge = (parts: Partial<GithubFacts> = {}): GithubFacts => ({
  repository: 'a/b',
  release: null,
  tag: null,
  pullRequests: [],
  runs: [],
  attestations: [],
  unknown: [],
  ...parts,
})
const released = (...names: string[]): Partial<GithubFacts> => ({
  release: {
    url: null,
    author: null,
    publishedAt: null,
    prerelease: false,
    immutable: null,
    assets: names.map((name) => ({ name, bytes: 1, sha256: null })),
  },
})
const run = (name: string, conclusion: string | null, attempt: number | null = 1) => ({
  id: name,
  url: null,
  name,
  event: 'push',
  attempt,
  commit: COMMIT,
  conclusion,
})
const runs = (...all: ReturnType<typeof run>[]) => ({ commitRuns: { complete: true, runs: all } })
const pull = (number: number, ...reviews: [string, 'approved' | 'changes-requested' | 'commented'][]) => ({
  number,
  url: null,
  author: 'ada',
  state: 'merged' as const,
  mergedAt: null,
  head: null,
  merge: null,
  reviews: reviews.map(([by, state]) => ({ by, state, commit: null, at: null, url: null })),
})

const record = (parts: Partial<ReleaseRecord>) =>
  aRecord({
    dossier: null,
    evidence: [],
    publicFacts: seen(),
    ...parts,
    git: gitFacts({ commit: COMMIT, ...parts.git }),
  })

function outcome(id: string, parts: Partial<ReleaseRecord>, isMoved = false): [string, string] {
  const found = baselineOf(record(parts), isMoved).find((each) => each.id === id)
  return [found?.outcome ?? '', found?.because ?? '']
}

const signature = (word: 'verified' | 'unverified' | 'failed') =>
  gitFacts({
    previous: '1.3.0',
    signature: { sort: 'ssh', outcome: word, signer: word === 'verified' ? 'ada' : null, reasons: [] },
  })

const cases: [id: string, parts: Partial<ReleaseRecord>, outcome: string, because: string][] = [
  ['version', {}, 'met', 'version'],
  ['version', { version: 'spring' }, 'unmet', 'version_none'],
  ['version', { publicFacts: seen({ sameCommit: ['1.3.9'] }) }, 'met', 'version_shared'],
  ['changes', {}, 'met', 'changes'],
  ['changes', { publicFacts: seen({}, { changelog: null }) }, 'unmet', 'changes_other'],
  ['changes', { publicFacts: seen({}, { changelog: null, changelogPath: null }) }, 'unmet', 'no_changes'],
  [
    'changes',
    { publicFacts: seen({ message: 'Many things are better.' }, { changelog: null }) },
    'met',
    'changes_tag',
  ],
  [
    'changes',
    {
      publicFacts: seen(
        {},
        { changelog: { path: 'C', heading: '1', text: 'See https://x.example/notes', isWhole: true } },
      ),
    },
    'unmet',
    'changes_empty',
  ],
  ['changes', { publicFacts: seen({}, null) }, 'unshown', 'no_tree'],
  ['tools', {}, 'met', 'tools'],
  ['tools', { publicFacts: seen({}, { manifests: [] }) }, 'unmet', 'no_tools'],
  ['listed', { publicFacts: seen({}, { manifests: ['a', 'b'] }) }, 'met', 'listed_more'],
  ['licence', {}, 'met', 'licence'],
  [
    'licence',
    { publicFacts: seen({}, { licence: { path: 'LICENSE', spdx: null } }) },
    'unshown',
    'licence_unknown',
  ],
  ['licence', { publicFacts: seen({}, { licence: null }) }, 'unmet', 'no_licence'],
  ['guide', { publicFacts: seen({}, { guide: null }) }, 'unmet', 'no_guide'],
  ['defects', { publicFacts: seen({}, { defects: null }) }, 'unmet', 'no_defects'],
  ['reporting', { publicFacts: seen({}, { security: null }) }, 'unmet', 'no_reporting'],
  ['verifying', {}, 'met', 'quoted'],
  ['verifying', { publicFacts: seen({}, { verifying: null }) }, 'unshown', 'no_verifying'],
  ['dependencies', {}, 'unshown', 'no_dependencies'],
  ['support', {}, 'met', 'support'],
  [
    'support',
    { publicFacts: seen({}, { support: { path: 'S', heading: 'H', isNamed: false } }) },
    'unmet',
    'support_others',
  ],
  [
    'support',
    { publicFacts: seen({}, { support: { path: 'S', heading: 'H', isNamed: null } }) },
    'unshown',
    'support_unclear',
  ],
  ['support', { publicFacts: seen({}, { support: null }) }, 'unmet', 'no_support'],
  ['signed', { git: signature('verified') }, 'met', 'signed'],
  ['signed', { git: signature('failed') }, 'unmet', 'signed_wrong'],
  [
    'signed',
    { git: signature('unverified'), publicFacts: seen({ key: { own: 'K', before: null } }) },
    'unshown',
    'signed_unchecked',
  ],
  ['signed', { github: forge({ tag: { verified: true, reason: 'valid' } }) }, 'unmet', 'unsigned'],
  [
    'same-signer',
    { git: signature('verified'), publicFacts: seen({ key: { own: 'K', before: 'K' } }) },
    'met',
    'signer',
  ],
  [
    'same-signer',
    { git: signature('unverified'), publicFacts: seen({ key: { own: 'K', before: 'K' } }) },
    'unshown',
    'signer_unchecked',
  ],
  [
    'same-signer',
    { git: signature('verified'), publicFacts: seen({ key: { own: 'L', before: 'K' } }) },
    'unmet',
    'signer_other',
  ],
  [
    'same-signer',
    { git: gitFacts({ previous: '1.3.0' }), publicFacts: seen({ key: { own: null, before: 'K' } }) },
    'unmet',
    'signer_gone',
  ],
  ['assets', {}, 'unasked', 'no_forge'],
  ['assets', { github: forge() }, 'unshown', 'no_release'],
  ['assets', { github: forge(released('tool-1.4.0.tgz', 'SHA256SUMS')) }, 'met', 'assets'],
  ['assets', { github: forge(released('tool.tgz')) }, 'unmet', 'assets_nameless'],
  ['licence-assets', { github: forge(released('LICENSE', 'a')) }, 'met', 'licence_asset'],
  ['licence-assets', { github: forge(released('a.zip')) }, 'unshown', 'assets_closed'],
  ['bill', { github: forge(released('tool-1.4.0.tgz')) }, 'unmet', 'no_bill'],
  ['bill', { github: forge(released('tool.tgz', 'tool.spdx.json')) }, 'unshown', 'bill_unread'],
  ['private', { github: forge() }, 'unasked', 'no_setting'],
  ['checks', { github: forge() }, 'unasked', 'checks_unasked'],
  ['checks', { github: forge(runs()) }, 'unmet', 'no_checks'],
  ['checks', { github: forge(runs(run('a', 'success'), run('b', 'skipped'))) }, 'met', 'checks'],
  ['checks', { github: forge(runs(run('b', 'skipped'))) }, 'unmet', 'no_checks'],
  ['checks', { github: forge(runs(run('a', 'failure'))) }, 'unmet', 'checks_red'],
  ['checks', { github: forge(runs(run('a', 'failure'), run('a', 'success', 2))) }, 'unmet', 'checks_both'],
  ['checks', { github: forge(runs(run('a', null))) }, 'unmet', 'checks_open'],
  ['checks', { github: forge(runs(run('a', 'success', 2))) }, 'unmet', 'checks_again'],
  ['checks', { github: forge(runs(run('a', 'success', null))) }, 'unshown', 'checks_unclear'],
  ['reviewed', { github: forge(), git: gitFacts({ pullRequests: [] }) }, 'unshown', 'reviewed_unnamed'],
  [
    'reviewed',
    {
      github: forge({ pullRequests: [pull(1, ['bob', 'approved'])] }),
      git: gitFacts({ pullRequests: [1] }),
    },
    'met',
    'reviewed',
  ],
  [
    'reviewed',
    {
      github: forge({ pullRequests: [pull(1, ['ada', 'approved'])] }),
      git: gitFacts({ pullRequests: [1] }),
    },
    'unmet',
    'reviewed_not',
  ],
  [
    'reviewed',
    {
      github: forge({ pullRequests: [pull(1, ['bob', 'approved'])] }),
      git: gitFacts({ pullRequests: [1, 2] }),
    },
    'unshown',
    'reviewed_some',
  ],
  ['unchangeable', { github: forge(released()) }, 'unshown', 'changeable'],
]

describe('each requirement', () => {
  test.each(cases)('%s of case %# is %s', (id, parts, expected, because) => {
    expect(outcome(id, parts)).toEqual([expected, because])
  })

  test('has a sentence without a gap for each answer', () => {
    const said = cases.flatMap(([id, parts]) =>
      baselineOf(record(parts), false).filter((each) => each.id === id),
    )
    for (const each of said) expect(baselineSentence(each)).toMatch(/^[^{}]{5,}\.$/)
    expect(ospsAddress('OSPS-BR-02.01')).toMatch(/#osps-br-0201$/)
  })
})

describe('the baseline', () => {
  test('tells of a tag that was moved', () => {
    expect(outcome('version', {}, true)).toEqual(['unmet', 'version_moved'])
  })

  test('has one answer for each requirement', () => {
    const items = baselineOf(record({}), false)
    expect(items.map(({ id }) => id)).toEqual(BASELINE.map(({ id }) => id))
  })

  test('of a record without public facts proves nothing', () => {
    const bare = { ...record({}) }
    delete bare.publicFacts
    expect(
      baselineOf(bare, false)
        .filter(({ outcome: found }) => found === 'met')
        .map(({ id }) => id),
    ).toEqual(['version'])
  })

  test('decides nothing: no verdict reads what it is made from', () => {
    const whole = aRecord({ publicFacts: seen() })
    const { publicFacts: _, ...bare } = whole
    for (const facts of [seen({}, null), seen({ key: { own: 'K', before: 'L' } }), seen()])
      expect(evaluate({ ...bare, publicFacts: facts }, aPolicy(), AT)).toEqual(evaluate(bare, aPolicy(), AT))
  })
})
