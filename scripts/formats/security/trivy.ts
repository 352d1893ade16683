import { z } from 'zod'
import { asCommit, asLine } from '#lib/text.ts'
import { asInstant } from '#lib/time.ts'
import type { Reading } from '#model/evidence.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import { hasMarks } from '../format.ts'
import { emptyReading, readArtifactShape, unreadable } from '../reading.ts'
import { judgeScan, ratingOfWord, type ScanFinding, sha256In, withTargets } from './verdict.ts'

const Text = z.string().nullish()

/** A vulnerability, a misconfiguration (`ID`, `Status`) or a secret (`RuleID`): what decides is named alike. */
const Leaf = z.looseObject({
  VulnerabilityID: Text,
  VendorIDs: z.array(z.string()).nullish(),
  ID: Text,
  RuleID: Text,
  Severity: Text,
  Status: Text,
  PkgIdentifier: z.looseObject({ PURL: Text }).nullish(),
})

const Modified = z.looseObject({ Status: Text, Statement: Text, Finding: Leaf.nullish() })

const Result = z.looseObject({
  Class: Text,
  Vulnerabilities: z.array(Leaf).nullish(),
  Misconfigurations: z.array(Leaf).nullish(),
  Secrets: z.array(Leaf).nullish(),
  Licenses: z.array(z.looseObject({ Name: Text, Severity: Text })).nullish(),
  MisconfSummary: z.looseObject({ Successes: z.number().nullish() }).nullish(),
  ExperimentalModifiedFindings: z.array(Modified).nullish(),
})

/** The parts of a Trivy report that decide something; everything else passes by unread. */
const TrivyReport = z.looseObject({
  SchemaVersion: z.literal(2),
  Trivy: z.looseObject({ Version: Text }).nullish(),
  CreatedAt: Text,
  ArtifactName: Text,
  Metadata: z
    .looseObject({
      OS: z.looseObject({ EOSL: z.boolean().nullish() }).nullish(),
      ImageID: Text,
      RepoDigests: z.array(z.string()).nullish(),
      Commit: Text,
    })
    .nullish(),
  Results: z.array(Result).nullish(),
})

type TrivyReport = z.infer<typeof TrivyReport>
type TrivyResult = z.infer<typeof Result>
type TrivyLeaf = z.infer<typeof Leaf>
type TrivyModified = z.infer<typeof Modified>

/** True for an object that bears Trivy's mark. */
export function isTrivy(document: unknown): boolean {
  return hasMarks(Marks, document)
}

const Marks = z.looseObject({ SchemaVersion: z.number(), ArtifactName: z.string() })
const Version = z.looseObject({ SchemaVersion: z.number() })

/**
 * A Trivy report, schema version 2. Counted are vulnerabilities, misconfigurations
 * that did not pass and secrets; so is what was suppressed without a reason. Trivy leaves `Results` out both when it
 * found nothing and when it looked at nothing: that says nothing. A report that looked at no package says nothing of
 * vulnerabilities, so one that only checked configuration is of the format `trivy-config`, and one that only looked at
 * licenses, which are its findings then, of `trivy-license`. What `--severity` or `--ignore-unfixed` left out leaves no
 * mark.
 */
export function readTrivy(document: unknown): Reading {
  const version = Version.safeParse(document).data?.SchemaVersion
  if (version !== undefined && version !== 2) {
    return { ...emptyReading('trivy'), reasons: [finding('trivy.version', { version })] }
  }
  const report = readArtifactShape('trivy', TrivyReport, document)
  if (!report.ok) return unreadable('trivy', report.findings)
  const { Results, Metadata, Trivy, CreatedAt } = report.value
  const results = Results ?? []
  const modified = results.flatMap((result) => result.ExperimentalModifiedFindings ?? [])
  const suppressed = modified.filter(isSuppressed)
  const stand = modified.filter((each) => !isSuppressed(each)).map((each) => each.Finding ?? {})
  const format = formatOf(results)
  const licenses = format === 'trivy-license' ? results.flatMap(licensesIn) : []
  const reading = {
    ...emptyReading(format),
    ...judgeScan({
      found: [...[...results.flatMap(leavesOf), ...stand].map(found), ...licenses],
      suppressed: suppressed.map((each) => found(each.Finding ?? {})),
      unexplained: stand.length,
      obstacles: obstaclesOf(report.value, format),
    }),
    dialect: 'Trivy schema 2',
    tool: { name: 'Trivy', version: asLine(Trivy?.Version) },
    subject: {
      commit: asCommit(Metadata?.Commit),
      digests: [...new Set([Metadata?.ImageID, ...(Metadata?.RepoDigests ?? [])].flatMap(sha256In))],
    },
    generatedAt: asInstant(CreatedAt),
  }
  return withTargets(reading, [report.value.ArtifactName])
}

function leavesOf({ Vulnerabilities, Misconfigurations, Secrets }: TrivyResult): TrivyLeaf[] {
  // An exception says that somebody excused it, and not why.
  const failed = (Misconfigurations ?? []).filter(({ Status }) => Status !== 'PASS')
  return [...(Vulnerabilities ?? []), ...failed, ...(Secrets ?? [])]
}

function found(leaf: TrivyLeaf): ScanFinding {
  const { VulnerabilityID, VendorIDs, ID, RuleID, Severity, PkgIdentifier } = leaf
  const name = VulnerabilityID ?? ID ?? RuleID
  return {
    ids: [...(name ? [name] : []), ...(VendorIDs ?? [])],
    rating: ratingOfWord(Severity),
    purl: PkgIdentifier?.PURL,
    isVulnerability: Boolean(VulnerabilityID),
  }
}

/** Waved through needs a word that says so and a reason; without one it stands. */
function isSuppressed({ Status, Statement }: TrivyModified): boolean {
  return HARMLESS.has(Status ?? '') && asLine(Statement) !== null
}

const HARMLESS: ReadonlySet<string> = new Set(['ignored', 'not_affected', 'fixed'])

function licensesIn({ Licenses }: TrivyResult): ScanFinding[] {
  return (Licenses ?? []).map(({ Name, Severity }) => ({
    ids: Name ? [Name] : [],
    rating: ratingOfWord(Severity),
    isVulnerability: false,
  }))
}

/** What each class of results shows that was looked at. */
const LOOKED_AT: ReadonlyMap<string, 'packages' | 'configuration' | 'licenses' | 'other'> = new Map([
  ['os-pkgs', 'packages'],
  ['lang-pkgs', 'packages'],
  ['config', 'configuration'],
  ['license', 'licenses'],
  ['license-file', 'licenses'],
  ['secret', 'other'],
  ['custom', 'other'],
])

function formatOf(results: readonly TrivyResult[]): 'trivy' | 'trivy-config' | 'trivy-license' {
  const seen = new Set(results.map((each) => LOOKED_AT.get(each.Class ?? '')))
  if (seen.has('packages') || seen.has('other') || seen.has(undefined)) return 'trivy'
  if (seen.has('configuration')) return 'trivy-config'
  return seen.has('licenses') ? 'trivy-license' : 'trivy'
}

function obstaclesOf({ Results, Metadata }: TrivyReport, format: string): Finding[] {
  if (!Results || Results.length === 0) return [finding('trivy.no_results')]
  const seen = Results.map((result) => LOOKED_AT.get(result.Class ?? ''))
  const unknown = seen.filter((each) => each === undefined).length
  return [
    ...(unknown > 0 ? [finding('trivy.unknown_class', { total: unknown })] : []),
    ...(format === 'trivy' && !seen.includes('packages') ? [finding('trivy.no_packages')] : []),
    ...(format === 'trivy-config' && !Results.some(hasChecks) ? [finding('trivy.no_checks')] : []),
    ...(Metadata?.OS?.EOSL ? [finding('trivy.end_of_life')] : []),
  ]
}

/** Checks that took place: some failed or passed, or the summary counts some that did. */
function hasChecks({ MisconfSummary, Misconfigurations }: TrivyResult): boolean {
  return (MisconfSummary?.Successes ?? 0) > 0 || (Misconfigurations ?? []).length > 0
}
