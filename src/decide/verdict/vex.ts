import type { Package } from '#model/dossier.ts'
import type { Evaluation } from '#model/evaluation.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { Finding } from '#model/finding.ts'
import { finding, hasCode } from '#model/finding.ts'
import type { Policy } from '#model/policy.ts'
import {
  type FoundVulnerability,
  Rating,
  type StatedProduct,
  type VexStatement,
} from '#model/vulnerability.ts'
import { sortFindings } from '../lib/findings.ts'
import { coversPurl, exactPurl, purlDigest } from '../lib/purl.ts'
import { millis } from '../lib/time.ts'
import { isOriginVerified, verificationOutcome } from './verification.ts'

/** A statement with the document it stands in. */
interface Stated {
  document: EvidenceItem
  author: string
  statement: VexStatement
}

/** Evidence as it counts, and what was cleared or why a document clears nothing. */
export interface VexResult {
  items: readonly EvidenceItem[]
  findings: Finding[]
}

/** What statements about vulnerabilities are compared with. `at` is in milliseconds since 1970. */
export interface VexContext {
  packages: readonly Package[]
  policy: Policy
  at: number
}

/**
 * Takes out of scans what trusted statements (VEX) clear. A vulnerability is cleared only when the latest statement
 * about it that is not from the future, by an author whom the policy trusts, about a package of this release and about
 * the component it was found in, calls it fixed or not affected, and stands in a document whose bytes are those
 * that the dossier names. Nothing clears that is not newer than a document whose statements could not be kept: it may
 * have taken them back. Everything else changes nothing. Only the counts of findings get lower; what is
 * cleared is counted as `findings.cleared` and said in a finding, by whom and why.
 */
export function applyVex(items: readonly EvidenceItem[], grounds: VexContext): VexResult {
  const documents = items.filter((item) => item.statements !== undefined && isReadable(item))
  if (documents.length === 0) return { items, findings: [] }
  const stated = documents.flatMap((document) => trusted(document, grounds))
  const since = lastUnkept(items)
  const cleared = items.map((item) => clearItem(item, stated, since))
  return {
    items: cleared.map((each) => each.item),
    findings: sortFindings([
      ...cleared.flatMap((each) => each.findings),
      ...documents.flatMap((document) => unusedReasons(document, grounds)),
    ]),
  }
}

function isReadable({ status }: EvidenceItem): boolean {
  return status !== 'missing' && status !== 'unreadable' && status !== 'tampered'
}

const UNKEPT: ReadonlySet<string> = new Set(['openvex.not_kept', 'cyclonedx.not_kept'])

/** When the last document was made whose statements nobody knows, in milliseconds; without a time it may be the last word. */
function lastUnkept(items: readonly EvidenceItem[]): number {
  const unkept = items.filter((item) => isReadable(item) && item.reasons.some(({ code }) => UNKEPT.has(code)))
  return Math.max(
    ...unkept.map(({ generatedAt }) =>
      generatedAt === null ? Number.POSITIVE_INFINITY : millis(generatedAt),
    ),
  )
}

/** The statements of a document that count for this release at this moment, whatever they say. */
function trusted(document: EvidenceItem, { policy, packages, at }: VexContext): Stated[] {
  const { author, list } = document.statements ?? { author: null, list: [] }
  const isLater = document.generatedAt !== null && millis(document.generatedAt) > at
  if (author === null || !policy.vexAuthors.includes(author) || isLater) return []
  return list
    .filter((statement) => statement.at === null || millis(statement.at) <= at)
    .map((statement) => ({ ...statement, products: aboutRelease(statement.products, packages) }))
    .filter((statement) => statement.products.length > 0)
    .map((statement) => ({ document, author, statement }))
}

function aboutRelease(products: readonly StatedProduct[], packages: readonly Package[]): StatedProduct[] {
  const names = new Set(packages.flatMap(({ purl }) => exactPurl(purl) ?? []))
  const digests = new Set(packages.flatMap(({ purl, sha256 }) => [sha256, purlDigest(purl)]))
  return products.filter(
    (product) =>
      product.digests.some((digest) => digests.has(digest)) ||
      product.purls.some((purl) => names.has(exactPurl(purl) ?? '') || digests.has(purlDigest(purl) ?? '')),
  )
}

function clearItem(
  item: EvidenceItem,
  stated: readonly Stated[],
  since: number,
): { item: EvidenceItem; findings: Finding[] } {
  const found = item.vulnerabilities ?? []
  const pairs = found.flatMap((vulnerability) => {
    const by = clearedBy(vulnerability, stated, since)
    return by ? [{ vulnerability, by }] : []
  })
  if (pairs.length === 0) return { item, findings: [] }
  const gone = new Set(pairs.map((each) => each.vulnerability))
  const metrics = lowered(item.metrics, found, gone)
  return {
    item: { ...item, metrics, vulnerabilities: found.filter((each) => !gone.has(each)) },
    findings: report(item, pairs),
  }
}

/**
 * The statement that clears it; null when the latest word does not, or is not later than `since`. Between words of one
 * moment the worse one counts.
 */
function clearedBy(
  vulnerability: FoundVulnerability,
  stated: readonly Stated[],
  since: number,
): Stated | null {
  const about = stated.filter(({ statement }) => concerns(statement, vulnerability))
  const undated = about.some(({ statement }) => statement.at === null)
  if (about.length === 0 || undated) return null
  const latest = Math.max(...about.map(momentOf))
  if (latest <= since) return null
  const last = about.filter((each) => momentOf(each) === latest)
  return last.every(clears) ? (last[0] ?? null) : null
}

function momentOf({ statement }: Stated): number {
  return millis(statement.at ?? '')
}

function concerns({ ids, products }: VexStatement, vulnerability: FoundVulnerability): boolean {
  if (!ids.some((id) => vulnerability.ids.includes(id))) return false
  const { purl } = vulnerability
  return products.some(
    ({ components }) =>
      components === null || (purl !== null && components.some((each) => coversPurl(each, purl))),
  )
}

function clears({ document, statement }: Stated): boolean {
  const isExplained =
    statement.status === 'fixed' || (statement.status === 'not_affected' && statement.why !== null)
  return isExplained && isVouchedFor(document)
}

/** Its bytes are those that the dossier names, which is what approvals bind, or somebody who may sign has signed it. */
function isVouchedFor(document: EvidenceItem): boolean {
  const isNamed = document.verification.some(
    (each) => each.source === 'dossier' && each.outcome === 'verified',
  )
  return (isNamed || isOriginVerified(document)) && verificationOutcome(document) !== 'failed'
}

type Metrics = EvidenceItem['metrics']

/** Less by what is gone; an id counts as gone only when every place it was found in is known and gone. */
function lowered(
  metrics: Metrics,
  found: readonly FoundVulnerability[],
  gone: ReadonlySet<FoundVulnerability>,
): Metrics {
  const left = found.filter((each) => !gone.has(each))
  const isComplete = metrics['findings.total'] === found.length
  const ids = isComplete ? distinct(found) - distinct(left) : 0
  const less = (name: string, count: number) => ({ [name]: Math.max(0, (metrics[name] ?? 0) - count) })
  const byRating = Map.groupBy(gone, (each) => each.rating)
  return {
    ...metrics,
    ...less('findings.total', gone.size),
    ...less('findings.distinct', ids),
    ...Object.assign({}, ...[...byRating].map(([rating, all]) => less(`findings.${rating}`, all.length))),
    'findings.cleared': gone.size,
  }
}

function distinct(found: readonly FoundVulnerability[]): number {
  return new Set(found.map(({ ids }) => ids.toSorted()[0])).size
}

interface Cleared {
  vulnerability: FoundVulnerability
  by: Stated
}

/** The same vulnerability in the same package, found several times, is told once; `count` says how often. */
function report(item: EvidenceItem, cleared: readonly Cleared[]): Finding[] {
  const told = cleared.map(
    ({ vulnerability: { ids, rating, purl }, by: { statement, author, document } }) => ({
      item: item.name,
      vulnerability: ids[0] ?? null,
      rating,
      component: purl,
      by: author,
      why: statement.why ?? statement.status,
      document: document.name,
    }),
  )
  const alike = Map.groupBy(told, (args) => JSON.stringify(args))
  return [...alike.values()].flatMap(([args, ...more]) =>
    args ? [finding('vex.cleared', { ...args, count: more.length + 1 }, ['vulnerabilities', item.name])] : [],
  )
}

/** Why a document clears nothing at all, the first reason. */
function unusedReasons(document: EvidenceItem, { policy, packages }: VexContext): Finding[] {
  const { author, list } = document.statements ?? { author: null, list: [] }
  const say = (code: string) => [
    finding(code, { item: document.name, author }, ['vulnerabilities', document.name]),
  ]
  if (author === null || !policy.vexAuthors.includes(author)) return say('vex.untrusted_author')
  if (!isVouchedFor(document)) return say('vex.unverified')
  const isAbout = list.some((statement) => aboutRelease(statement.products, packages).length > 0)
  return isAbout ? [] : say('vex.other_product')
}

/** An artifact with the numbers that an evaluation counted: less what statements about vulnerabilities cleared in it. */
export function afterClearing(item: EvidenceItem, { findings }: Evaluation): EvidenceItem {
  const cleared = findings.filter((each) => hasCode(each, 'vex.cleared') && each.args['item'] === item.name)
  if (cleared.length === 0) return item
  const metrics = { ...item.metrics }
  const less = (name: string, count: number) => {
    metrics[name] = (metrics[name] ?? 0) - count
  }
  for (const { args } of cleared) {
    less(`findings.${args['rating']}`, Number(args['count']))
    less('findings.total', Number(args['count']))
    less('findings.cleared', -Number(args['count']))
  }
  return { ...item, metrics }
}

/** Evidence as it counts, and which suppressed findings a policy lets go. */
export type SuppressionResult = { items: readonly EvidenceItem[]; findings: Finding[] }

const BY_RATING = Rating.options.map((rating) => `findings.suppressed_${rating}`)

/**
 * Takes out of scans what was suppressed in a tool that the policy trusts with it (`suppressors`), so that limits on
 * `findings.suppressed_*` let it pass. Of any other tool, and of a file in which several took part, nothing changes.
 * Only findings with a reason are suppressed to a reader; what is let go is said.
 */
export function acceptSuppressions(items: readonly EvidenceItem[], policy: Policy): SuppressionResult {
  const trusted = new Set(policy.suppressors)
  const findings = items.filter((item) => isAccepted(item, trusted)).map(told)
  return findings.length === 0
    ? { items, findings }
    : { items: items.map((item) => (isAccepted(item, trusted) ? withoutSuppressed(item) : item)), findings }
}

function isAccepted({ tool, metrics }: EvidenceItem, trusted: ReadonlySet<string>): boolean {
  return tool !== null && trusted.has(tool.name) && (metrics['findings.suppressed'] ?? 0) > 0
}

function withoutSuppressed(item: EvidenceItem): EvidenceItem {
  const none = BY_RATING.filter((name) => name in item.metrics).map((name) => [name, 0] as const)
  return { ...item, metrics: { ...item.metrics, 'findings.suppressed': 0, ...Object.fromEntries(none) } }
}

function told({ name, tool, metrics }: EvidenceItem): Finding {
  const total = metrics['findings.suppressed'] ?? 0
  const critical = metrics['findings.suppressed_critical'] ?? 0
  const high = metrics['findings.suppressed_high'] ?? 0
  const args = { item: name, tool: tool?.name ?? null, total, critical, high }
  return finding('scan.suppression_accepted', args, ['vulnerabilities', name])
}
