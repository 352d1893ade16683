import { describe, expect, test } from 'vitest'
import { readEvidence } from '#formats/read-evidence.ts'

const PURL = 'pkg:npm/ledger@1.4.0'

/** A sound inventory, with a package and the document changed; undefined takes a member away. */
function anInventory(part: object, whole: object = {}): object {
  const described = { referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator: PURL }
  const one = { SPDXID: 'SPDXRef-a', name: 'zod', versionInfo: '4.0.0', downloadLocation: 'NOASSERTION' }
  const self = { ...one, SPDXID: 'SPDXRef-self', name: 'ledger', externalRefs: [described] }
  return {
    spdxVersion: 'SPDX-2.3',
    SPDXID: 'SPDXRef-DOCUMENT',
    name: 'ledger',
    dataLicense: 'CC0-1.0',
    documentNamespace: 'https://example.org/ledger-1.4.0',
    creationInfo: { created: '2026-06-01T12:00:00Z', creators: ['Tool: syft-1.0.0'] },
    documentDescribes: ['SPDXRef-self'],
    packages: [self, { ...one, ...part }],
    ...whole,
  }
}

const read = (document: object) => readEvidence(Buffer.from(JSON.stringify(document)), null)
const relates = (relationshipType: string) => ({
  relationships: [{ spdxElementId: 'SPDXRef-self', relatedSpdxElement: 'SPDXRef-a', relationshipType }],
})
const created = (creators: string[]) => ({ creationInfo: { created: '2026-06-01T12:00:00Z', creators } })

describe.each<[string, object, object]>([
  ['where a package comes from', anInventory({}), anInventory({ downloadLocation: undefined })],
  [
    'what a package is for',
    anInventory({ primaryPackagePurpose: 'LIBRARY' }),
    anInventory({ primaryPackagePurpose: 'FUN' }),
  ],
  [
    'whether files were looked at',
    anInventory({ filesAnalyzed: false }),
    anInventory({ filesAnalyzed: 'no' }),
  ],
  [
    'the sort of a reference',
    anInventory({
      externalRefs: [{ referenceCategory: 'SECURITY', referenceType: 'cpe23Type', referenceLocator: 'a' }],
    }),
    anInventory({
      externalRefs: [{ referenceCategory: 'OURS', referenceType: 'cpe23Type', referenceLocator: 'a' }],
    }),
  ],
  ['how packages relate', anInventory({}, relates('DEPENDS_ON')), anInventory({}, relates('NEEDS'))],
  ['its name', anInventory({}), anInventory({}, { name: undefined })],
  ['its namespace', anInventory({}), anInventory({}, { documentNamespace: undefined })],
  ['its own license', anInventory({}), anInventory({}, { dataLicense: 'MIT' })],
  ['its own id', anInventory({}), anInventory({}, { SPDXID: 'SPDXRef-DOC' })],
  ['who made it', anInventory({}, created(['Person: Ada'])), anInventory({}, created(['Ada']))],
])('an SPDX inventory that says %s', (_, good, bad) => {
  test('passes in the words of the format', () => {
    expect(read(good)).toMatchObject({ status: 'passed', reasons: [] })
  })

  test('is no proof in others, or in none', () => {
    expect(read(bad)).toMatchObject({ status: 'unknown', reasons: [{ code: 'sbom.invalid' }] })
  })
})
