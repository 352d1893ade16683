import type { GateOutcome, GroupOutcome } from '#model/evaluation.ts'
import { gateLook, groupLook, type Mark } from '../outcome.ts'
import { type Diagram, flowchart, signed, TINTS } from './diagram.ts'
import { label } from './label.ts'

/** A proof leads to the result, so does a waiver, dotted; what failed or does not apply has no arrow. */
const LINKS = { ok: '-->', no: '-.-', wv: '-.->', na: '-.-' } as const satisfies Record<Mark, string>

/** What a drawing says of a group and its gates. */
export type JudgedGroup = Pick<GroupOutcome, 'title' | 'outcome'> & {
  gates: Pick<GateOutcome, 'title' | 'outcome' | 'waived'>[]
}

/** One group of gates as judged: each gate with its outcome, and what follows for the group [003]. Null without gates. */
export function groupDiagram(group: JudgedGroup): Diagram | null {
  if (group.gates.length === 0) return null
  const look = groupLook(group)
  const gates = group.gates.flatMap((gate, i) => {
    const own = gateLook(gate)
    return [
      `G${i}["${label(gate.title, 90)}<br/>${signed(own)}"]`,
      `class G${i} ${TINTS[own.mark]}`,
      `G${i} ${LINKS[own.mark]} R`,
    ]
  })
  const result = [
    `R["${label(group.title, 40)}<br/>${signed(look)}"]`,
    `class R ${TINTS[look.mark]}`,
    'class R current',
  ]
  return {
    title: `${group.title}: ${look.word}`,
    description: `The gates of the group ${group.title}, each with its outcome, and what follows for the group.`,
    source: flowchart('LR', { widest: 190 }, [...result, ...gates]),
  }
}
