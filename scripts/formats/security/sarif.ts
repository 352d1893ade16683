import { z } from 'zod'
import { asCommit, asLine } from '#lib/text.ts'
import { asInstant } from '#lib/time.ts'
import type { Reading } from '#model/evidence.ts'
import { type Finding, finding } from '#model/finding.ts'
import type { Rating } from '#model/vulnerability.ts'
import { hasMarks } from '../format.ts'
import { emptyReading, readArtifactShape, unreadable } from '../reading.ts'
import { runTroubles } from './sarif-run.ts'
import {
  type SarifComponent,
  SarifLog,
  type SarifResult,
  type SarifRule,
  type SarifRun,
} from './sarif-shape.ts'
import { withTargets } from './verdict.ts'

/** True for an object that has the two keys every SARIF log must have. */
export function isSarif(document: unknown): boolean {
  return hasMarks(Marks, document)
}

const Marks = z.looseObject({ version: z.string(), runs: z.array(z.unknown()) })
const Version = z.looseObject({ version: z.unknown() })

/**
 * SARIF 2.1.0. What a log can say of itself is three things:
 * - a tool did not look, or not to the end, or something went wrong, or a result awaits a person: a verdict, `unknown`,
 *   which no limit of a policy can turn into a pass;
 * - every tool looked and none found anything: a verdict, `passed`;
 * - there are findings, suppressed ones included: measurements, `unknown`, because a scanner does not know which findings a release may have.
 *   The policy's limits on `findings.*` decide, and without limits it never passes.
 * `findings.critical|high|medium|low` count rules with a `security-severity` only; the rest are
 * `findings.unrated`, so a policy that limits the former must limit the latter too. What was suppressed with a justification
 * counts as `findings.suppressed` and `findings.suppressed_<severity>` instead; without one it counts in full. Messages, snippets and places
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
  const found = countResults(runs)
  const commits = commitsOf(runs)
  const ambiguous = commits.size > 1 ? [finding('evidence.commits_disagree')] : []
  const judged = judge(log.value, found)
  const reading = {
    ...emptyReading('sarif'),
    ...judged,
    dialect: `SARIF ${log.value.version}`,
    tool: toolOf(runs),
    reasons: [...judged.reasons, ...ambiguous],
    metrics: metricsOf(found),
    subject: { commit: commits.size === 1 ? ([...commits][0] ?? null) : null, digests: [] },
    generatedAt: timeOf(runs),
  }
  return withTargets(reading, runs.flatMap(lookedAt))
}

type Judged = Pick<Reading, 'judgement' | 'status' | 'reasons'>

function judge(log: SarifLog, found: SarifCounts): Judged {
  const obstacles = obstaclesOf(log, found)
  if (obstacles.length > 0) return { judgement: 'verdict', status: 'unknown', reasons: obstacles }
  const { total, critical, high, medium, low, unrated, suppressed, unexplained } = found
  if (total + suppressed === 0) return { judgement: 'verdict', status: 'passed', reasons: [] }
  return {
    judgement: 'measurements',
    status: 'unknown',
    reasons: [
      ...(total > 0 ? [finding('sarif.findings', { total, critical, high, medium, low, unrated })] : []),
      ...(suppressed > 0 ? [finding('scan.suppressed', { total: suppressed })] : []),
      ...(unexplained > 0 ? [finding('scan.suppressed_unexplained', { total: unexplained })] : []),
    ],
  }
}

/** Why nobody may conclude anything from the log, whatever it lists. */
function obstaclesOf(log: SarifLog, found: SarifCounts): Finding[] {
  const { runs } = log
  if (runs.length === 0) return [finding('sarif.no_runs')]
  const silent = runs.filter(({ results }) => !results).length
  const elsewhere = runs.some((run) => run.externalPropertyFileReferences?.results?.length)
  const isSplit = elsewhere || log.inlineExternalProperties?.some((part) => part.results?.length)
  return [
    ...runTroubles(runs),
    ...(silent > 0 ? [finding('sarif.no_results', { runs: silent })] : []),
    ...(isSplit ? [finding('sarif.results_elsewhere')] : []),
    ...(found.undecided > 0 ? [finding('sarif.undecided', { total: found.undecided })] : []),
  ]
}

function metricsOf(found: SarifCounts): Reading['metrics'] {
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

/** The image, the files that it calls its targets, or else the repository. */
function lookedAt({ properties, artifacts, versionControlProvenance }: SarifRun): unknown[] {
  const files = (artifacts ?? []).filter(
    ({ roles }) => Array.isArray(roles) && roles.includes('analysisTarget'),
  )
  return [
    properties?.imageName,
    ...files.map(({ location }) => Uri.safeParse(location).data?.uri),
    ...(versionControlProvenance ?? []).map(({ repositoryUri }) => repositoryUri),
  ]
}

const Uri = z.looseObject({ uri: z.string() })

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

/** Findings by severity and by level; `undecided` await a person, `unexplained` count although they were suppressed. */
type SarifCounts = Record<
  | 'total'
  | 'critical'
  | 'high'
  | 'medium'
  | 'low'
  | 'unrated'
  | 'error'
  | 'warning'
  | 'note'
  | 'none'
  | 'unchanged'
  | 'suppressed'
  | `suppressed_${Rating}`
  | 'unexplained'
  | 'undecided',
  number
>

/**
 * Counts the findings of all runs: results whose `kind` is absent or `fail`, that are not suppressed and not `absent`
 * against the baseline. Severity is the rule's `security-severity`, level the result's or the rule's.
 */
function countResults(runs: readonly SarifRun[]): SarifCounts {
  const counts: SarifCounts = { ...NOTHING }
  for (const run of runs) {
    const rules = ruleFinder(run)
    for (const result of run.results ?? []) count(result, rules, counts)
  }
  return counts
}

const NOTHING: SarifCounts = {
  total: 0,
  critical: 0,
  high: 0,
  medium: 0,
  low: 0,
  unrated: 0,
  error: 0,
  warning: 0,
  note: 0,
  none: 0,
  unchanged: 0,
  suppressed: 0,
  suppressed_critical: 0,
  suppressed_high: 0,
  suppressed_medium: 0,
  suppressed_low: 0,
  suppressed_unrated: 0,
  unexplained: 0,
  undecided: 0,
}

function count(result: SarifResult, ruleOf: RuleFinder, counts: SarifCounts): void {
  const kind = result.kind ?? 'fail'
  if (result.baselineState === 'absent' || isHarmless(result)) return
  const rule = ruleOf(result)
  if (isSuppressed(result) && isExplained(result)) {
    counts.suppressed += 1
    counts[`suppressed_${severityOf(rule)}`] += 1
  } else if (kind !== 'fail') {
    counts.undecided += 1
  } else {
    counts.total += 1
    counts[severityOf(rule)] += 1
    counts[levelOf(result, rule)] += 1
    if (result.baselineState === 'unchanged') counts.unchanged += 1
    if (isSuppressed(result)) counts.unexplained += 1
  }
}

/** A kind that reports no problem, unless its level says otherwise. Any other word (`open`, `review`) leaves it undecided. */
function isHarmless({ kind, level }: SarifResult): boolean {
  return HARMLESS.has(kind ?? 'fail') && ['none', 'note'].includes(level ?? 'none')
}

const HARMLESS: ReadonlySet<string> = new Set(['pass', 'notApplicable', 'informational'])

/** One suppression that is under review or rejected, and the result stands. */
function isSuppressed({ suppressions }: SarifResult): boolean {
  if (!suppressions || suppressions.length === 0) return false
  return suppressions.every(({ status }) => (status ?? 'accepted') === 'accepted')
}

function isExplained({ suppressions }: SarifResult): boolean {
  return (suppressions ?? []).some(({ justification }) => asLine(justification) !== null)
}

function severityOf(rule: SarifRule | null): Rating {
  const rating = rule?.properties?.['security-severity']
  const isText = typeof rating === 'string' && /^[0-9]{1,2}(\.[0-9]+)?$/.test(rating)
  const score = isText ? Number(rating) : rating
  if (typeof score !== 'number' || score < 0 || score > 10) return 'unrated'
  if (score >= 9) return 'critical'
  if (score >= 7) return 'high'
  return score >= 4 ? 'medium' : 'low'
}

function levelOf(result: SarifResult, rule: SarifRule | null): 'error' | 'warning' | 'note' | 'none' {
  const level = result.level ?? rule?.defaultConfiguration?.level
  if (level === undefined || level === null) return 'warning'
  return level === 'warning' || level === 'note' || level === 'none' ? level : 'error'
}

type RuleFinder = (result: SarifResult) => SarifRule | null

/** By index in the component the result names, else by id in that component, else by id anywhere. */
function ruleFinder({ tool }: SarifRun): RuleFinder {
  const extensions = tool.extensions ?? []
  const components = [tool.driver, ...extensions]
  const byId = new Map(components.map((component) => [component, rulesById(component)]))
  return (result) => {
    const home = componentOf(result, tool.driver, extensions)
    const id = result.ruleId ?? result.rule?.id ?? null
    const indexed = home.rules?.[result.ruleIndex ?? result.rule?.index ?? -1]
    if (indexed && agrees(indexed, id)) return indexed
    for (const name of id === null ? [] : namesOf(id)) {
      const holder = [home, ...components].find((component) => byId.get(component)?.has(name))
      if (holder) return byId.get(holder)?.get(name) ?? null
    }
    return null
  }
}

function rulesById({ rules }: SarifComponent): Map<string, SarifRule> {
  return new Map((rules ?? []).flatMap((rule) => (rule.id ? [[rule.id, rule] as const] : [])))
}

function componentOf(
  result: SarifResult,
  driver: SarifComponent,
  extensions: readonly SarifComponent[],
): SarifComponent {
  const { index, guid, name } = result.rule?.toolComponent ?? {}
  return (
    extensions[index ?? -1] ??
    extensions.find((extension) => guid && extension.guid === guid) ??
    extensions.find((extension) => name && extension.name === name) ??
    driver
  )
}

/** An index that leads to a rule of another name is a mistake or a trick; then the name decides. */
function agrees(rule: SarifRule, id: string | null): boolean {
  return id === null || !rule.id || namesOf(id).includes(rule.id)
}

/** `CA1000/1/2` is a case of the rules `CA1000/1` and `CA1000`. */
function namesOf(id: string): string[] {
  const parts = id.split('/').slice(0, 8)
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('/'))
}
