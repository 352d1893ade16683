import { decisionDiagram } from '../diagrams/decision.ts'
import type { Diagram } from '../diagrams/diagram.ts'
import { groupDiagram } from '../diagrams/group.ts'
import { promotionDiagram } from '../diagrams/promotion.ts'
import { smokeDiagram } from '../diagrams/smoke.ts'
import { wayDiagram } from '../diagrams/states.ts'
import { isAssessed, type ReleaseInput } from './input.ts'
import { releasePath } from './path.ts'
import { alikeBefore, stops } from './promotion.ts'

/** Every diagram on the page of a release, by the place it stands at. The text of each place says the same. */
export function releaseDiagrams(input: Omit<ReleaseInput, 'drawings'>): Map<string, Diagram> {
  const found: [string, Diagram | null][] = [['way', wayDiagram(releasePath(input))]]
  if (isAssessed(input)) {
    const { groups, strip } = input.posture.today
    found.push(
      ['decision', decisionDiagram(strip)],
      ['promotion', promotionDiagram(stops(input))],
      ...groups.map((group): [string, Diagram | null] => [`group-${group.id}`, groupDiagram(group)]),
      ...input.record.dossier.smokeRuns.map((run, i, runs): [string, Diagram | null] => [
        `smoke-${i}`,
        alikeBefore(runs, i) ? null : smokeDiagram(run.steps, input.record.version),
      ]),
    )
  }
  return new Map(found.flatMap(([place, diagram]) => (diagram ? [[place, diagram]] : [])))
}
