import { expect, test } from 'vitest'
import { digestDocuments } from '#decide/ledger/digests.ts'
import { ApiDigests } from '#model/api.ts'
import { AT, anItem, aRecord, DIGEST, OTHER_DIGEST } from '../../builders.ts'

const PUBLICATION = { generatedAt: AT, expectedBefore: AT, ledger: { entries: 0, head: null } }

test('every digest of a release stands in the document of its first two digits, whatever the order of the releases', () => {
  const shared = anItem({ name: 'unit', gates: ['unit-tests'], sha256: OTHER_DIGEST, status: 'tampered' })
  const first = { record: aRecord({ evidence: [shared, anItem({ sha256: null })] }), digest: DIGEST }
  const second = {
    record: aRecord({ version: '1.5.0', dossierSource: null, evidence: [shared] }),
    digest: 'd0'.repeat(32),
  }
  const documents = digestDocuments(PUBLICATION, [second, first])
  expect(documents.size).toBe(256)
  expect(documents.get('00')?.files).toEqual([])
  expect(documents.get('dd')?.files).toMatchObject([{ sha256: DIGEST, what: 'record', version: '1.4.0' }])
  expect(
    documents.get('ee')?.files.map(({ what, version, name, status }) => [what, version, name, status]),
  ).toEqual([
    ['dossier', '1.4.0', null, null],
    ['evidence', '1.4.0', 'unit', 'tampered'],
    ['evidence', '1.5.0', 'unit', 'tampered'],
  ])
  expect(digestDocuments(PUBLICATION, [first, second])).toEqual(documents)
  for (const document of documents.values()) expect(ApiDigests.parse(document)).toEqual(document)
})
