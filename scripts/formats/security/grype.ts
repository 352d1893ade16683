import { z } from 'zod'
import { asLine } from '#lib/text.ts'
import { asInstant } from '#lib/time.ts'
import type { Reading } from '#model/evidence.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import { hasMarks } from '../format.ts'
import { emptyReading, readArtifactShape, unreadable } from '../reading.ts'
import { judgeScan, ratingOfWord, type ScanFinding, sha256In, withTargets } from './verdict.ts'

const Text = z.string().nullish()

const Match = z.looseObject({
  vulnerability: z.looseObject({ id: Text, severity: Text }),
  relatedVulnerabilities: z.array(z.looseObject({ id: Text })).nullish(),
  artifact: z.looseObject({ purl: Text }).nullish(),
})

const Ignored = Match.extend({
  appliedIgnoreRules: z.array(z.looseObject({ reason: Text, 'vex-justification': Text })).nullish(),
})

const Status = z.looseObject({ built: Text, valid: z.boolean().nullish(), error: z.unknown().optional() })

const Report = z.looseObject({
  matches: z.array(Match),
  ignoredMatches: z.array(Ignored).nullish(),
  source: z.looseObject({ type: Text, target: z.unknown().optional() }).nullish(),
  distro: z.looseObject({ name: Text, version: Text }).nullish(),
  /** Since Grype 0.103: packages that it could not match as it should, such as those of a system out of support. */
  alertsByPackage: z.array(z.unknown()).nullish(),
  descriptor: z.looseObject({
    name: z.literal('grype'),
    version: Text,
    timestamp: Text,
    /** Since Grype 0.88 what is known of the database stands one level deeper. */
    db: Status.extend({ status: Status.nullish() }).nullish(),
  }),
})

const Target = z.looseObject({ userInput: z.string() })

type Match = z.infer<typeof Match>
type Report = z.infer<typeof Report>

/** True for an object that Grype signed as its own. */
export function isGrype(document: unknown): boolean {
  return hasMarks(Marks, document)
}

const Marks = z.looseObject({ matches: z.unknown(), descriptor: z.looseObject({ name: z.literal('grype') }) })

/**
 * A Grype report. A severity of `Unknown` is not rated, which is not low. What an
 * ignore rule without a reason took out (`--only-fixed` does) counts as found. Grype refuses a database older than five
 * days unless told otherwise; a scan with an older one says nothing about what became known since, nor does one that does not
 * say how old it was. Of an image, the distribution and its version must be known: packages of any other have no
 * vulnerabilities to Grype (anchore/grype#918).
 */
export function readGrype(document: unknown): Reading {
  const report = readArtifactShape('grype', Report, document)
  if (!report.ok) return unreadable('grype', report.findings)
  const { matches, ignoredMatches, source, descriptor } = report.value
  const [suppressed, stand] = partition(ignoredMatches ?? [], isExplained)
  const scannedAt = asInstant(descriptor.timestamp)
  const age = databaseAge(report.value, scannedAt)
  const judged = judgeScan({
    found: [...matches, ...stand].map(found),
    suppressed: suppressed.map(found),
    unexplained: stand.length,
    obstacles: obstaclesOf(report.value, age),
  })
  const reading = {
    ...emptyReading('grype'),
    ...judged,
    metrics: age === null ? judged.metrics : { ...judged.metrics, 'database.age_days': age },
    dialect: 'Grype JSON',
    tool: { name: 'Grype', version: asLine(descriptor.version) },
    subject: { commit: null, digests: digestsOf(source?.target) },
    generatedAt: scannedAt,
  }
  return withTargets(reading, [source?.target, Target.safeParse(source?.target).data?.userInput])
}

function partition<T>(all: readonly T[], is: (one: T) => boolean): [T[], T[]] {
  return [all.filter(is), all.filter((one) => !is(one))]
}

function isExplained({ appliedIgnoreRules }: z.infer<typeof Ignored>): boolean {
  return (appliedIgnoreRules ?? []).some(
    (rule) => asLine(rule.reason) !== null || asLine(rule['vex-justification']) !== null,
  )
}

function found({ vulnerability, relatedVulnerabilities, artifact }: Match): ScanFinding {
  const related = (relatedVulnerabilities ?? []).map(({ id }) => id)
  const ids = [vulnerability.id, ...related].flatMap((id) => asLine(id) ?? [])
  const rating = ratingOfWord(vulnerability.severity)
  return { ids: [...new Set(ids)], rating, purl: artifact?.purl, isVulnerability: true }
}

/** Days from the making of the database to the scan, rounded down; null when either is not said. */
function databaseAge({ descriptor }: Report, scannedAt: string | null): number | null {
  const built = asInstant(descriptor.db?.status?.built ?? descriptor.db?.built)
  if (built === null || scannedAt === null) return null
  return Math.max(0, Math.floor((Date.parse(scannedAt) - Date.parse(built)) / DAY))
}

const DAY = 86_400_000
const OLDEST_DATABASE = 5

function obstaclesOf(report: Report, age: number | null): Finding[] {
  const { source, alertsByPackage } = report
  const { db } = report.descriptor
  const isBroken = [db, db?.status].some(
    (each) => each?.valid === false || (each?.error !== undefined && each.error !== null),
  )
  const alerts = (alertsByPackage ?? []).length
  return [
    ...(isBroken ? [finding('grype.database_broken')] : []),
    ...(age === null ? [finding('grype.database_undated')] : []),
    ...(age !== null && age > OLDEST_DATABASE
      ? [finding('grype.database_old', { days: age, max: OLDEST_DATABASE })]
      : []),
    ...(source?.target === undefined ? [finding('grype.no_source')] : []),
    ...(isOfUnknownSystem(report) ? [finding('grype.unknown_distribution')] : []),
    ...(alerts > 0 ? [finding('grype.alerts', { total: alerts })] : []),
  ]
}

/** A folder or a file has no system of its own; one that is named must be named with its version all the same. */
function isOfUnknownSystem({ source, distro }: Report): boolean {
  const [name, version] = [asLine(distro?.name), asLine(distro?.version)]
  const needsNone = source?.type === 'directory' || source?.type === 'file'
  return name === null ? !needsNone : version === null
}

const Image = z.looseObject({
  imageID: z.string().nullish(),
  manifestDigest: z.string().nullish(),
  repoDigests: z.array(z.string()).nullish(),
})

/** Of an image; a folder has none. */
function digestsOf(target: unknown): string[] {
  const image = Image.safeParse(target).data
  const all = [image?.imageID, image?.manifestDigest, ...(image?.repoDigests ?? [])]
  return [...new Set(all.flatMap(sha256In))].slice(0, 200)
}
