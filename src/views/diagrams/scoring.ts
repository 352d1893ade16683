import { type Diagram, mermaid } from './diagram.ts'

/** The states of a scoring revision, what each means, and what leads on from it [004]. */
export const SCORING_STATES = [
  {
    id: 'candidate',
    title: 'Candidate',
    text: 'one exact revision, named by its hash, with its replay evidence',
    next: [{ to: 'held', when: 'manifest assembled' }],
  },
  {
    id: 'held',
    title: 'Held',
    text: 'ready, and blocked until a release manager approves it',
    next: [
      { to: 'live', when: 'approved: this hash, one cohort, one window, a rollback target' },
      { to: 'candidate', when: 'edited: no approval carries over' },
    ],
  },
  {
    id: 'live',
    title: 'Live',
    text: 'orders the human review queue of its cohort, until its window ends',
    next: [
      { to: 'held', when: 'to be renewed: a new approval' },
      { to: 'expired', when: 'window ended, not renewed' },
      { to: 'rolled-back', when: 'guardrail breached' },
    ],
  },
  { id: 'expired', title: 'Expired', text: 'the prior trusted profile is in force again', next: [] },
  { id: 'rolled-back', title: 'Rolled back', text: 'the prior trusted profile is in force again', next: [] },
] as const

export type ScoringNode = (typeof SCORING_STATES)[number]['id']

export const SCORING_TITLE = 'Life cycle of a scoring revision'
export const SCORING_DESCRIPTION =
  'A scoring revision orders the human review queue and touches no verdict. It is a candidate, is held until a release manager approves exactly this revision for one cohort and one window, is live for that window, and then expires or is rolled back to the prior trusted profile.'

/**
 * How a scoring revision comes into bounded live use, and leaves it [004].
 * @param current the state that one revision is in; live where it is of none in particular.
 */
export function scoringDiagram(current: ScoringNode = 'live'): Diagram {
  const id = (state: string) => state.replace('-', '')
  const lines = SCORING_STATES.flatMap((state) => [
    `state "${state.title}" as ${id(state.id)}`,
    `${id(state.id)} : ${state.text}`,
    ...state.next.map(({ to, when }) => `${id(state.id)} --> ${id(to)} : ${when.replaceAll(':', '#58;')}`),
    ...(state.id === current ? [`class ${id(state.id)} current`] : []),
  ])
  return {
    title: SCORING_TITLE,
    description: SCORING_DESCRIPTION,
    source: mermaid('layout: elk', 'stateDiagram-v2', ['[*] --> candidate', ...lines]),
  }
}
