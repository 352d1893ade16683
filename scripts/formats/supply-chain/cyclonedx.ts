import { z } from 'zod'
import { asLine } from '#lib/text.ts'
import { asInstant } from '#lib/time.ts'
import type { Reading } from '#model/evidence.ts'
import { finding } from '#model/finding.ts'
import type { StatedProduct, VexStatement } from '#model/vulnerability.ts'
import { hasMarks } from '../format.ts'
import { emptyReading, readArtifactShape, unreadable } from '../reading.ts'
import { judgeScan, ratingOfScore, ratingOfWord, type ScanFinding, sha256In } from '../security/verdict.ts'
import { keepStatements } from '../security/vex-statements.ts'
import { CycloneDx, type CycloneDxComponent, type CycloneDxVulnerability } from './cyclonedx-shape.ts'
import { invalidParts } from './cyclonedx-valid.ts'
import { type Foundations, unsoundness } from './soundness.ts'
import { judgeInventory, purlsOf, sha256Of } from './verdict.ts'

/** True for an object that bears CycloneDX's mark. */
export function isCycloneDx(document: unknown): boolean {
  return hasMarks(Marks, document)
}

const Marks = z.looseObject({ bomFormat: z.literal('CycloneDX') })
const Version = z.looseObject({ specVersion: z.string() })

const VERSIONS: ReadonlySet<string> = new Set(['1.4', '1.5', '1.6', '1.7'])

/**
 * A CycloneDX document, versions 1.4 to 1.7. As an inventory it is judged like every other. When it lists
 * vulnerabilities too, it is measurements under the names of scanners, and never passes by itself: all of them count,
 * also those that it calls harmless (`analysis`); one that it calls rejected counts as suppressed. What it says of them is
 * kept as statements (VEX), which may clear what scanners found, and never its own list.
 */
export function readCycloneDx(document: unknown): Reading {
  const version = Version.safeParse(document).data?.specVersion
  if (version !== undefined && !VERSIONS.has(version)) {
    return {
      ...emptyReading('cyclonedx'),
      reasons: [finding('cyclonedx.version', { version: asLine(version.slice(0, 20)) })],
    }
  }
  const shape = readArtifactShape('cyclonedx', CycloneDx, document)
  if (!shape.ok) return unreadable('cyclonedx', shape.findings)
  const { specVersion, metadata, vulnerabilities } = shape.value
  const components = allOf(shape.value.components ?? [])
  const stated = statementsOf(shape.value, [...components, ...allOf(metadata?.component?.components ?? [])])
  const listed = components.filter((each) => isListed(each, metadata?.component))
  const inventory = judgeInventory({
    components: listed.length,
    unversioned: listed.filter((each) => asLine(each.version) === null).length,
    subject: subjectOf(metadata?.component),
    unsound: [...invalidParts(document), ...unsoundness(foundationsOf(shape.value, components))],
  })
  const found = { ...inventory, ...withVulnerabilities(inventory, vulnerabilities ?? []) }
  return {
    ...emptyReading('cyclonedx'),
    ...found,
    ...stated,
    reasons: [...found.reasons, ...stated.reasons],
    dialect: `CycloneDX ${specVersion}`,
    tool: toolOf(metadata?.tools),
    generatedAt: asInstant(metadata?.timestamp),
  }
}

/** The components that it lists and describes, their hashes, and who depends on whom. */
function foundationsOf(document: CycloneDx, components: readonly CycloneDxComponent[]): Foundations {
  const { metadata, dependencies, services } = document
  const all = [...components, ...allOf(metadata?.component ? [metadata.component] : [])]
  const named = [...new Set(all)].flatMap((each) => each['bom-ref'] ?? [])
  // Some tools list the described software once more, under the same name.
  const own = metadata?.component?.['bom-ref']
  const names = named.filter((name, index) => name !== own || named.indexOf(name) === index)
  return {
    time: metadata?.timestamp,
    hashes: all.flatMap(({ hashes }) => (hashes ?? []).map(({ alg, content }) => [alg, content] as const)),
    names: [...names, ...namesOfServices(services ?? [])],
    references: (dependencies ?? []).flatMap(({ ref, dependsOn }) => [ref, ...(dependsOn ?? [])]),
  }
}

const Service: z.ZodType<{ 'bom-ref'?: unknown; services?: unknown }> = z.looseObject({})

function namesOfServices(services: readonly unknown[]): string[] {
  return services.flatMap((each) => {
    const { 'bom-ref': name, services: inner } = Service.safeParse(each).data ?? {}
    return [
      ...(typeof name === 'string' ? [name] : []),
      ...(Array.isArray(inner) ? namesOfServices(inner) : []),
    ]
  })
}

function allOf(components: readonly CycloneDxComponent[]): CycloneDxComponent[] {
  return components.flatMap((each) => [each, ...allOf(each.components ?? [])])
}

/** A component besides the described software itself, which some tools list once more; one without a name says nothing. */
function isListed(
  { name, purl, 'bom-ref': reference }: CycloneDxComponent,
  described: CycloneDxComponent | null | undefined,
): boolean {
  const isDescribed =
    (asLine(reference) !== null && reference === described?.['bom-ref']) ||
    (asLine(purl) !== null && purl === described?.purl)
  return !isDescribed && asLine(name) !== null
}

function subjectOf(component: CycloneDxComponent | null | undefined) {
  if (!component) return null
  return { purls: purlsOf([component.purl]), digests: digestsOf(component) }
}

/** What it hashes to; of an image also the digest that Syft writes as its version, and those of Trivy's properties. */
function digestsOf({ type, version, hashes, properties }: CycloneDxComponent): string[] {
  const own = sha256Of((hashes ?? []).map(({ alg, content }) => [alg, content] as const))
  if (type !== 'container') return own
  const named = (properties ?? []).filter(({ name }) => IMAGE_PROPERTIES.has(name ?? ''))
  const digests = [version, ...named.map(({ value }) => value)].flatMap(sha256In)
  return [...new Set([...own, ...digests])]
}

const IMAGE_PROPERTIES: ReadonlySet<string> = new Set([
  'aquasecurity:trivy:ImageID',
  'aquasecurity:trivy:RepoDigest',
])

type Judged = Pick<Reading, 'status' | 'reasons' | 'metrics'>

function withVulnerabilities(
  inventory: Judged,
  listed: readonly CycloneDxVulnerability[],
): Partial<Judged & Pick<Reading, 'judgement'>> {
  if (listed.length === 0) return {}
  const [rejected, standing] = [true, false].map((is) =>
    listed.filter(({ rejected }) => (asInstant(rejected) !== null) === is).map(foundIn),
  )
  const scan = judgeScan({ found: standing ?? [], suppressed: rejected ?? [], obstacles: [] })
  const harmless = listed.filter(({ analysis }) => HARMLESS.has(analysis?.state ?? '')).length
  const claims = harmless > 0 ? [finding('cyclonedx.claimed_harmless', { total: harmless })] : []
  return {
    judgement: inventory.status === 'passed' ? 'measurements' : 'verdict',
    status: 'unknown',
    reasons: [...inventory.reasons, ...scan.reasons, ...claims],
    metrics: { ...inventory.metrics, ...scan.metrics, 'findings.claimed_harmless': harmless },
  }
}

const HARMLESS: ReadonlySet<string> = new Set([
  'resolved',
  'resolved_with_pedigree',
  'false_positive',
  'not_affected',
])

const ORDER = ['critical', 'high', 'medium', 'low'] as const

/** The worst of all ratings. */
function foundIn(listed: CycloneDxVulnerability): ScanFinding {
  const all = (listed.ratings ?? []).flatMap(({ severity, score }) => [
    ratingOfWord(severity),
    ratingOfScore(score),
  ])
  const rating = ORDER.find((each) => all.includes(each)) ?? 'unrated'
  return { ids: idsOf(listed), rating, isVulnerability: true }
}

type Tools = NonNullable<CycloneDx['metadata']>['tools']

function toolOf(tools: Tools): Reading['tool'] {
  const [first] = Array.isArray(tools) ? tools : (tools?.components ?? [])
  const name = asLine(first?.name)
  return name === null ? null : { name, version: asLine(first?.version) }
}

/** What a document states, and what is wrong with it. */
type Stated = Pick<Reading, 'reasons' | 'statements'>

/**
 * What a CycloneDX document says about vulnerabilities in the software that it describes (`analysis`), as statements
 * like those of OpenVEX: the core decides which of them counts. Said by its one author, else by the organization that
 * made the document; at the analysis's own time, else the document's; about components that stand in the document
 * itself. What is left open counts for nothing: several authors, a component of another document (BOM-Link), or a
 * range of versions.
 */
function statementsOf(document: CycloneDx, components: readonly CycloneDxComponent[]): Stated {
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
): VexStatement {
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
const STATUSES: ReadonlyMap<string, VexStatement['status']> = new Map([
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
function idsOf({ id, references }: CycloneDxVulnerability): string[] {
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
  return {
    purls: purlsOf([product.purl]),
    digests: digestsOf(product),
    components: found.includes(product) ? null : purlsOf(found.map(({ purl }) => purl)),
  }
}
