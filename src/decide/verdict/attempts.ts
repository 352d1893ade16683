import type { Dossier } from '#model/dossier.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import type { CommitRun } from '#model/github.ts'
import type { Policy } from '#model/policy.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { sortFindings } from '../lib/findings.ts'
import { millis } from '../lib/time.ts'

type Attempt = Dossier['attempts'][number]

/**
 * The rounds through the release gate that the dossier tells of [000, node G]: the last one must have passed, by its number
 * and by its time. A round that calls itself passed and names failed gates did not.
 */
export function judgeAttempts({ attempts }: Dossier): { blockers: Finding[]; findings: Finding[] } {
  const failed = lastOnes(attempts).filter((each) => !hasPassed(each))
  const nameless = attempts.filter((each) => each.result === 'failed' && each.failedGates.length === 0)
  return {
    blockers: sortFindings(failed.map((each) => aboutAttempt('attempt.last_failed', each))),
    findings: sortFindings(nameless.map((each) => aboutAttempt('attempt.no_gates', each))),
  }
}

/** Since when evidence has to be new, in milliseconds since 1970: per gate, and for all that nobody names a gate of. */
export interface Reworks {
  byGate: ReadonlyMap<string, number>
  /**
   * The latest failed attempt that does not say where it failed: that may have been at any gate. Null = none. The last
   * attempt of all is not meant: where that failed, nothing can be GO.
   */
  anywhere: number | null
}

/** The latest failed attempts at a moment: evidence must be younger than that. @param at the moment, in milliseconds. */
export function reworksOf({ attempts }: Dossier, at: number): Reworks {
  const byGate = new Map<string, number>()
  let anywhere: number | null = null
  const last = new Set(lastOnes(attempts))
  for (const attempt of attempts) {
    const ranAt = millis(attempt.evidenceRunAt)
    if (hasPassed(attempt) || ranAt > at) continue
    if (attempt.failedGates.length === 0 && !last.has(attempt)) anywhere = Math.max(ranAt, anywhere ?? ranAt)
    for (const gate of attempt.failedGates) byGate.set(gate, Math.max(ranAt, byGate.get(gate) ?? ranAt))
  }
  return { byGate, anywhere }
}

/** Since when the evidence of one gate or artifact has to be new; null = it was in no failed attempt. */
export function reworkedSince({ byGate, anywhere }: Reworks, id: string): number | null {
  const own = byGate.get(id) ?? null
  return own === null || anywhere === null ? (own ?? anywhere) : Math.max(own, anywhere)
}

function hasPassed({ result, failedGates }: Attempt): boolean {
  return result === 'passed' && failedGates.length === 0
}

/** Numbers are the dossier's own; where they and the times disagree, either last one has to have passed. */
function lastOnes(attempts: readonly Attempt[]): Attempt[] {
  const number = attempts.reduce((most, { n }) => Math.max(most, n), 0)
  const time = attempts.reduce((most, each) => Math.max(most, millis(each.evidenceRunAt)), 0)
  return attempts.filter((each) => each.n === number || millis(each.evidenceRunAt) === time)
}

function aboutAttempt(code: string, { n, failedGates }: Attempt): Finding {
  return finding(code, { n, gates: failedGates.toSorted() }, ['attempts', n])
}

/** A release with its evidence and what its policy says of runs. */
interface Ran {
  record: ReleaseRecord
  dossier: Dossier
  items: readonly EvidenceItem[]
  policy: Policy
}

/**
 * Workflow runs of the released code that were started again, or that did not end well, whichever the dossier names: a check
 * that was red and is green with nothing changed may be red again. Told by the forge where it is asked, and by the dossier.
 * A policy may take green at the first attempt only. Then the forge has to know all runs: a dossier names those that it likes.
 */
export function judgeRuns(ran: Ran): { blockers: Finding[]; findings: Finding[] } {
  const { own, others } = redRuns(ran)
  const twice = attemptsOf(ran).flatMap(([run, attempt]) =>
    attempt !== null && attempt > 1 ? [aboutRun('attempt.run_again', run, { attempt })] : [],
  )
  const again = [...twice, ...absorbed(ran)]
  const told = others.map((run) => aboutRed('attempt.commit_red', run))
  const red = own.map((run) => aboutRed('attempt.run_red', run))
  if (!ran.policy.firstAttempt)
    return { blockers: [], findings: sortFindings([...again, ...red, ...told, ...notAll(ran)]) }
  return {
    blockers: sortFindings([...again, ...red, ...unknownAttempts(ran), ...notAll(ran), ...unlisted(ran)]),
    findings: sortFindings(told),
  }
}

/** Cases that passed only when they were tried again inside of one run: that was red, and its report is green. */
function absorbed({ record }: Ran): Finding[] {
  return record.evidence.flatMap(({ name, counts }) => {
    const flaky = counts?.flaky ?? 0
    return flaky > 0 ? [finding('attempt.absorbed', { item: name, total: flaky }, ['evidence', name])] : []
  })
}

type Runs = readonly CommitRun[]

/** Every run that anybody tells of with its attempt, those of the forge and of the dossier. Of several words the highest counts. */
function attemptsOf({ record, dossier }: Ran): [string, number | null][] {
  const attempts = new Map<string, number | null>()
  for (const { run } of dossier.evidence) if (run) raise(attempts, run.id, run.attempt ?? null)
  for (const { id, attempt } of runsOf(record)) raise(attempts, id, attempt)
  return [...attempts]
}

function raise(attempts: Map<string, number | null>, run: string, attempt: number | null): void {
  const known = attempts.get(run) ?? null
  attempts.set(run, known === null || (attempt !== null && attempt > known) ? attempt : known)
}

function runsOf({ github }: ReleaseRecord): Runs {
  return [...(github?.runs ?? []), ...(github?.commitRuns?.runs ?? [])]
}

/**
 * Runs that ended and not well: those of workflows that evidence comes from, and others. What names no run may come from
 * any of them. A run that has not ended is neither.
 */
function redRuns({ record, items }: Ran): { own: CommitRun[]; others: CommitRun[] } {
  const runs = new Map(runsOf(record).map((run) => [run.id, run]))
  const made = items.filter(({ recorded }) => recorded === null)
  const named = new Set(made.map(({ run }) => run?.id ?? null))
  const paths = new Set([...named].map((id) => runs.get(id ?? '')?.path ?? null))
  const isOwn = ({ id, path }: CommitRun) => named.has(null) || named.has(id) || paths.has(path ?? null)
  const red = [...runs.values()].filter(
    ({ conclusion }) => conclusion !== null && !ENDED_WELL.has(conclusion),
  )
  return { own: red.filter(isOwn), others: red.filter((run) => !isOwn(run)) }
}

/** A word that GitHub may add is doubt, so it does not stand here. */
const ENDED_WELL: ReadonlySet<string> = new Set(['success', 'neutral', 'skipped'])

/** The dossier's own word for an attempt is not enough where only the first one counts. */
function unknownAttempts({ record, dossier }: Ran): Finding[] {
  const told = new Map(runsOf(record).map(({ id, attempt }) => [id, attempt]))
  const named = new Set(dossier.evidence.flatMap(({ run }) => run?.id ?? []))
  return [...named]
    .filter((run) => (told.get(run) ?? null) === null)
    .map((run) => aboutRun('attempt.run_unknown', run, {}))
}

/** Which of the runs were cut off nobody knows: that is doubt. */
function notAll({ record: { github } }: Ran): Finding[] {
  const { commitRuns } = github ?? {}
  if (commitRuns === undefined || commitRuns.complete) return []
  return [finding('attempt.runs_cut', { shown: commitRuns.runs.length }, ['evidence', 'run'])]
}

function unlisted({ record: { github } }: Ran): Finding[] {
  return github?.commitRuns === undefined ? [finding('attempt.runs_unknown', {}, ['evidence', 'run'])] : []
}

function aboutRun(code: string, run: string, args: Finding['args']): Finding {
  return finding(code, { run, ...args }, ['evidence', 'run', run])
}

function aboutRed(code: string, { id, name, path, conclusion, commit }: CommitRun): Finding {
  const workflow = path ?? name
  return aboutRun(code, id, { workflow, ended: conclusion?.replaceAll('_', ' ') ?? null, commit })
}
