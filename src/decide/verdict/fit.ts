import type { EvidenceItem } from '#model/evidence.ts'
import { type Finding, finding, hasCode } from '#model/finding.ts'
import type { RunFact } from '#model/github.ts'
import type { Acceptance } from '#model/policy.ts'
import { fitsOne, namesIn } from '../lib/names.ts'

/** How far an artifact is what a clause asks for. */
export interface Fit {
  /** It is something else: another producer or topic, or a suite or case is not in it. */
  absent: Finding[]
  /** It is what is asked for, and does not show that it passed: a case was skipped, or too many were. */
  unproven: Finding[]
}

/** What a clause is held against, besides the artifact itself. */
export interface Fitting {
  /** All artifacts of the release, for those that hold attestations about others. */
  items: readonly EvidenceItem[]
  /** The runs that the forge knows of. */
  runs: readonly RunFact[]
  /** Greatest share of skipped cases where the clause says nothing else; null = any. */
  maxSkippedShare: number | null
  /** Whether it has to come from a run that succeeded, where the clause says nothing else. */
  runConclusion: boolean
}

/**
 * Compares an artifact with the names of a clause. GO is a positive assertion: a suite that is named must be there with
 * something that passed and nothing that failed, a case must be there and have passed wherever it stands.
 */
export function fitOf(item: EvidenceItem, clause: Acceptance, fitting: Fitting): Fit {
  const suites = (clause.suites ?? []).map((suite) => judgeSuite(item, suite))
  const cases = (clause.cases ?? []).map((each) => judgeCase(item, each))
  const judged = [...suites, ...cases].flatMap((each) => each ?? [])
  return {
    absent: [
      ...otherProducer(item, clause),
      ...otherSigner(item, clause, fitting),
      ...otherWorkflow(item, clause, fitting),
      ...otherTopic(item, clause),
      ...otherTarget(item, clause),
      ...judged.filter((each) => isOne(each, MISSING)),
    ],
    unproven: [
      ...judged.filter((each) => !isOne(each, MISSING)),
      ...tooManySkipped(item, clause.maxSkippedShare ?? fitting.maxSkippedShare),
      ...runFailed(item, clause, fitting),
    ],
  }
}

/** True for a finding that says in which way an artifact is not what a clause asks for. */
export function isMisfit(each: Finding): boolean {
  return isOne(each, MISFITS)
}

/** What the clauses of a gate ask for by name, each sort of name as one argument; only the sorts that they name. */
export function askedBy(clauses: readonly Acceptance[]): Finding['args'] {
  const sorts = ASKED.map(
    (sort) => [sort, [...new Set(clauses.flatMap((clause) => clause[sort] ?? []))]] as const,
  )
  return Object.fromEntries(sorts.flatMap(([sort, names]) => (names.length > 0 ? [[sort, [...names]]] : [])))
}

const ASKED = ['cases', 'suites', 'topics', 'targets', 'producers'] as const

/** True for a clause that names what has to be in the file. */
export function namesContent({ suites, cases }: Acceptance): boolean {
  return suites !== undefined || cases !== undefined
}

function isOne(each: Finding, codes: readonly string[]): boolean {
  return codes.some((code) => hasCode(each, code))
}

const MISSING = ['artifact.suite_missing', 'artifact.case_missing']
const MISFITS = [
  ...MISSING,
  'artifact.other_producer',
  'artifact.other_signer',
  'artifact.other_workflow',
  'artifact.other_topic',
  'artifact.other_target',
  'artifact.suite_not_passed',
  'artifact.case_not_passed',
  'artifact.too_many_skipped',
  'artifact.run_not_named',
  'artifact.run_not_known',
  'artifact.run_not_succeeded',
  'artifact.run_of_other_commit',
  'artifact.run_of_other_bytes',
  'artifact.proves_another',
  'artifact.reused',
]

function judgeSuite(item: EvidenceItem, suite: string): Finding | null {
  const named = item.suites.filter(({ name }) => namesIn(suite, name))
  if (named.length === 0) return about('artifact.suite_missing', item, { suite })
  const bad = named.find(({ passed, failed, errored }) => passed === 0 || failed + errored > 0)
  return bad ? about('artifact.suite_not_passed', item, { suite }) : null
}

function judgeCase(item: EvidenceItem, wanted: string): Finding | null {
  const named = (item.cases ?? []).filter(
    ({ name, suite }) => namesIn(wanted, name) || namesIn(wanted, suite),
  )
  if (named.length === 0) return about('artifact.case_missing', item, { case: wanted })
  const bad = named.find(({ status }) => status !== 'passed')
  if (!bad) return null
  return about('artifact.case_not_passed', item, { case: wanted, status: bad.status })
}

function otherProducer(item: EvidenceItem, { producers }: Acceptance): Finding[] {
  if (!producers || fitsOne(producers, item.producer)) return []
  return [about('artifact.other_producer', item, { found: item.producer, wanted: producers })]
}

function otherTopic(item: EvidenceItem, { topics }: Acceptance): Finding[] {
  const topic = item.recorded?.topic ?? null
  if (!topics || (topic !== null && fitsOne(topics, topic))) return []
  return [about('artifact.other_topic', item, { found: topic, wanted: topics })]
}

function otherTarget(item: EvidenceItem, { targets: wanted }: Acceptance): Finding[] {
  const found = item.targets ?? []
  if (!wanted || found.some((target) => fitsOne(wanted, target))) return []
  return [about('artifact.other_target', item, { found, wanted })]
}

/** An attestation that was verified is believed about its artifact when all that its file holds is by one who is asked for. */
function otherSigner(item: EvidenceItem, { signers }: Acceptance, { items }: Fitting): Finding[] {
  if (!signers || provenSigners(item, items).some((each) => each.every((one) => signers.includes(one))))
    return []
  return [about('artifact.other_signer', item, { wanted: signers })]
}

/** For each thing that vouches for an artifact's origin, the expectations that its verified signatures fit. */
function provenSigners(item: EvidenceItem, items: readonly EvidenceItem[]): string[][] {
  if (item.verification.some(({ outcome }) => outcome === 'failed')) return []
  const own = item.attestations.map((each) => expected([each]))
  const others = item.verification
    .filter(({ source, outcome }) => source === 'attestation' && outcome === 'verified')
    .map(({ name }) =>
      expected(items.filter((each) => each.name === name).flatMap((each) => each.attestations)),
    )
  return [...own, ...others].filter((each) => each.length > 0)
}

function otherWorkflow(item: EvidenceItem, { workflows }: Acceptance, { runs }: Fitting): Finding[] {
  if (!workflows) return []
  const run = runs.find(({ id }) => id === item.run?.id)
  const isRight = run?.path !== undefined && workflows.includes(run.path)
  if (isRight && notOfRun(item, run) === null) return []
  const found = run?.path ?? null
  return [about('artifact.other_workflow', item, { found, wanted: workflows })]
}

/**
 * A report may be green although its run failed: some runners count no error outside of the tests. A run that is known to
 * have failed proves nothing, unless the clause says that any run will do; where one that succeeded is asked for, the forge
 * has to know all of it.
 */
function runFailed(
  item: EvidenceItem,
  { runConclusion }: Acceptance,
  { runs, runConclusion: policys }: Fitting,
): Finding[] {
  const run = runs.find(({ id }) => id === item.run?.id)
  const isRed = FAILED.has(run?.conclusion ?? '')
  if (item.recorded !== null || !(runConclusion ?? (policys || isRed))) return []
  const doubt = item.run === null ? about('artifact.run_not_named', item, {}) : notOfRun(item, run)
  return doubt === null ? [] : [doubt]
}

/** How GitHub says that a run did not reach its end well: https://docs.github.com/rest/checks/runs, member `conclusion`. */
const FAILED: ReadonlySet<string> = new Set(['failure', 'timed_out', 'startup_failure'])

/**
 * The forge's record of a run's artifact vouches for its bytes, and the run says how it ended and on which commit. Says what
 * of that does not hold; null when all does.
 */
function notOfRun(item: EvidenceItem, run: RunFact | undefined): Finding | null {
  if (run === undefined) return about('artifact.run_not_known', item, {})
  const { conclusion, commit } = run
  if (conclusion !== 'success') return about('artifact.run_not_succeeded', item, { conclusion })
  if (commit === null || commit !== item.subject.commit)
    return about('artifact.run_of_other_commit', item, {})
  const outcomes = item.verification.filter(({ source }) => source === 'run').map(({ outcome }) => outcome)
  const isKnown =
    outcomes.includes('verified') && item.verification.every(({ outcome }) => outcome !== 'failed')
  return isKnown ? null : about('artifact.run_of_other_bytes', item, {})
}

function expected(attestations: EvidenceItem['attestations']): string[] {
  return attestations
    .filter(({ outcome }) => outcome === 'verified')
    .map((attestation) => attestation.expected ?? '')
}

function tooManySkipped(item: EvidenceItem, most: number | null): Finding[] {
  const { counts, skips = [] } = item
  if (most === null || counts === null || counts.skipped <= most * counts.total) return []
  const args = { skipped: counts.skipped, total: counts.total, percent: Math.round(most * 1e4) / 100 }
  const why = skips.map(({ reason }) => reason)
  return [about('artifact.too_many_skipped', item, { ...args, why })]
}

function about(code: string, { name }: EvidenceItem, args: Finding['args']): Finding {
  return finding(code, { ...args, item: name }, ['evidence', name])
}
