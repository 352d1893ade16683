import { expect, test } from 'vitest'
import { signoff } from '#views/release/signoff.ts'
import {
  aDossier,
  aPolicy,
  aRecord,
  BEFORE,
  COMMIT,
  DIGEST,
  OTHER_COMMIT,
  OTHER_DIGEST,
} from '../../builders.ts'
import { anAssessed } from './input.ts'

const policy = aPolicy(undefined, {
  approvers: [{ role: 'platform-owner', title: 'Platform owner', quorum: 1 }],
})

function rows(role: string, dossierSha256: string, commit?: string) {
  const binds = commit ? { dossierSha256, commit } : { dossierSha256 }
  const approvals = [
    { role, approver: 'Ada Lind', decision: 'approved' as const, at: '2026-06-02T08:00:00Z', binds },
  ]
  return signoff(anAssessed(aRecord({ dossier: aDossier({ approvals }) }), policy))
}

test('an approval of this dossier counts and says what it binds', () => {
  const { rows: all, count } = rows('platform-owner', DIGEST)
  expect(count).toBe('1/1')
  expect(all[0]).toMatchObject({
    look: { word: 'approved' },
    given: { approver: 'Ada Lind', binding: 'this dossier', bound: true },
  })
})

test('an approval of another dossier or commit does not', () => {
  expect(rows('platform-owner', OTHER_DIGEST).rows[0]).toMatchObject({
    look: { word: 'bound to an earlier dossier' },
    given: { binding: 'another dossier', bound: false },
  })
  expect(rows('platform-owner', DIGEST, OTHER_COMMIT).rows[0]?.given?.binding).toBe(
    'this dossier, another commit',
  )
})

test('a role without approval is missing, and an approval that is not required is shown', () => {
  const { rows: all, count } = rows('friend', DIGEST)
  expect(count).toBe('0/1')
  expect(all.map((row) => [row.title, row.look.word, row.given?.approver])).toEqual([
    ['Platform owner', 'missing', undefined],
    ['friend', 'not asked for', 'Ada Lind'],
  ])
})

test('an approval is by a known person or by name only, and says what proves it', () => {
  const act = (approver: string) => {
    const binds = { dossierSha256: DIGEST }
    return { role: 'platform-owner', approver, decision: 'approved' as const, at: BEFORE, binds }
  }
  const person = { id: 'ada', name: 'Ada Lind', aliases: ['alind'], roles: ['platform-owner'] }
  const review = { by: 'alind', state: 'approved' as const, commit: COMMIT, at: BEFORE, url: null }
  const said = (known: boolean, reviews: (typeof review)[]) => {
    const pull = { number: 1, url: null, author: null, state: 'open' as const, mergedAt: null, head: COMMIT }
    const nothing = { release: null, tag: null, runs: [], attestations: [], unknown: [] }
    const pullRequests = [{ ...pull, merge: null, reviews }]
    const approvers = [{ name: 'Ada Lind', person }]
    const record = aRecord({
      dossier: aDossier({ approvals: [act('Ada Lind')] }),
      github: { repository: 'a/b', ...nothing, pullRequests },
      ...(known ? { approvers } : {}),
    })
    return signoff(anAssessed(record, policy)).rows[0]?.given?.who
  }
  expect(said(false, [review])).toBe('by name only')
  expect(said(true, [])).toBe('known person')
  expect(said(true, [review])).toBe('known person, proven by a review of this commit')
})
