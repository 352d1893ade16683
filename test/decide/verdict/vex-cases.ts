import type { VexContext } from '#decide/verdict/vex.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { Comparison } from '#model/verification.ts'
import type { FoundVulnerability, VexStatement } from '#model/vulnerability.ts'
import { AT, anItem, aPolicy, BEFORE, DIGEST, OTHER_DIGEST } from '../../builders.ts'

/** What one comparison of an artifact came to. */
export function comparison(source: Comparison['source'], outcome: Comparison['outcome']): Comparison {
  return { source, outcome, name: null, reasons: [] }
}

export const AUTHOR = 'Security team'
export const IMAGE = 'pkg:oci/ledger@1.4.0?arch=amd64'
export const LIBRARY = 'pkg:npm/left@1.0.0'
export const LATER = '2026-06-03T00:00:00Z'

export const found = (parts: Partial<FoundVulnerability> = {}): FoundVulnerability => ({
  ids: ['CVE-2026-0001', 'GHSA-aaaa'],
  rating: 'critical',
  purl: LIBRARY,
  ...parts,
})
export const said = (parts: Partial<VexStatement> = {}): VexStatement => ({
  ids: ['CVE-2026-0001'],
  status: 'not_affected',
  why: 'vulnerable_code_not_in_execute_path',
  at: BEFORE,
  products: [{ purls: [IMAGE], digests: [], components: null }],
  ...parts,
})
export const scan = (vulnerabilities: FoundVulnerability[], name = 'scan'): EvidenceItem => {
  const count = (rating: string) => vulnerabilities.filter((each) => each.rating === rating).length
  const ids = new Set(vulnerabilities.map((each) => each.ids.toSorted()[0]))
  const ratings = ['critical', 'high', 'medium', 'low', 'unrated'].map((each) => [
    `findings.${each}`,
    count(each),
  ])
  return anItem({
    name,
    kind: 'security',
    format: 'trivy',
    judgement: 'measurements',
    status: 'unknown',
    metrics: {
      'findings.total': vulnerabilities.length,
      'findings.distinct': ids.size,
      ...Object.fromEntries(ratings),
    },
    vulnerabilities,
    gates: ['vulnerabilities'],
  })
}
export const vex = (list: VexStatement[], parts: Partial<EvidenceItem> = {}): EvidenceItem =>
  anItem({
    name: 'vex',
    kind: 'security',
    format: 'openvex',
    judgement: 'measurements',
    status: 'unknown',
    statements: { author: AUTHOR, list },
    verification: [comparison('dossier', 'verified')],
    ...parts,
  })
export const grounds = (parts: Partial<VexContext> = {}): VexContext => ({
  packages: [{ purl: IMAGE, sha256: DIGEST }],
  policy: aPolicy([], { vexAuthors: [AUTHOR] }),
  at: Date.parse(AT),
  ...parts,
})

const products = (purls: string[], digests: string[] = [], components: string[] | null = null) => ({
  statement: { products: [{ purls, digests, components }] },
})
const compared = (...verification: Comparison[]) => ({ document: { verification } })
const authors = (vexAuthors: string[]) => ({ grounds: { policy: aPolicy([], { vexAuthors }) } })

interface Break {
  statement?: Partial<VexStatement>
  document?: Partial<EvidenceItem>
  grounds?: Partial<VexContext>
}

/** Each takes away one condition; every one of them keeps the vulnerability. */
export const BREAKS: [string, Break][] = [
  ['an author whom the policy does not name', authors(['Other team'])],
  ['a policy that names nobody', authors([])],
  ['a document without an author', { document: { statements: { author: null, list: [said()] } } }],
  ['bytes that nobody vouches for', compared()],
  ['bytes that only a list beside them names', compared(comparison('sums', 'verified'))],
  [
    'bytes that a signature does not fit',
    compared(comparison('dossier', 'verified'), comparison('signature', 'failed')),
  ],
  ['a tampered document', { document: { status: 'tampered' } }],
  ['a document from the future', { document: { generatedAt: LATER } }],
  ['a statement from the future', { statement: { at: LATER } }],
  ['a statement without a time', { statement: { at: null } }],
  ['no reason', { statement: { why: null } }],
  ['a status that clears nothing', { statement: { status: 'under_investigation' } }],
  ['another vulnerability', { statement: { ids: ['CVE-2026-9999'] } }],
  ['no product', { statement: { products: [] } }],
  ['another version of the product', products(['pkg:oci/ledger@1.3.0?arch=amd64'])],
  ['a product without its qualifiers', products(['pkg:oci/ledger@1.4.0'])],
  ['a product without a version', products(['pkg:oci/ledger'])],
  ['the digest of another product', products([], [OTHER_DIGEST])],
  ['another component', products([IMAGE], [], ['pkg:npm/right'])],
  ['another version of the component', products([IMAGE], [], ['pkg:npm/left@2.0.0'])],
  ['components that nobody can name', products([IMAGE], [], [])],
  ['a release without packages', { grounds: { packages: [] } }],
]

/** A scan with these vulnerabilities beside a document that would clear the first one but for one condition. */
export function broken({ statement, document, grounds }: Break, vulnerabilities: FoundVulnerability[]) {
  return { items: [scan(vulnerabilities), vex([said(statement)], document)], parts: grounds ?? {} }
}
