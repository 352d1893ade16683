import { describe, expect, test } from 'vitest'
import { applyVex } from '#decide/verdict/vex.ts'
import { readEvidence } from '#formats/read-evidence.ts'
import { BEFORE } from '../../builders.ts'
import { AUTHOR, found, grounds, IMAGE, LATER, LIBRARY, scan, vex } from '../../decide/verdict/vex-cases.ts'

const PRODUCT = { type: 'container', 'bom-ref': 'product', name: 'ledger', version: '1.4.0', purl: IMAGE }
const PART = { type: 'library', 'bom-ref': 'left', name: 'left', version: '1.0.0', purl: LIBRARY }
const ANALYSIS = { state: 'not_affected', justification: 'code_not_reachable', lastUpdated: BEFORE }
const VULNERABILITY = {
  id: 'GHSA-aaaa',
  references: [{ id: 'CVE-2026-0001', source: { name: 'NVD' } }],
  ratings: [{ severity: 'critical' }],
  analysis: ANALYSIS,
  affects: [{ ref: 'left' }],
}
const METADATA = { timestamp: BEFORE, authors: [{ name: AUTHOR }], component: PRODUCT }

/** A document with one vulnerability, changed at some places. */
function documentOf(
  vulnerability: object = {},
  metadata: object = {},
  components: object[] = [PART],
): object {
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    metadata: { ...METADATA, ...metadata },
    components,
    vulnerabilities: [{ ...VULNERABILITY, ...vulnerability }],
  }
}

/** What is left of the one critical vulnerability of a scan beside the document, which the dossier names. */
function left(document: object): number | undefined {
  const { generatedAt, ...reading } = readEvidence(Buffer.from(JSON.stringify(document)), null)
  const item = vex([], {
    ...reading,
    generatedAt,
    ...(reading.statements ? {} : { statements: undefined as never }),
  })
  const { items } = applyVex([scan([found()]), item], grounds())
  return items.find(({ name }) => name === 'scan')?.metrics['findings.critical']
}

const analysed = (analysis: object) => documentOf({ analysis: { ...ANALYSIS, ...analysis } })

describe('CycloneDX VEX clears a vulnerability that a scanner found', () => {
  test.each([
    ['in the component that it names', documentOf()],
    ['in whatever component, when it names the product', documentOf({ affects: [{ ref: 'product' }] })],
    ['as resolved, which needs no reason', analysed({ state: 'resolved', justification: undefined })],
    [
      'as a false positive with a detail',
      analysed({ state: 'false_positive', justification: undefined, detail: 'Not us' }),
    ],
    ['at the time of the document', analysed({ lastUpdated: undefined })],
    [
      'said by the organization that made it',
      documentOf({}, { authors: undefined, manufacturer: { name: AUTHOR } }),
    ],
    [
      'in a component inside of another',
      documentOf({}, {}, [{ type: 'library', name: 'a', components: [PART] }]),
    ],
  ])('%s', (_, document) => {
    expect(left(document)).toBe(0)
  })
})

describe('CycloneDX VEX clears nothing', () => {
  test.each([
    ['with two authors', documentOf({}, { authors: [{ name: AUTHOR }, { name: 'Other' }] })],
    ['without an author', documentOf({}, { authors: [] })],
    ['said by the supplier', documentOf({}, { authors: [], supplier: { name: AUTHOR } })],
    [
      'said by somebody else than the organization',
      documentOf({}, { authors: [{ name: 'Other' }], manufacturer: { name: AUTHOR } }),
    ],
    [
      'without a time',
      documentOf({ analysis: { ...ANALYSIS, lastUpdated: undefined } }, { timestamp: undefined }),
    ],
    ['at a later time', analysed({ lastUpdated: LATER })],
    ['without a reason', analysed({ justification: undefined })],
    ['as exploitable', analysed({ state: 'exploitable' })],
    ['in triage', analysed({ state: 'in_triage' })],
    ['in a state that nobody knows', analysed({ state: 'harmless' })],
    ['without an analysis', documentOf({ analysis: undefined })],
    [
      'about another product',
      documentOf({}, { component: { ...PRODUCT, purl: 'pkg:oci/ledger@1.3.0?arch=amd64' } }),
    ],
    ['about no product', documentOf({}, { component: undefined })],
    ['that affects nothing', documentOf({ affects: [] })],
    ['in another component', documentOf({}, {}, [{ ...PART, purl: 'pkg:npm/right@1.0.0' }])],
    ['in a component without a package URL', documentOf({}, {}, [{ ...PART, purl: undefined }])],
    [
      'in a component that two share the name of',
      documentOf({}, {}, [PART, { ...PART, purl: 'pkg:npm/x@1' }]),
    ],
    [
      'in a component of another document',
      documentOf({ affects: [{ ref: `urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#${LIBRARY}` }] }),
    ],
    [
      'in some versions',
      documentOf({ affects: [{ ref: 'left', versions: [{ version: '1.0.0', status: 'unaffected' }] }] }),
    ],
    ['about another vulnerability', documentOf({ id: 'CVE-2026-9999', references: [] })],
  ])('%s', (_, document) => {
    expect(left(document)).toBe(1)
  })

  test('in its own list', () => {
    const reading = readEvidence(Buffer.from(JSON.stringify(documentOf())), null)
    expect(reading.metrics).toMatchObject({ 'findings.critical': 1, 'findings.claimed_harmless': 1 })
    expect(reading.vulnerabilities).toBeUndefined()
  })

  test('when it does not say why, and that is reported', () => {
    const document = analysed({ justification: undefined })
    const { reasons } = readEvidence(Buffer.from(JSON.stringify(document)), null)
    expect(reasons.map(({ code }) => code)).toContain('cyclonedx.unexplained')
  })
})

describe('CycloneDX VEX keeps', () => {
  test('nothing about a vulnerability without a name, and reports it', () => {
    const { reasons, statements } = readWith({ ...VULNERABILITY, id: undefined, references: [] })
    expect(reasons).toContainEqual({ code: 'cyclonedx.nameless', args: { total: 1 }, path: [] })
    expect(statements?.list.map(({ ids }) => ids)).toEqual([['GHSA-aaaa', 'CVE-2026-0001']])
  })

  test('nothing at all when it has too many statements, and reports it', () => {
    const { reasons, statements } = readWith(...Array.from({ length: 500 }, () => VULNERABILITY))
    expect(reasons.map(({ code }) => code)).toContain('cyclonedx.not_kept')
    expect(statements).toBeUndefined()
  })
})

/** What is read of a document that states the one thing and more. */
function readWith(...more: object[]) {
  const document = { ...documentOf(), vulnerabilities: [VULNERABILITY, ...more] }
  return readEvidence(Buffer.from(JSON.stringify(document)), null)
}
