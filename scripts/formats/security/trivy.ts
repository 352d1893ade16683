import { z } from 'zod'
import { asCommit, asLine } from '#lib/text.ts'
import { asInstant } from '#lib/time.ts'
import type { Reading } from '#model/evidence.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import { hasMarks } from '../format.ts'
import { emptyReading, readArtifactShape, unreadable } from '../reading.ts'
import { type TrivyLeaf, type TrivyModified, TrivyReport, type TrivyResult } from './trivy-shape.ts'
import { judgeScan, ratingOfWord, type ScanFinding, sha256In } from './verdict.ts'

/** True for an object that bears Trivy's mark. */
export function isTrivy(document: unknown): boolean {
  return hasMarks(Marks, document)
}

const Marks = z.looseObject({ SchemaVersion: z.number(), ArtifactName: z.string() })
const Version = z.looseObject({ SchemaVersion: z.number() })

/**
 * A Trivy report, schema version 2. Counted are vulnerabilities, misconfigurations
 * that failed and secrets; so is what was suppressed without a reason. Trivy leaves `Results` out both when it
 * found nothing and when it looked at nothing, and names no package when it did not look for vulnerabilities: neither
 * says anything. What `--severity` or `--ignore-unfixed` left out leaves no mark.
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
  return {
    ...emptyReading('trivy'),
    ...judgeScan({
      found: [...results.flatMap(leavesOf), ...stand].map(found),
      suppressed: suppressed.length,
      obstacles: obstaclesOf(report.value),
    }),
    dialect: 'Trivy schema 2',
    tool: { name: 'Trivy', version: asLine(Trivy?.Version) },
    subject: {
      commit: asCommit(Metadata?.Commit),
      digests: [...new Set([Metadata?.ImageID, ...(Metadata?.RepoDigests ?? [])].flatMap(sha256In))],
    },
    generatedAt: asInstant(CreatedAt),
  }
}

function leavesOf({ Vulnerabilities, Misconfigurations, Secrets }: TrivyResult): TrivyLeaf[] {
  const failed = (Misconfigurations ?? []).filter(({ Status }) => Status !== 'PASS' && Status !== 'EXCEPTION')
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

/** Classes of results that show that packages were looked at, and so vulnerabilities. */
const PACKAGES: ReadonlySet<string> = new Set(['os-pkgs', 'lang-pkgs'])

function obstaclesOf({ Results, Metadata }: TrivyReport): Finding[] {
  if (!Results || Results.length === 0) return [finding('trivy.no_results')]
  const packages = Results.filter((result) => PACKAGES.has(result.Class ?? ''))
  return [
    ...(packages.length === 0 ? [finding('trivy.no_packages')] : []),
    ...(Metadata?.OS?.EOSL ? [finding('trivy.end_of_life')] : []),
  ]
}
