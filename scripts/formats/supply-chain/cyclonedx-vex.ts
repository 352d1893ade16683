import type { Reading } from '#model/evidence.ts'
import { finding } from '#model/finding.ts'
import type { StatedProduct, Statement } from '#model/vulnerability.ts'
import { asInstant, asLine } from '../reading.ts'
import { keepStatements } from '../security/vex-statements.ts'
import type { CycloneDx, CycloneDxComponent, CycloneDxVulnerability } from './cyclonedx-shape.ts'
import { purlsOf, sha256Of } from './verdict.ts'

/** What a document states, and what is wrong with it. */
type Stated = Pick<Reading, 'reasons' | 'statements'>

/**
 * What a CycloneDX document says about vulnerabilities in the software that it describes (`analysis`), as statements like
 * those of OpenVEX: `decide/clearing.ts` says which of them counts. Said by its one author, else by the organization that made
 * the document; at the analysis's own time, else the document's; about components that stand in the document
 * itself. What is left open counts for nothing: several authors, a component of another document (BOM-Link), or a range of
 * versions.
 */
export function statementsOf(document: CycloneDx, components: readonly CycloneDxComponent[]): Stated {
  const analysed = (document.vulnerabilities ?? []).filter(({ analysis }) => asLine(analysis?.state) !== null)
  if (analysed.length === 0) return { reasons: [] }
  const product = document.metadata?.component ?? null
  const byReference = Map.groupBy(product ? [product, ...components] : components, (each) => each['bom-ref'])
  const list = analysed.map((each) => statementOf(each, document, product, byReference))
  const { statements, nameless } = keepStatements(authorOf(document), list)
  const unexplained = analysed.filter(isUnexplained).length
  return {
    reasons: [
      ...(unexplained > 0 ? [finding('cyclonedx.unexplained', { total: unexplained })] : []),
      ...(nameless > 0 ? [finding('cyclonedx.nameless', { total: nameless })] : []),
      ...(statements ? [] : [finding('cyclonedx.not_kept')]),
    ],
    ...(statements ? { statements } : {}),
  }
}

function authorOf({ metadata }: CycloneDx): string | null {
  const authors = metadata?.authors ?? []
  if (authors.length > 0) return authors.length === 1 ? asLine(authors[0]?.name) : null
  return asLine(metadata?.manufacturer?.name)
}

type ByReference = ReadonlyMap<string | null | undefined, readonly CycloneDxComponent[]>

function statementOf(
  said: CycloneDxVulnerability,
  { metadata }: CycloneDx,
  product: CycloneDxComponent | null,
  byReference: ByReference,
): Statement {
  const { analysis } = said
  const time = analysis?.lastUpdated ?? analysis?.firstIssued ?? metadata?.timestamp
  return {
    ids: idsOf(said),
    status: isUnexplained(said) ? 'affected' : (STATUSES.get(analysis?.state ?? '') ?? 'affected'),
    why: whyOf(said),
    at: asInstant(time),
    products: product === null ? [] : [productOf(said, product, byReference)],
  }
}

/** A state that we do not know clears nothing. */
const STATUSES: ReadonlyMap<string, Statement['status']> = new Map([
  ['resolved', 'fixed'],
  ['resolved_with_pedigree', 'fixed'],
  ['not_affected', 'not_affected'],
  ['false_positive', 'not_affected'],
  ['in_triage', 'under_investigation'],
])

function isUnexplained(said: CycloneDxVulnerability): boolean {
  return STATUSES.get(said.analysis?.state ?? '') === 'not_affected' && whyOf(said) === null
}

function whyOf({ analysis }: CycloneDxVulnerability): string | null {
  return asLine([analysis?.justification, analysis?.detail].flatMap((text) => asLine(text) ?? []).join(': '))
}

/** The vulnerability's name and its names elsewhere. */
export function idsOf({ id, references }: CycloneDxVulnerability): string[] {
  return [
    ...new Set([id, ...(references ?? []).map((each) => each.id)].flatMap((each) => asLine(each) ?? [])),
  ]
}

/** The described software, whole where it is what is affected itself, else only the components that are named. */
function productOf(
  { affects }: CycloneDxVulnerability,
  product: CycloneDxComponent,
  byReference: ByReference,
): StatedProduct {
  const named = (affects ?? []).filter(({ versions }) => (versions ?? []).length === 0)
  // A reference that several components share names none of them.
  const found = named.flatMap(({ ref }) => {
    const all = ref === '' ? [] : (byReference.get(ref) ?? [])
    return all.length === 1 ? all : []
  })
  const hashes = (product.hashes ?? []).map(({ alg, content }) => [alg, content] as const)
  return {
    purls: purlsOf([product.purl]),
    digests: sha256Of(hashes).slice(0, 10),
    components: found.includes(product) ? null : purlsOf(found.map(({ purl }) => purl)),
  }
}
