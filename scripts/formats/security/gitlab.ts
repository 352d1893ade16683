import { z } from 'zod'
import { asLine } from '#lib/text.ts'
import { asForeignTime } from '#lib/time.ts'
import type { Reading } from '#model/evidence.ts'
import { type Finding, finding } from '#model/finding.ts'
import { hasKeys } from '../format.ts'
import { readArtifactShape, unreadable } from '../reading.ts'
import { auditReading, lacks } from './audit.ts'
import { ratingOfWord, type ScanFinding } from './verdict.ts'

const Text = z.string().nullish()

const Report = z.looseObject({
  version: z.string(),
  vulnerabilities: z.array(
    z.looseObject({
      severity: Text,
      location: z.looseObject({ image: z.unknown().optional() }).nullish(),
      identifiers: z.array(z.looseObject({ type: Text, name: Text, value: Text })).nullish(),
    }),
  ),
  dependency_files: z.array(z.unknown()).nullish(),
  scan: z
    .looseObject({
      status: Text,
      type: Text,
      end_time: Text,
      scanner: z.looseObject({ name: Text, version: Text }).nullish(),
      messages: z.array(z.looseObject({ level: Text })).nullish(),
      scanned_resources: z.array(z.unknown()).nullish(),
    })
    .nullish(),
})
type GitLabReport = z.infer<typeof Report>

/** True for a report of GitLab's security scanners, of any version of its schema. */
export function isGitLab(document: unknown): boolean {
  if (!hasKeys(document, 'version', 'vulnerabilities') || !Array.isArray(document['vulnerabilities']))
    return false
  return hasKeys(document, 'scan') || hasKeys(document, 'remediations')
}

/**
 * A report of GitLab's security scanners (dependency, container, SAST, secret detection, DAST and others), schema versions
 * with a `scan`. Its status must be success, without a message of level error or fatal. Older reports lack the scan,
 * so nothing in them shows that one took place. Times are UTC by the schema.
 */
export function readGitLab(document: unknown): Reading {
  const report = readArtifactShape('gitlab', Report, document)
  if (!report.ok) return unreadable('gitlab', report.findings)
  const { version, vulnerabilities, scan } = report.value
  const isPackage = PACKAGES.has(scan?.type ?? '')
  return auditReading('gitlab', {
    dialect:
      `GitLab ${asLine(scan?.type?.slice(0, 40)) ?? 'report'} ${asLine(version.slice(0, 20)) ?? ''}`.trim(),
    tool: { name: asLine(scan?.scanner?.name) ?? 'GitLab', version: scan?.scanner?.version },
    found: vulnerabilities.map(
      ({ severity, identifiers }): ScanFinding => ({
        ids: [
          ...new Set((identifiers ?? []).flatMap(({ name, value }) => asLine(name) ?? asLine(value) ?? [])),
        ],
        rating: ratingOfWord(severity),
        isVulnerability: isPackage,
      }),
    ),
    obstacles: obstaclesOf(report.value),
    targets: vulnerabilities.map(({ location }) => location?.image),
    generatedAt: asForeignTime(scan?.end_time)?.at ?? null,
  })
}

const PACKAGES: ReadonlySet<string> = new Set(['dependency_scanning', 'container_scanning'])

function obstaclesOf({ scan, vulnerabilities, dependency_files }: GitLabReport): Finding[] {
  if (!scan) return [lacks('GitLab', 'its scan with a status')]
  const messages = (scan.messages ?? []).map(({ level }) => level?.toLowerCase() ?? '')
  const isEmpty = (list: readonly unknown[] | null | undefined) =>
    list?.length === 0 && vulnerabilities.length === 0
  return [
    ...(scan.status === 'success' ? [] : [finding('audit.tool_error', { tool: 'The scanner' })]),
    ...(messages.some((level) => !HARMLESS.has(level)) ? [finding('audit.errors_reported')] : []),
    ...(isEmpty(dependency_files) || isEmpty(scan.scanned_resources)
      ? [finding('audit.nothing_audited')]
      : []),
  ]
}

const HARMLESS: ReadonlySet<string> = new Set(['info', 'warn'])
