import { describe, expect, test } from 'vitest'
import { Dossier } from '#model/dossier.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { strangerRelease } from '#views/stranger/release.ts'
import { aPolicy, aRecord, gitFacts } from '../../builders.ts'
import { anInput } from '../release/input.ts'

const COMMIT = { id: 'c'.repeat(40), subject: 'feat!: drop v1 (#7)', pullRequest: 7 }
const broken = { total: 1, commits: [{ ...COMMIT, what: 'v1 is gone' }] }

/** A tag nobody has said anything about. */
function bare(parts: Partial<ReleaseRecord> = {}): ReleaseRecord {
  return aRecord({ state: 'no-dossier', dossier: null, dossierSource: null, dossierSha256: null, ...parts })
}

function draftOf(record: ReleaseRecord): unknown {
  return JSON.parse(strangerRelease(anInput(record, aPolicy())).draft ?? 'null')
}

describe('the dossier to start with', () => {
  test.each([
    ['a plain tag', bare()],
    ['a log that breaks something', bare({ git: gitFacts({ breaking: broken }) })],
    ['a tag that is no version', bare({ version: 'nightly', semantic: false })],
    ['nothing that is known', bare({ git: gitFacts({ commit: null, commits: null, latestCommits: [] }) })],
  ])('can be read as a dossier for %s', (_, record) => {
    expect(Dossier.safeParse(draftOf(record)).error?.issues).toBeUndefined()
  })

  test('says what the log tells, and leaves to a person what only people know', () => {
    const draft = draftOf(bare({ git: gitFacts({ breaking: broken }) }))
    expect(draft).toMatchObject({
      service: 'ledger',
      purpose: 'TODO',
      owners: [{ name: 'Payments' }],
      breakingChanges: [{ what: 'v1 is gone', label: expect.stringMatching(/^TODO/) }],
      approvals: [],
    })
  })

  test('is not there for a name that no dossier can hold', () => {
    expect(draftOf(bare({ version: '1'.repeat(200) }))).toBeNull()
  })
})
