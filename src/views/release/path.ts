import { reachedSteps } from '#decide/history/steps.ts'
import { count, minute } from '#messages/format.ts'
import type { Mark } from '../outcome.ts'
import { type Letter, STATES } from '../states.ts'
import type { ReleaseInput } from './input.ts'

interface Reached {
  mark: Mark
  word: string
  detail: string | null
}

type Input = Pick<ReleaseInput, 'record' | 'posture'>

/** The release state diagram as this release went through it: what was reached, where it stands, each rework [000]. */
export function releasePath(input: Input) {
  const reached = facts(input)
  const { decision } = input.posture.atRelease
  return {
    verdict: decision,
    position: position(input),
    reworked: failedAttempts(input),
    steps: STATES.map(({ letter, label }) => ({ letter, label, ...reached[letter] })),
    attempts: (input.record.dossier?.attempts ?? []).map((attempt) => ({
      n: attempt.n,
      at: minute(attempt.evidenceRunAt),
      word: attempt.result,
      mark: (attempt.result === 'passed' ? 'ok' : 'no') satisfies Mark as Mark,
      failedGates: attempt.failedGates,
      rework: attempt.rework ?? null,
      note: attempt.note ?? null,
    })),
  }
}

/** After a yes it is published; after a no it goes back; without a gate it is a tag, or a file nobody can read. */
function position({ record, posture }: Input): Letter {
  const { decision } = posture.atRelease
  if (decision !== 'not-assessed') return decision === 'go' ? 'F' : 'G'
  return record.state === 'quarantined' ? 'C' : 'E'
}

function facts(input: Input): Record<Letter, Reached> {
  const { record, posture } = input
  const { git } = record
  const { decision } = posture.atRelease
  const { intent, readable, dossier } = reachedSteps(record, decision)
  const pulls = count(git.pullRequests.length, 'pull request')
  return {
    A: intent ? yes('reached', pulls) : no('no trace', 'no issue, branch or pull request is known'),
    B:
      readable > 0
        ? yes('reached', count(readable, 'readable artifact'))
        : no('missing', 'no readable evidence'),
    C: dossier ? yes('reached') : no('missing', dossierGap(record.state)),
    D: gate(decision),
    E: decision === 'no-go' ? no('against the gate', `tagged ${git.tag} while NO-GO`) : yes('reached'),
    F:
      decision === 'go' ? yes('reached', 'this page') : no('not reached', 'listed here with what is missing'),
    G: rework(input),
  }
}

function gate(decision: ReleaseInput['posture']['atRelease']['decision']): Reached {
  if (decision === 'not-assessed') return no('not asked', 'nothing to decide on')
  return decision === 'go' ? yes('yes', 'GO at release') : no('no', 'NO-GO at release')
}

function rework(input: Input): Reached {
  const failed = failedAttempts(input)
  if (input.posture.atRelease.decision === 'no-go')
    return no('due', failed === 0 ? 'the gate said no' : `again, after ${count(failed, 'failed attempt')}`)
  if (failed === 0) return { mark: 'na', word: 'not taken', detail: 'no failed attempt is recorded' }
  return { mark: 'wv', word: 'taken', detail: count(failed, 'failed attempt') }
}

function failedAttempts({ record, posture }: Input): number {
  return reachedSteps(record, posture.atRelease.decision).failedAttempts
}

function dossierGap(state: ReleaseInput['record']['state']): string {
  return state === 'quarantined'
    ? 'there is one, and it is quarantined'
    : 'a tag without a dossier is just a tag'
}

function yes(word: string, detail: string | null = null): Reached {
  return { mark: 'ok', word, detail }
}

function no(word: string, detail: string): Reached {
  return { mark: 'no', word, detail }
}
