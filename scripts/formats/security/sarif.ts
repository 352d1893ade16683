import { z } from 'zod'
import type { Reading } from '#model/evidence.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import { readArtifactShape } from '../artifact-shape.ts'
import { hasMarks } from '../has-keys.ts'
import { asCommit, asInstant, asLine, emptyReading, unreadable } from '../reading.ts'
import { type Tally, tally } from './sarif-results.ts'
import { SarifLog, type SarifRun } from './sarif-shape.ts'

/** True for an object that has the two keys every SARIF log must have. */
export function isSarif(document: unknown): boolean {
  return hasMarks(Marks, document)
}

const Marks = z.looseObject({ version: z.string(), runs: z.array(z.unknown()) })
const Version = z.looseObject({ version: z.unknown() })

/**
 * SARIF 2.1.0 (`reference/evidence-formats.md`, 3.2). What a log can say of itself is three things:
 * - a tool did not look, or not to the end, or a result awaits a person: a verdict, `unknown`, which no limit of a
 *   policy can turn into a pass;
 * - every tool looked and none found anything: a verdict, `passed`;
 * - there are findings: measurements, `unknown`, because a scanner does not know which findings a release may have.
 *   The policy's limits on `findings.*` decide, and without limits it never passes.
 * `findings.critical|high|medium|low` count rules with a `security-severity` only; the rest are
 * `findings.unrated`, so a policy that limits the former must limit the latter too. Messages, snippets and places
 * stay in the artifact.
 */
export function readSarif(document: unknown): Reading {
  const version = Version.safeParse(document).data?.version
  if (typeof version === 'string' && version !== '2.1.0') {
    return {
      ...emptyReading('sarif'),
      reasons: [finding('sarif.version', { version: asLine(version.slice(0, 20)) })],
    }
  }
  const log = readArtifactShape('sarif', SarifLog, document)
  if (!log.ok) return unreadable('sarif', log.findings)
  const { runs } = log.value
  const found = tally(runs)
  const commits = commitsOf(runs)
  const ambiguous = commits.size > 1 ? [finding('evidence.commits_disagree')] : []
  const judged = judge(log.value, found)
  return {
    ...emptyReading('sarif'),
    ...judged,
    dialect: `SARIF ${log.value.version}`,
    tool: toolOf(runs),
    reasons: [...judged.reasons, ...ambiguous],
    metrics: metricsOf(found),
    subject: { commit: commits.size === 1 ? ([...commits][0] ?? null) : null, digests: [] },
    generatedAt: timeOf(runs),
  }
}

type Judged = Pick<Reading, 'judgement' | 'status' | 'reasons'>

function judge(log: SarifLog, found: Tally): Judged {
  const obstacles = obstaclesOf(log, found)
  if (obstacles.length > 0) return { judgement: 'verdict', status: 'unknown', reasons: obstacles }
  if (found.total === 0) return { judgement: 'verdict', status: 'passed', reasons: [] }
  const { total, critical, high, medium, low, unrated } = found
  const findings = finding('sarif.findings', { total, critical, high, medium, low, unrated })
  return { judgement: 'measurements', status: 'unknown', reasons: [findings] }
}

/** Why nobody may conclude anything from the log, whatever it lists. */
function obstaclesOf(log: SarifLog, found: Tally): Finding[] {
  const { runs } = log
  if (runs.length === 0) return [finding('sarif.no_runs')]
  const failed = runs.filter(({ invocations }) => invocations?.some((one) => !one.executionSuccessful)).length
  const silent = runs.filter(({ results }) => !results).length
  const elsewhere = runs.some((run) => run.externalPropertyFileReferences?.results?.length)
  const isSplit = elsewhere || log.inlineExternalProperties?.some((part) => part.results?.length)
  return [
    ...(failed > 0 ? [finding('sarif.execution_failed', { runs: failed })] : []),
    ...(silent > 0 ? [finding('sarif.no_results', { runs: silent })] : []),
    ...(isSplit ? [finding('sarif.results_elsewhere')] : []),
    ...(found.undecided > 0 ? [finding('sarif.undecided', { total: found.undecided })] : []),
  ]
}

function metricsOf(found: Tally): Reading['metrics'] {
  return Object.fromEntries(Object.entries(found).map(([name, count]) => [`findings.${name}`, count]))
}

/** The tools that ran; a version only when there is one tool. */
function toolOf(runs: SarifRun[]): Reading['tool'] {
  const names = [...new Set(runs.flatMap(({ tool }) => asLine(tool.driver.name) ?? []))]
  const name = asLine(names.join(', '))
  if (name === null) return null
  const driver = runs[0]?.tool.driver
  return { name, version: names.length === 1 ? asLine(driver?.semanticVersion ?? driver?.version) : null }
}

function commitsOf(runs: SarifRun[]): Set<string> {
  const provenance = runs.flatMap((run) => run.versionControlProvenance ?? [])
  return new Set(provenance.flatMap(({ revisionId }) => asCommit(revisionId) ?? []))
}

/** When the last tool ended. */
function timeOf(runs: SarifRun[]): string | null {
  const times = runs
    .flatMap((run) => run.invocations ?? [])
    .flatMap(({ endTimeUtc, startTimeUtc }) => asInstant(endTimeUtc) ?? asInstant(startTimeUtc) ?? [])
  return times.reduce<string | null>(
    (latest, time) => (latest === null || Date.parse(time) > Date.parse(latest) ? time : latest),
    null,
  )
}
