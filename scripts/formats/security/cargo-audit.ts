import { z } from 'zod'
import type { Reading } from '#model/evidence.ts'
import { finding } from '#model/finding.ts'
import { hasKeys } from '../format.ts'
import { readArtifactShape, unreadable } from '../reading.ts'
import { auditReading, lacks, packageUrl } from './audit.ts'
import { ratingOfWord, type ScanFinding } from './verdict.ts'

const Listed = z.looseObject({
  advisory: z
    .looseObject({ id: z.string(), aliases: z.array(z.string()).nullish(), severity: z.string().nullish() })
    .nullish(),
  package: z.looseObject({ name: z.string(), version: z.string() }).nullish(),
})

const Report = z.looseObject({
  database: z
    .looseObject({ 'advisory-count': z.number().nullish(), 'last-updated': z.string().nullish() })
    .nullish(),
  lockfile: z.looseObject({ 'dependency-count': z.number() }).nullish(),
  settings: z
    .looseObject({ ignore: z.array(z.string()).nullish(), severity: z.string().nullish() })
    .nullish(),
  vulnerabilities: z.looseObject({ found: z.boolean(), count: z.number(), list: z.array(Listed) }),
  warnings: z.record(z.string(), z.array(Listed)).nullish(),
})
type CargoReport = z.infer<typeof Report>

/** True for what `cargo audit --json` writes. */
export function isCargoAudit(document: unknown): boolean {
  return (
    hasKeys(document, 'lockfile', 'vulnerabilities') && hasKeys(document['vulnerabilities'], 'found', 'list')
  )
}

/**
 * `cargo audit --json`. An advisory that its settings ignore counts as found, since nothing in the file says why. Warnings
 * about crates that are unmaintained, unsound or yanked are counted beside (`warnings.total`). Without a severity of its
 * own a finding is unrated: a CVSS vector is not computed.
 */
export function readCargoAudit(document: unknown): Reading {
  const report = readArtifactShape('cargo-audit', Report, document)
  if (!report.ok) return unreadable('cargo-audit', report.findings)
  const { vulnerabilities, warnings, settings } = report.value
  const ignored = settings?.ignore ?? []
  const reading = auditReading('cargo-audit', {
    dialect: 'cargo-audit JSON',
    tool: { name: 'cargo-audit' },
    found: [
      ...vulnerabilities.list.map(foundIn),
      ...ignored.map((id): ScanFinding => ({ ids: [id], rating: 'unrated', isVulnerability: true })),
    ],
    unexplained: ignored.length,
    obstacles: obstaclesOf(report.value),
  })
  const warned = Object.values(warnings ?? {}).reduce((sum, each) => sum + each.length, 0)
  return { ...reading, metrics: { ...reading.metrics, 'warnings.total': warned } }
}

function foundIn({ advisory, package: crate }: z.infer<typeof Listed>): ScanFinding {
  return {
    ids: advisory ? [...new Set([advisory.id, ...(advisory.aliases ?? [])])] : [],
    rating: ratingOfWord(advisory?.severity),
    purl: packageUrl('cargo', crate?.name, crate?.version),
    isVulnerability: Boolean(advisory),
  }
}

function obstaclesOf({ database, lockfile, settings, vulnerabilities }: CargoReport) {
  const { count, found, list } = vulnerabilities
  const declared = Math.max(count, found ? 1 : 0)
  return [
    ...((database?.['advisory-count'] ?? 0) > 0 ? [] : [lacks('cargo-audit', 'its database of advisories')]),
    ...((lockfile?.['dependency-count'] ?? 0) > 0 ? [] : [finding('audit.nothing_audited')]),
    ...(settings?.severity ? [finding('audit.filtered')] : []),
    ...(declared > list.length ? [finding('audit.hidden', { declared, shown: list.length })] : []),
  ]
}
