import { z } from 'zod'
import type { Reading } from '#model/evidence.ts'
import { type Finding, finding } from '#model/finding.ts'
import { hasKeys } from '../format.ts'
import { readArtifactShape, unreadable } from '../reading.ts'
import { advisoryIds, auditReading, lacks, packageUrl } from './audit.ts'
import { ratingOfWord, type ScanFinding } from './verdict.ts'

const Text = z.string().nullish()
const Numbers = z.record(z.string(), z.unknown())

/** An advisory as npm 6, pnpm and Yarn write it. */
export const NpmAdvisory = z.looseObject({
  id: z.union([z.string(), z.number()]).optional(),
  module_name: Text,
  severity: Text,
  url: Text,
  github_advisory_id: Text,
  cves: z.array(z.string()).nullish(),
  findings: z.array(z.looseObject({ version: Text })).nullish(),
})

const Via = z.looseObject({
  source: z.union([z.string(), z.number()]).optional(),
  name: Text,
  severity: Text,
  url: Text,
})
const Vulnerable = z.looseObject({
  name: Text,
  severity: Text,
  via: z.array(z.union([z.string(), Via])).nullish(),
})

const Report = z.looseObject({
  auditReportVersion: z.literal(2).optional(),
  vulnerabilities: z.record(z.string(), Vulnerable).nullish(),
  advisories: z.record(z.string(), NpmAdvisory).nullish(),
  muted: z.array(z.unknown()).nullish(),
  metadata: z
    .looseObject({
      vulnerabilities: Numbers.nullish(),
      dependencies: z.unknown(),
      totalDependencies: z.unknown(),
    })
    .partial()
    .nullish(),
  error: z.unknown().optional(),
})
type Report = z.infer<typeof Report>

/** True for what `npm audit --json` and `pnpm audit --json` write, an error of theirs included. */
export function isNpmAudit(document: unknown): boolean {
  if (hasKeys(document, 'auditReportVersion', 'vulnerabilities')) return true
  if (hasKeys(document, 'advisories', 'metadata')) return true
  if (!hasKeys(document, 'error')) return false
  return hasKeys(document, 'message', 'method', 'uri') || hasKeys(document['error'], 'code', 'summary')
}

/**
 * `npm audit --json` of npm 6 and since npm 7, and `pnpm audit --json`. Counted are advisories, once for each package that
 * has one; a package that is vulnerable only through another is not counted again. A clean report shows how many
 * dependencies were looked at; what the audit left out (`--omit`, `--prod`) leaves no mark in it.
 */
export function readNpmAudit(document: unknown): Reading {
  const report = readArtifactShape('npm-audit', Report, document)
  if (!report.ok) return unreadable('npm-audit', report.findings)
  const { vulnerabilities, advisories, muted } = report.value
  const entries = Object.entries(vulnerabilities ?? {})
  const old = Object.values(advisories ?? {})
  const found = [...found2(entries), ...old.flatMap(foundInAdvisory), ...(muted ?? []).map(() => UNNAMED)]
  return auditReading('npm-audit', {
    dialect: report.value.auditReportVersion === 2 ? 'npm audit 2' : 'npm audit 1',
    tool: { name: 'npm-audit' },
    found,
    unexplained: muted?.length ?? 0,
    obstacles: obstaclesOf(report.value, vulnerabilities ? entries.length : found.length),
  })
}

const UNNAMED: ScanFinding = { ids: [], rating: 'unrated', isVulnerability: false }

/** One for each advisory about each package; an entry that leads to no advisory at all counts as itself. */
function found2(entries: readonly (readonly [string, z.infer<typeof Vulnerable>])[]): ScanFinding[] {
  const names = new Set(entries.map(([name]) => name))
  const seen = new Set<string>()
  return entries.flatMap(([name, { severity, via }]) => {
    const all = via ?? []
    const own = all.flatMap((each) => (typeof each === 'string' ? [] : [each]))
    if (own.length === 0 && all.some((each) => typeof each === 'string' && names.has(each) && each !== name))
      return []
    if (own.length === 0) return [{ ids: [name], rating: ratingOfWord(severity), isVulnerability: false }]
    return own.flatMap((each) => {
      const ids = [...advisoryIds([each.url]), ...(each.source === undefined ? [] : [`npm:${each.source}`])]
      const key = JSON.stringify([each.name ?? name, ids])
      if (seen.has(key)) return []
      seen.add(key)
      return [{ ids, rating: ratingOfWord(each.severity ?? severity), isVulnerability: ids.length > 0 }]
    })
  })
}

/** The findings of an advisory, one for each version that is installed, at least one. */
export function foundInAdvisory(advisory: z.infer<typeof NpmAdvisory>): ScanFinding[] {
  const { id, module_name, severity, url, github_advisory_id, cves, findings } = advisory
  const ids = [
    ...new Set([
      ...advisoryIds([github_advisory_id, url, ...(cves ?? [])]),
      ...(id === undefined ? [] : [`npm:${id}`]),
    ]),
  ]
  const versions = findings && findings.length > 0 ? findings.map(({ version }) => version) : [null]
  return versions.map((version) => ({
    ids,
    rating: ratingOfWord(severity),
    purl: packageUrl('npm', module_name, version),
    isVulnerability: ids.length > 0,
  }))
}

/** @param shown how many entries or findings there are, to be compared with the report's own total. */
function obstaclesOf({ error, metadata }: Report, shown: number): Finding[] {
  if (error !== undefined && error !== null) return [finding('audit.tool_error', { tool: 'npm audit' })]
  const declared = vulnerabilityTotal(metadata?.vulnerabilities)
  const audited = dependencyTotal(metadata)
  return [
    ...(declared === null ? [lacks('npm audit', 'its counts')] : []),
    ...(declared !== null && declared > shown ? [finding('audit.hidden', { declared, shown })] : []),
    ...(audited === 0 ? [finding('audit.nothing_audited')] : []),
  ]
}

/** The sum of the counts by severity; null when one of them is no number, or there are none. */
export function vulnerabilityTotal(
  counts: Readonly<Record<string, unknown>> | null | undefined,
): number | null {
  const numbers = Object.entries(counts ?? {}).flatMap(([word, count]) => (word === 'total' ? [] : [count]))
  if (numbers.length === 0) return null
  const sum = numbers.reduce<number>(
    (all, each) => all + (typeof each === 'number' && each >= 0 ? each : Number.NaN),
    0,
  )
  return Number.isFinite(sum) ? sum : null
}

const Total = z.looseObject({ total: z.number() })

/** How many dependencies were looked at; 0 when nothing says so. Yarn and npm 6 count only what is used in production as `dependencies`. */
export function dependencyTotal(
  counted: { dependencies?: unknown; totalDependencies?: unknown } | null | undefined,
): number {
  const total = Total.safeParse(counted?.dependencies).data?.total
  const all = [total, counted?.totalDependencies, counted?.dependencies]
  return Math.max(
    0,
    ...all.flatMap((each) => (typeof each === 'number' && Number.isFinite(each) ? [each] : [])),
  )
}
