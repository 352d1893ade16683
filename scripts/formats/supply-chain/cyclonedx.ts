import { z } from 'zod'
import type { Reading } from '#model/evidence.ts'
import { finding } from '#model/finding.ts'
import { readArtifactShape } from '../artifact-shape.ts'
import { hasMarks } from '../has-keys.ts'
import { asInstant, asLine, emptyReading, unreadable } from '../reading.ts'
import { type Found, judgeScan, ratingOfScore, ratingOfWord } from '../security/verdict.ts'
import { CycloneDx, type CycloneDxComponent, type CycloneDxVulnerability } from './cyclonedx-shape.ts'
import { idsOf, statementsOf } from './cyclonedx-vex.ts'
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
 * also those that it calls harmless (`analysis`). What it says of them is kept as statements (VEX), which may clear what
 * scanners found, and never its own list.
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
  const hashes = (component.hashes ?? []).map(({ alg, content }) => [alg, content] as const)
  return { purls: purlsOf([component.purl]), digests: sha256Of(hashes) }
}

type Judged = Pick<Reading, 'status' | 'reasons' | 'metrics'>

function withVulnerabilities(
  inventory: Judged,
  listed: readonly CycloneDxVulnerability[],
): Partial<Judged & Pick<Reading, 'judgement'>> {
  if (listed.length === 0) return {}
  const scan = judgeScan({ found: listed.map(foundIn), suppressed: 0, obstacles: [] })
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
function foundIn(listed: CycloneDxVulnerability): Found {
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
