import type { Dossier } from '#model/dossier.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
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

/**
 * Per gate, the latest failed attempt at a moment that names it, in milliseconds since 1970: evidence must be younger than
 * that. @param at the moment, in milliseconds.
 */
export function reworksOf({ attempts }: Dossier, at: number): Map<string, number> {
  const since = new Map<string, number>()
  for (const attempt of attempts) {
    const ranAt = millis(attempt.evidenceRunAt)
    if (hasPassed(attempt) || ranAt > at) continue
    for (const gate of attempt.failedGates) since.set(gate, Math.max(ranAt, since.get(gate) ?? ranAt))
  }
  return since
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
  return finding(code, { n, gates: failedGates.toSorted().join(', ') }, ['attempts', n])
}

/** A release with what its policy says of runs. */
interface Ran {
  record: ReleaseRecord
  dossier: Dossier
  policy: Policy
}

/**
 * Workflow runs that were started again on the same commit: a check that was red and is green with nothing changed may be
 * red again. Told by the forge where it is asked, and by the dossier. A policy may take green at the first attempt only.
 */
export function judgeRuns({ record, dossier, policy }: Ran): { blockers: Finding[]; findings: Finding[] } {
  const attempts = new Map<string, number | null>()
  for (const { run } of dossier.evidence) if (run) raise(attempts, run.id, run.attempt ?? null)
  for (const { id, attempt } of record.github?.runs ?? []) raise(attempts, id, attempt)
  const again: Finding[] = []
  const unknown: Finding[] = []
  for (const [run, attempt] of attempts) {
    const path = ['evidence', 'run', run]
    if (attempt === null) unknown.push(finding('attempt.run_unknown', { run }, path))
    else if (attempt > 1) again.push(finding('attempt.run_again', { run, attempt }, path))
  }
  if (!policy.firstAttempt) return { blockers: [], findings: sortFindings(again) }
  return { blockers: sortFindings([...again, ...unknown]), findings: [] }
}

/** Of what is said about a run the highest attempt counts. */
function raise(attempts: Map<string, number | null>, run: string, attempt: number | null): void {
  const known = attempts.get(run) ?? null
  attempts.set(run, known === null || (attempt !== null && attempt > known) ? attempt : known)
}
