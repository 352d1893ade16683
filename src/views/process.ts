import type { CatalogSummary } from '#model/summary.ts'
import type { Diagram } from './diagrams/diagram.ts'
import { processDiagram } from './diagrams/states.ts'
import { count, number } from './format.ts'
import { type Letter, STATES } from './states.ts'

/** The release process A-G with how many releases went through each step [000]. */
export function processPage(steps: CatalogSummary['steps']) {
  const counts: Record<Letter, string> = {
    A: `${count(steps.withIntent, 'release')} with an issue, branch or PR`,
    B: `${count(steps.withEvidence, 'release')} with readable evidence`,
    C: `${count(steps.withDossier, 'release')} with a dossier`,
    D: `${count(steps.passed, 'yes', 'yes')}, ${count(steps.refused, 'no', 'no')}`,
    E: count(steps.released, 'tag'),
    F: `${number(steps.passed)} published as GO, ${number(steps.promoted)} in an environment`,
    G: `${number(steps.reworked)} reworked, ${number(steps.refused)} due`,
  }
  return STATES.map((state) => ({
    ...state,
    count: counts[state.letter],
    next: state.next.map(({ to, label }) => ({ to, label, title: titleOf(to) })),
  }))
}

/** The same as a state diagram, the answers of the gate and the returns counted on its edges. */
export function processDrawing(steps: CatalogSummary['steps']): Diagram {
  return processDiagram(processPage(steps), {
    DE: `Yes: ${number(steps.passed)}`,
    DG: `No: ${number(steps.refused)}`,
    GA: `Fix / rerun: ${number(steps.reworked)}`,
  })
}

function titleOf(letter: string): string {
  return STATES.find((state) => state.letter === letter)?.label ?? letter
}
