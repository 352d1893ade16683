import { z } from 'zod'
import { asLine } from '#lib/text.ts'
import type { Reading } from '#model/evidence.ts'
import { type Finding, finding } from '#model/finding.ts'
import { hasKeys } from '../format.ts'
import { readArtifactShape, unreadable } from '../reading.ts'
import { auditReading, lacks } from './audit.ts'
import { ratingOfWord, type ScanFinding } from './verdict.ts'

const Text = z.string().nullish()

const Issue = z.looseObject({
  id: z.string(),
  severity: Text,
  type: Text,
  packageName: Text,
  version: Text,
  identifiers: z.record(z.string(), z.array(z.unknown())).nullish(),
  filtered: z.looseObject({ ignored: z.array(z.looseObject({ reason: Text })).nullish() }).nullish(),
})

const Project = z.looseObject({
  ok: z.boolean().nullish(),
  error: z.unknown().optional(),
  vulnerabilities: z.array(Issue).nullish(),
  filtered: z.looseObject({ ignore: z.array(Issue).nullish(), patch: z.array(Issue).nullish() }).nullish(),
  dependencyCount: z.number().nullish(),
  severityThreshold: Text,
  projectName: Text,
})
type Issue = z.infer<typeof Issue>
type Project = z.infer<typeof Project>

/** True for what `snyk test --json` writes about a project, or about several. */
export function isSnyk(document: unknown): boolean {
  const first: unknown = Array.isArray(document) ? document[0] : document
  if (!hasKeys(first, 'ok')) return false
  return hasKeys(first, 'vulnerabilities', 'dependencyCount') || hasKeys(first, 'error', 'path')
}

/**
 * `snyk test --json` and `snyk container test --json`, of one project or several. Snyk lists an issue once for each way
 * to the package; it is counted once for each version of a package. What was ignored without a reason counts as found. A clean
 * test shows that it looked at dependencies.
 */
export function readSnyk(document: unknown): Reading {
  const shape = readArtifactShape('snyk', z.array(Project).min(1), [document].flat())
  if (!shape.ok) return unreadable('snyk', shape.findings)
  const ignored = shape.value.flatMap(({ filtered }) => filtered?.ignore ?? [])
  const patched = shape.value.flatMap(({ filtered }) => filtered?.patch ?? [])
  const unexplained = distinct(ignored.filter((each) => !isExplained(each)))
  return auditReading('snyk', {
    dialect: 'Snyk JSON',
    tool: { name: 'Snyk' },
    found: [...shape.value.flatMap(({ vulnerabilities }) => distinct(vulnerabilities ?? [])), ...unexplained],
    suppressed: distinct([...ignored.filter(isExplained), ...patched]),
    unexplained: unexplained.length,
    obstacles: shape.value.flatMap(obstaclesOf),
    targets: shape.value.map(({ projectName }) => projectName),
  })
}

function distinct(issues: readonly Issue[]): ScanFinding[] {
  const byPackage = Map.groupBy(issues, ({ id, packageName, version }) =>
    JSON.stringify([id, packageName, version]),
  )
  return [...byPackage.values()].flatMap(([first]) => (first ? [foundIn(first)] : []))
}

/** A license that is not allowed is an issue and no vulnerability. */
function foundIn({ id, severity, type, identifiers }: Issue): ScanFinding {
  const others = Object.entries(identifiers ?? {}).flatMap(([kind, ids]) => (kind === 'CWE' ? [] : ids))
  return {
    ids: [...new Set([id, ...others.flatMap((each) => asLine(each) ?? [])])],
    rating: ratingOfWord(severity),
    isVulnerability: type !== 'license',
  }
}

/** Snyk writes words of its own where nobody gave a reason. */
function isExplained({ filtered }: Issue): boolean {
  return (filtered?.ignored ?? []).some(({ reason }) => asLine(reason) !== null && reason !== 'None Given')
}

function obstaclesOf({ ok, error, vulnerabilities, dependencyCount, severityThreshold }: Project): Finding[] {
  if (error !== undefined && error !== null) return [finding('audit.tool_error', { tool: 'Snyk' })]
  const shown = vulnerabilities?.length ?? 0
  return [
    ...(typeof ok === 'boolean' ? [] : [lacks('Snyk', 'its verdict')]),
    ...(ok === false && shown === 0 ? [finding('audit.hidden', { declared: 1, shown })] : []),
    ...((dependencyCount ?? 0) > 0 ? [] : [finding('audit.nothing_audited')]),
    ...(severityThreshold && severityThreshold !== 'low' ? [finding('audit.filtered')] : []),
  ]
}
