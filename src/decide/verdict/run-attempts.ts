import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import { sortFindings } from '../lib/findings.ts'
import type { PreparedContext, Violations } from './evaluation-context.ts'

/**
 * Workflow runs that were started again on the same commit: a check that was red and is green with nothing changed may be
 * red again. Told by the forge where it is asked, and by the dossier. A policy may take green at the first attempt only.
 */
export function judgeRuns({ record, dossier, policy }: PreparedContext): Violations {
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
