import type { Evaluation, GateOutcome } from '#model/evaluation.ts'
import type { Acceptance, PolicyArtifact } from '#model/policy.ts'
import type { Instant } from '#model/primitives.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { compareText } from '../lib/findings.ts'
import { millis } from '../lib/time.ts'
import { assess } from '../verdict/assess.ts'
import {
  demandsOf,
  makeContext,
  makeSubmission,
  named,
  type PreparedContext,
} from '../verdict/evaluation-context.ts'
import { assessEvidence } from '../verdict/proof.ts'
import type { ReleasePlan } from './plan.ts'

/**
 * What the newest release already has of what the next one needs. `counts`: proof that is not bound to that release's code
 * and is fresh on the day. `runs-out`: the same, too old on the day. `waived`: an exception, which the next dossier has to ask
 * for again. `not-applicable`: the dossier said so, and the next one has to say so again.
 */
export interface ProofAtHand {
  kind: 'gate' | 'artifact'
  id: string
  title: string
  state: 'counts' | 'runs-out' | 'waived' | 'not-applicable'
  /** Name of the evidence item; null where no item stands behind it. */
  item: string | null
  generatedAt: Instant | null
  /** First moment at which it is over; null = never, or not said. */
  until: Instant | null
}

/** When to look: `today` says what is there, `on` is the day of the next release. */
export interface PlanMoments {
  today: Instant
  on: Instant
}

/** What a release has that the next one may use again, by gate and artifact of the plan; null without a dossier. */
export function atHandOf(
  record: ReleaseRecord,
  plan: Pick<ReleasePlan, 'policy' | 'groups'> & { artifacts: readonly PolicyArtifact[] },
  { today, on }: PlanMoments,
): ProofAtHand[] | null {
  const { dossier } = record
  if (record.state !== 'dossier' || dossier === null) return null
  const submission = makeSubmission(record, dossier)
  const now = makeContext(submission, plan.policy, millis(today))
  const then = makeContext(submission, plan.policy, millis(on))
  const judged = assess(now)
  const gates = new Map(judged.groups.flatMap((group) => group.gates).map((gate) => [gate.id, gate]))
  return [
    ...plan.groups.flatMap((group) =>
      group.gates.flatMap((gate) => gateAtHand(gate, gates.get(gate.id), { now, then })),
    ),
    ...plan.artifacts.flatMap((artifact) =>
      reusable(
        { kind: 'artifact', id: artifact.name, ...artifact },
        passedIn(judged.artifacts, artifact.name),
        { now, then },
      ),
    ),
  ]
}

interface Contexts {
  now: PreparedContext
  then: PreparedContext
}

interface Asked {
  kind: ProofAtHand['kind']
  id: string
  title: string
  accepts: readonly Acceptance[]
  requireVerified: boolean
}

function gateAtHand(
  gate: Omit<Asked, 'kind'>,
  outcome: GateOutcome | undefined,
  contexts: Contexts,
): ProofAtHand[] {
  const known = { kind: 'gate' as const, id: gate.id, title: gate.title, item: null, generatedAt: null }
  if (outcome?.outcome === 'not-applicable') return [{ ...known, state: 'not-applicable', until: null }]
  if (outcome?.waived) return [{ ...known, state: 'waived', until: outcome.validUntil }]
  if (outcome?.outcome !== 'passed') return []
  return reusable({ ...gate, kind: 'gate' }, namesOfPassed(outcome), contexts)
}

function passedIn(artifacts: Evaluation['artifacts'], name: string): string[] {
  const found = artifacts.find((each) => each.name === name)
  return found?.outcome === 'passed' ? namesOfPassed(found) : []
}

function namesOfPassed({ items }: Pick<GateOutcome, 'items'>): string[] {
  return items.filter(({ outcome }) => outcome === 'passed').map(({ name }) => name)
}

/** Of proof that is not bound to the code the one that lasts longest; none where all of it has to be made anew. */
function reusable(asked: Asked, names: readonly string[], { now, then }: Contexts): ProofAtHand[] {
  const anyCode = asked.accepts.filter(({ code }) => code === 'any')
  const assessed = (context: PreparedContext, name: string) =>
    named(context, name).map((item) => ({
      item,
      ...assessEvidence(item, anyCode, demandsOf(context, asked)).item,
    }))
  const lasting = names
    .flatMap((name) => assessed(now, name))
    .filter(({ outcome }) => outcome === 'passed')
    .toSorted((a, b) => endOf(b.freshUntil) - endOf(a.freshUntil) || compareText(a.name, b.name))[0]
  if (lasting === undefined) return []
  const counts = assessed(then, lasting.name).some(({ outcome }) => outcome === 'passed')
  const { kind, id, title } = asked
  return [
    {
      kind,
      id,
      title,
      state: counts ? 'counts' : 'runs-out',
      item: lasting.name,
      generatedAt: lasting.item.generatedAt,
      until: lasting.freshUntil,
    },
  ]
}

function endOf(until: Instant | null): number {
  return until === null ? Number.MAX_SAFE_INTEGER : millis(until)
}
