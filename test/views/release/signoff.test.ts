import { expect, test } from 'vitest'
import { signoff } from '#views/release/signoff.ts'
import { aDossier, aPolicy, aRecord, DIGEST, OTHER_COMMIT, OTHER_DIGEST } from '../../builders.ts'
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
