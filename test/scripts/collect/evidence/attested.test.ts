import { describe, expect, test } from 'vitest'
import { type Vouching, vouched } from '#collect/evidence/attested.ts'
import { anItem, COMMIT } from '../../../builders.ts'

const attestation: Vouching['attestation'] = {
  outcome: 'verified',
  form: 'dsse',
  predicateType: 'https://slsa.dev/provenance/v1',
  signer: null,
  root: null,
  subjects: 1,
  matched: 1,
  commits: 1,
  compared: [],
  reasons: [],
} as never
const vouching: Vouching = {
  name: 'bundle',
  attestation,
  commit: COMMIT,
  items: new Set([0]),
  differing: new Set(),
}
const silent = (codeMatch: 'unknown' | 'different') =>
  anItem({ subject: { commit: null, digests: [] }, codeMatch })

describe('a verified attestation', () => {
  test('proves the commit of a file that names none', async () => {
    const item = await vouched(silent('unknown'), 0, [vouching], async () => 'same')
    expect(item).toMatchObject({ codeMatch: 'same', subject: { commit: COMMIT } })
  })

  test('does not make a file about another package one of this release', async () => {
    const item = await vouched(silent('different'), 0, [vouching], async () => 'same')
    expect(item).toMatchObject({ codeMatch: 'different', subject: { commit: COMMIT } })
  })
})
