import { boundaryDiagram } from '#views/diagrams/boundaries.ts'
import { decisionDiagram, ruleDiagram } from '#views/diagrams/decision.ts'
import type { Diagram } from '#views/diagrams/diagram.ts'
import { groupDiagram } from '#views/diagrams/group.ts'
import { policyMindMap } from '#views/diagrams/mind-map.ts'
import { promotionDiagram } from '#views/diagrams/promotion.ts'
import { scoringDiagram } from '#views/diagrams/scoring.ts'
import { smokeDiagram } from '#views/diagrams/smoke.ts'
import { wayDiagram } from '#views/diagrams/states.ts'
import { processDrawing } from '#views/process.ts'
import { aGate } from '../../builders.ts'
import { aHistory, aService, aSpot } from '../../factories.ts'

type Kind = (...input: never[]) => Diagram | null

/** Every kind of diagram, by name; what each takes stands in a fixture's `input.json` as a list. */
export const KINDS = {
  boundaries: (services: Parameters<typeof named>[0][], hot: Record<string, number>) =>
    boundaryDiagram(services.map(named), histories(hot)),
  decision: decisionDiagram,
  group: groupDiagram,
  'mind-map': policyMindMap,
  process: processDrawing,
  promotion: promotionDiagram,
  rule: ruleDiagram,
  scoring: scoringDiagram,
  smoke: smokeDiagram,
  way: wayDiagram,
} as const satisfies Record<string, Kind>

/** Each kind that takes foreign text, with that text wherever it takes any. */
export const FOREIGN: Record<string, (text: string) => Diagram | null> = {
  boundaries: (text) =>
    KINDS.boundaries(
      [
        { id: 'a', name: text, dependsOn: ['b'] },
        { id: 'b', name: text },
      ],
      { a: 1 },
    ),
  group: (text) => {
    const gates = [{ title: text, outcome: 'failed', waived: false } as const]
    return groupDiagram({ title: text, outcome: 'failed', gates })
  },
  'mind-map': (text) =>
    policyMindMap({ title: text, groups: [{ id: 'g', title: text, gates: [aGate({ title: text })] }] }),
  promotion: (text) =>
    promotionDiagram([
      { title: text, mark: 'ok', word: 'reached', conditions: [] },
      { title: text, mark: 'no', word: 'blocked', conditions: [{ id: text, status: 'not-met' }] },
    ]),
  smoke: (text) => smokeDiagram([{ actor: text, target: `${text}.`, action: text, result: 'failed' }]),
}

/** A name is not checked: that it is foreign is the point. */
function named({ name = 'Ledger', ...parts }: NonNullable<Parameters<typeof aService>[0]>) {
  return { ...aService(parts), name }
}

function histories(hot: Record<string, number>) {
  const spots = (count: number) => Array.from({ length: count }, () => aSpot())
  return new Map(Object.entries(hot).map(([id, count]) => [id, aHistory({ hotSpots: spots(count) })]))
}
