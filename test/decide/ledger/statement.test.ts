import { describe, expect, test } from 'vitest'
import { releaseStatement, type StatementSources } from '#decide/ledger/statement.ts'
import { canonical } from '#decide/lib/canonical.ts'
import { evaluate } from '#decide/verdict/evaluate.ts'
import { readEvidence } from '#formats/read-evidence.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { ReleaseStatement } from '#model/statement.ts'
import { AT, anItem, aPolicy, aRecord, COMMIT, DIGEST, gitFacts, OTHER_DIGEST } from '../../builders.ts'

const sources: StatementSources = {
  recordSha256: DIGEST,
  policySha256: OTHER_DIGEST,
  site: 'https://releases.example.org/catalog/',
  repositoryUrl: 'https://github.com/acme/product',
}
const green = aRecord({ evidence: [anItem({ gates: ['unit-tests'], sha256: DIGEST })] })
const state = (record: ReleaseRecord, given = sources) =>
  releaseStatement(record, evaluate(record, aPolicy(), AT), given)

describe('the statement about a release', () => {
  test('names commit, record, policy, inputs, time and result', () => {
    const statement = state(green)
    expect(ReleaseStatement.parse(statement)).toEqual(statement)
    expect(statement).toMatchObject({
      subject: [
        { name: 'ledger/v1.4.0', digest: { gitCommit: COMMIT } },
        { name: 'record of ledger@1.4.0', digest: { sha256: DIGEST } },
      ],
      predicate: {
        verifier: { id: sources.site },
        timeVerified: AT,
        resourceUri: 'git+https://github.com/acme/product@refs/tags/ledger/v1.4.0',
        policy: { uri: 'policy:small@1', digest: { sha256: OTHER_DIGEST } },
        inputAttestations: [
          { uri: 'dossier:', digest: { sha256: OTHER_DIGEST } },
          { uri: 'evidence:unit', digest: { sha256: DIGEST } },
        ],
        verificationResult: 'PASSED',
        verifiedLevels: ['RELEASE_GO'],
      },
    })
  })

  test('that is NO-GO says FAILED', () => {
    const red = aRecord({ evidence: [anItem({ gates: ['unit-tests'], status: 'failed' })] })
    expect(state(red)?.predicate).toMatchObject({ verificationResult: 'FAILED', verifiedLevels: ['FAILED'] })
  })

  test('is not made for a release that was not assessed', () => {
    expect(state(aRecord({ state: 'no-dossier', dossier: null }))).toBeNull()
    expect(state(aRecord({ state: 'quarantined', dossier: null }))).toBeNull()
  })

  test('is the same whatever the order of the evidence, and works without addresses and commit', () => {
    const items = ['a', 'b'].map((name) => anItem({ name, gates: ['unit-tests'], sha256: DIGEST }))
    const bytes = (evidence: typeof items) => canonical(state(aRecord({ evidence })))
    expect(bytes(items)).toBe(bytes(items.toReversed()))
    const bare = { ...sources, site: null, repositoryUrl: null }
    const statement = state({ ...green, git: gitFacts({ commit: null }) }, bare)
    expect(ReleaseStatement.parse(statement)).toMatchObject({ subject: [{ digest: { sha256: DIGEST } }] })
  })

  test('is read back as a verification summary: a claim until it is signed', () => {
    const reading = readEvidence(Buffer.from(canonical(state(green))), null)
    expect(reading).toMatchObject({
      format: 'verification-summary',
      status: 'unverified',
      subject: { commit: COMMIT },
      generatedAt: AT,
    })
  })
})
