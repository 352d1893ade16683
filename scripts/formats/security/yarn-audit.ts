import { z } from 'zod'
import type { Reading } from '#model/evidence.ts'
import { type Finding, finding } from '#model/finding.ts'
import { hasKeys } from '../format.ts'
import { readArtifactShape, unreadable } from '../reading.ts'
import { advisoryIds, auditReading, lacks, packageUrl } from './audit.ts'
import { dependencyTotal, foundInAdvisory, NpmAdvisory, vulnerabilityTotal } from './npm-audit.ts'
import { ratingOfWord, type ScanFinding } from './verdict.ts'

const Classic = z.looseObject({ type: z.string(), data: z.unknown() })
const Advised = z.looseObject({ advisory: NpmAdvisory })
const Summary = z.looseObject({
  vulnerabilities: z.record(z.string(), z.unknown()),
  dependencies: z.unknown().optional(),
  totalDependencies: z.unknown().optional(),
})

/** A line of Yarn 4: one advisory about one package. */
const Modern = z.looseObject({
  value: z.string(),
  children: z.looseObject({
    ID: z.union([z.string(), z.number()]),
    URL: z.string().nullish(),
    Severity: z.string().nullish(),
    'Tree Versions': z.array(z.string()).nullish(),
  }),
})

/** True for lines of `yarn audit --json`, or for the single line that a small one has. */
export function isYarnAudit(document: unknown): boolean {
  const lines: unknown[] = Array.isArray(document) ? document : [document]
  const [first] = lines
  if (hasKeys(first, 'type', 'data'))
    return lines.some((each) => hasKeys(each, 'type') && CLASSIC.has(each['type']))
  return hasKeys(first, 'value', 'children') && hasKeys(first['children'], 'ID', 'Severity')
}

const CLASSIC: ReadonlySet<unknown> = new Set(['auditAdvisory', 'auditSummary', 'auditAction'])

/**
 * The lines of `yarn audit --json` (Yarn 1), or of `yarn npm audit --json` (Yarn 4). Yarn 1 ends with a summary, without
 * which the output was cut off; Yarn 4 writes nothing at all when it found nothing, so it can show no clean audit. What
 * Yarn 2 and 3 write is that of npm 6.
 */
export function readYarnAudit(document: unknown): Reading {
  const lines = [document].flat()
  return hasKeys(lines[0], 'children') ? readModern(lines) : readClassic(lines)
}

function readClassic(document: unknown[]): Reading {
  const lines = readArtifactShape('yarn-audit', z.array(Classic), document)
  if (!lines.ok) return unreadable('yarn-audit', lines.findings)
  const dataOf = (type: string) => lines.value.filter((each) => each.type === type).map(({ data }) => data)
  const advised = readArtifactShape('yarn-audit', z.array(Advised), dataOf('auditAdvisory'))
  if (!advised.ok) return unreadable('yarn-audit', advised.findings)
  const found = advised.value.flatMap(({ advisory }) => foundInAdvisory(advisory).slice(0, 1))
  return auditReading('yarn-audit', {
    dialect: 'Yarn 1',
    tool: { name: 'yarn-audit' },
    found,
    obstacles: obstaclesOf(lines.value, Summary.safeParse(dataOf('auditSummary').at(-1)).data, found.length),
  })
}

function obstaclesOf(
  lines: readonly z.infer<typeof Classic>[],
  summary: z.infer<typeof Summary> | undefined,
  shown: number,
): Finding[] {
  const errors = lines.filter(({ type }) => type === 'error').length
  const strange = lines.filter(
    ({ type }) => !CLASSIC.has(type) && !HARMLESS.has(type) && type !== 'error',
  ).length
  const declared = vulnerabilityTotal(summary?.vulnerabilities)
  return [
    ...(errors > 0 ? [finding('audit.tool_error', { tool: 'Yarn' })] : []),
    ...(strange > 0 ? [finding('audit.unknown_words', { count: strange })] : []),
    ...(declared === null ? [lacks('Yarn', 'the summary on its last line')] : []),
    ...(declared !== null && declared > shown ? [finding('audit.hidden', { declared, shown })] : []),
    ...(summary && dependencyTotal(summary) === 0 ? [finding('audit.nothing_audited')] : []),
  ]
}

const HARMLESS: ReadonlySet<string> = new Set(['info', 'warning', 'step', 'activityStart', 'activityEnd'])

function readModern(document: unknown[]): Reading {
  const lines = readArtifactShape('yarn-audit', z.array(Modern), document)
  if (!lines.ok) return unreadable('yarn-audit', lines.findings)
  return auditReading('yarn-audit', {
    dialect: 'Yarn 4',
    tool: { name: 'yarn-audit' },
    found: lines.value.flatMap(foundByYarn4),
    obstacles: [],
  })
}

/** One for each version that is installed. */
function foundByYarn4({ value, children }: z.infer<typeof Modern>): ScanFinding[] {
  const versions = children['Tree Versions'] ?? []
  return (versions.length > 0 ? versions : [null]).map((version) => ({
    ids: [...advisoryIds([children.URL]), `npm:${children.ID}`],
    rating: ratingOfWord(children.Severity),
    purl: packageUrl('npm', value, version),
    isVulnerability: true,
  }))
}
