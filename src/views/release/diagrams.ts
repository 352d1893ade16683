import type { GroupOutcome } from '#model/evaluation.ts'
import { decisionDiagram } from '../diagrams/decision.ts'
import type { Diagram } from '../diagrams/diagram.ts'
import { groupDiagram } from '../diagrams/group.ts'
import { promotionDiagram } from '../diagrams/promotion.ts'
import { smokeDiagram, withoutVersion } from '../diagrams/smoke.ts'
import { wayDiagram } from '../diagrams/states.ts'
import { type Assessed, isAssessed, type ReleaseInput } from './input.ts'
import { releasePath } from './path.ts'
import { alikeBefore, stops } from './promotion.ts'

type Input = Pick<ReleaseInput, 'record' | 'posture' | 'environments'>
type Placed = [place: string, diagram: Diagram | null]

/** Every diagram on the page of a release, by the place it stands at. The text of each place says the same. */
export function releaseDiagrams(input: Input): Map<string, Diagram> {
  return placed([
    isAssessed(input) ? ['promotion', promotionDiagram(stopsOf(input))] : ['way', wayDiagram(wayOf(input))],
  ])
}

/** The same for the page of its evidence: its way, how it was decided, the gates of each group, the smoke runs. */
export function evidenceDiagrams({
  record,
  posture,
}: Pick<Assessed, 'record' | 'posture'>): Map<string, Diagram> {
  const { groups, strip } = posture.today
  return placed([
    ['way', wayDiagram(wayOf({ record, posture }))],
    ['decision', decisionDiagram(strip.indexOf('f'))],
    ...groups.map((each): Placed => [`group-${each.id}`, groupDiagram(groupOf(each))]),
    ...record.dossier.smokeRuns.map(
      (run, i, runs): Placed => [
        `smoke-${i}`,
        alikeBefore(runs, i) ? null : smokeDiagram(stepsOf(run, record.version)),
      ],
    ),
  ])
}

function placed(all: readonly Placed[]): Map<string, Diagram> {
  return new Map(all.flatMap(([place, diagram]) => (diagram ? [[place, diagram]] : [])))
}

function wayOf(input: Pick<Input, 'record' | 'posture'>): Parameters<typeof wayDiagram>[0] {
  const { steps, position, reworked, verdict } = releasePath(input)
  return {
    position,
    reworked,
    verdict,
    steps: steps.map(({ letter, mark, word }) => ({ letter, mark, word })),
  }
}

function groupOf({ title, outcome, gates }: GroupOutcome): Parameters<typeof groupDiagram>[0] {
  return {
    title,
    outcome,
    gates: gates.map((gate) => ({ title: gate.title, outcome: gate.outcome, waived: gate.waived })),
  }
}

function stopsOf(input: Parameters<typeof stops>[0]): Parameters<typeof promotionDiagram>[0] {
  return stops(input).map(({ title, mark, word, conditions }) => ({
    title,
    mark,
    word,
    conditions: conditions.map(({ id, status }) => ({ id, status })),
  }))
}

type SmokeRun = Assessed['record']['dossier']['smokeRuns'][number]

function stepsOf({ steps }: SmokeRun, version: string): Parameters<typeof smokeDiagram>[0] {
  return steps.map(({ actor, target, action, result }) => ({
    actor,
    target,
    action: withoutVersion(action, version),
    result,
  }))
}
