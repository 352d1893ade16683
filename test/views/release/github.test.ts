import { describe, expect, test } from 'vitest'
import type { GithubFacts, ReviewFact } from '#model/github.ts'
import { githubClaims } from '#views/release/github.ts'
import { signoff } from '#views/release/signoff.ts'
import { aDossier, aRecord, COMMIT, DIGEST, OTHER_COMMIT } from '../../builders.ts'
import { anAssessed } from './input.ts'

const AT = '2026-03-02T08:00:00Z'
const PULL = 'https://github.com/o/r/pull/7'

const review = (parts: Partial<ReviewFact> = {}): ReviewFact => ({
  by: 'grace',
  state: 'approved',
  commit: COMMIT,
  at: AT,
  url: `${PULL}#pullrequestreview-1`,
  ...parts,
})

const pull = (reviews: ReviewFact[]) => ({
  number: 7,
  url: PULL,
  author: 'ada',
  state: 'merged' as const,
  mergedAt: AT,
  head: COMMIT,
  merge: COMMIT,
  reviews,
})

const github = (parts: Partial<GithubFacts> = {}): GithubFacts => ({
  repository: 'o/r',
  release: null,
  tag: null,
  pullRequests: [],
  runs: [],
  attestations: [],
  unknown: [],
  ...parts,
})

const claims = (parts: Partial<GithubFacts>) => githubClaims(aRecord({ github: github(parts) }))?.claims ?? []

describe('what GitHub says', () => {
  test('is left out if GitHub was not asked', () => {
    expect(githubClaims(aRecord())).toBeNull()
    expect(githubClaims(aRecord({ github: github() }))).toMatchObject({ repository: 'o/r', claims: [] })
  })

  test('about a release is one sentence', () => {
    const asset = { name: 'a', bytes: 1, sha256: null }
    const release = {
      url: null,
      author: 'ada',
      publishedAt: AT,
      prerelease: false,
      immutable: true,
      assets: [asset],
    }
    const said = claims({ release })
    expect(said.map(({ text }) => text)).toEqual([
      'published on 2 Mar 2026 by ada with 1 asset, can no longer be changed',
    ])
  })

  test('about reviews names who, what and which commit', () => {
    const reviews = [
      review(),
      review({ by: 'linus', state: 'changes-requested', commit: OTHER_COMMIT }),
      review({ state: 'dismissed', commit: null, at: null }),
    ]
    const [claim] = claims({ pullRequests: [pull(reviews)] })
    expect(claim).toMatchObject({
      title: 'Pull request #7',
      href: PULL,
      text: 'by ada, merged on 2 Mar 2026',
    })
    expect(claim?.details.map(({ text }) => text)).toEqual([
      'grace approved the released commit on 2 Mar 2026',
      `linus requested changes on commit ${'b'.repeat(10)}, not the released one on 2 Mar 2026`,
      'grace had a review dismissed on an unknown commit',
    ])
    expect(claims({ pullRequests: [pull([])] })[0]?.details).toEqual([{ text: 'no review', href: null }])
  })

  test('about a run names its conclusion, its commit and expired artifacts', () => {
    const artifact = { name: 'a', bytes: 1, sha256: null, expired: false, expiresAt: null }
    const run = {
      id: '4711',
      url: null,
      name: 'Evidence',
      event: 'push',
      attempt: 2,
      commit: OTHER_COMMIT,
      conclusion: 'timed_out',
      artifacts: [artifact, { ...artifact, expired: true }],
    }
    expect(claims({ runs: [run] })[0]).toMatchObject({
      title: 'Run 4711, attempt 2',
      text: `Evidence, started by push: timed out, of commit ${'b'.repeat(10)}, not the released one; 2 artifacts, 1 of them expired`,
    })
  })

  test('about attestations counts them, and says which could not be fetched', () => {
    const bundle = { sha256: DIGEST, bytes: 9 }
    const attestations = [bundle, bundle].map((each) => ({ subject: DIGEST, bundle: each }))
    expect(claims({ attestations })[0]?.text).toBe('2 bundles about 1 file of this release')
    const unknown = [{ code: 'github.forbidden', args: { what: 'the attestations' }, path: [] }]
    const said = githubClaims(aRecord({ github: github({ unknown }) }))?.unknown
    expect(said).toEqual(['GitHub does not show the attestations to this token.'])
  })
})

describe('an approval that links to GitHub', () => {
  const said = (ref: string | undefined, facts: GithubFacts | undefined) => {
    const approval = {
      role: 'owner',
      approver: 'Grace',
      decision: 'approved' as const,
      at: AT,
      binds: { dossierSha256: DIGEST },
      ...(ref === undefined ? {} : { ref }),
    }
    const dossier = aDossier({ approvals: [approval] })
    const record = aRecord(facts === undefined ? { dossier } : { dossier, github: facts })
    return signoff(anAssessed(record)).rows[0]?.given?.github
  }
  const facts = github({
    pullRequests: [pull([review(), review({ by: 'linus', state: 'commented', url: `${PULL}#r2` })])],
  })

  test.each([
    [PULL, facts, 'GitHub: grace approved the released commit on 2 Mar 2026'],
    [`${PULL}#r2`, facts, 'GitHub: linus commented on the released commit on 2 Mar 2026'],
    [PULL, github({ pullRequests: [pull([])] }), 'GitHub has no approving review for it'],
    [`${PULL}1`, facts, null],
    [undefined, facts, null],
    [PULL, undefined, null],
  ])('%s is compared with what GitHub says', (ref, known, text) => {
    expect(said(ref, known)).toBe(text)
  })
})

test('all runs of the code are counted, and those that did not succeed at the first attempt are told', () => {
  const run = {
    id: '5',
    url: null,
    name: 'CI',
    event: 'push',
    attempt: 1,
    commit: COMMIT,
    conclusion: 'failure',
  }
  const nothing = { release: null, tag: null, pullRequests: [], attestations: [], unknown: [] }
  const said = (runs: (typeof run)[], complete = true) => {
    const github = { repository: 'a/b', ...nothing, runs: [], commitRuns: { complete, runs } }
    return githubClaims(aRecord({ github }))?.claims.find(({ title }) => title === 'Other runs of this code')
  }
  const told = said([run, { ...run, id: '6', conclusion: 'success' }], false)
  expect(told?.text).toBe(
    '2 runs that the dossier does not name, and more that were not looked at; 1 did not succeed at the first attempt',
  )
  expect(told?.details.map(({ text }) => text)).toEqual([expect.stringContaining('Run 5')])
  expect(said([])?.text).toBe('none besides')
})
