import { count } from '#messages/format.ts'
import type { Mark } from '../outcome.ts'
import { type Letter, STATES, STATES_DESCRIPTION, STATES_TITLE } from '../states.ts'
import { type Diagram, flowchart, signed, TINTS } from './diagram.ts'

type Edge = `${Letter}${Letter}`

/** What is said on the edges when it is known, instead of [000]'s own words. */
type Words = Partial<Record<Edge, string>>

/** The release process of all releases, with how many went through each step [000]. */
export function processDiagram(states: readonly { letter: Letter; count: string }[], words: Words): Diagram {
  const counts = new Map(states.map((state) => [state.letter, state.count]))
  const nodes = STATES.map(({ letter, label, sublabel }) =>
    node(letter, [`${letter} · ${label}`, ...sublabel.split(/(?<=\?) /), counts.get(letter) ?? '']),
  )
  return {
    title: STATES_TITLE,
    description: STATES_DESCRIPTION,
    source: flowchart('LR', { widest: 150, layout: 'straight' }, [...nodes, ...edges(null, words)]),
  }
}

/** The way of one release: what each step came out as, where it stands, how often it went back [000]. */
export interface ReleaseWay {
  steps: readonly { letter: Letter; mark: Mark; word: string }[]
  position: Letter
  /** Failed attempts. */
  reworked: number
  verdict: 'go' | 'no-go' | 'not-assessed'
}

/** The same diagram with the way of one release: thick where it went, dotted where it did not. */
export function wayDiagram(way: ReleaseWay): Diagram {
  const said = new Map(way.steps.map((step) => [step.letter, step]))
  const nodes = STATES.flatMap(({ letter, label }) => {
    const step = said.get(letter)
    const here = letter === way.position
    const lines = [`${letter} · ${label}`, step ? signed(step) : '', here ? '● stands here' : '']
    const tint = step ? TINTS[step.mark] : 'pending'
    return [node(letter, lines), `class ${letter} ${tint}`, ...(here ? [`class ${letter} current`] : [])]
  })
  const taken = edgesTaken(way)
  const again = way.reworked > 1 ? `, ${way.reworked} times` : ''
  const words = { DG: `No${way.reworked > 0 ? again : ''}`, GA: `Fix / rerun${again}` }
  return {
    title: `${STATES_TITLE}: ${standingText(way)}`,
    description: `${STATES_DESCRIPTION} This release: ${standingText(way)}.`,
    source: flowchart('LR', { widest: 120, layout: 'straight' }, [...nodes, ...edges(taken, words)]),
  }
}

/** Where a release stands, in words. */
export function standingText({ position, reworked, verdict }: ReleaseWay): string {
  const place = STATES.find((state) => state.letter === position)?.label ?? position
  const after = reworked > 0 ? `, after ${count(reworked, 'rework')}` : ''
  const gate = { go: 'the gate said yes', 'no-go': 'the gate said no', 'not-assessed': 'no gate was asked' }
  return `${gate[verdict]}${after}; it stands at ${position}, ${place}`
}

function edgesTaken({ steps, reworked, verdict }: ReleaseWay): ReadonlySet<Edge> {
  const reached = (...letters: Letter[]) =>
    letters.every((letter) => steps.some((step) => step.letter === letter && step.mark === 'ok'))
  const failed = reworked > 0 || verdict === 'no-go'
  const taken: [Edge, boolean][] = [
    ['AB', reached('A', 'B')],
    ['BC', reached('B', 'C')],
    ['CD', reached('C') && verdict !== 'not-assessed'],
    ['DE', verdict === 'go'],
    ['DG', failed],
    ['EF', verdict === 'go'],
    ['GA', reworked > 0],
  ]
  return new Set(taken.flatMap(([edge, isTaken]) => (isTaken ? [edge] : [])))
}

/** D is a decision, the others are states. */
function node(letter: Letter, lines: readonly string[]): string {
  const text = `"${lines.filter(Boolean).join('<br/>')}"`
  return letter === 'D' ? `${letter}{{${text}}}` : `${letter}(${text})`
}

/** @param taken the edges that a release went along; null for the process itself. */
function edges(taken: ReadonlySet<Edge> | null, words: Words): string[] {
  return STATES.flatMap(({ letter, next }) =>
    next.map(({ to, label }) => {
      const edge: Edge = `${letter}${to}`
      const text = words[edge] ?? label
      const said = text ? `|"${text}"|` : ''
      const line = taken === null ? '-->' : taken.has(edge) ? '==>' : '-.->'
      return `${letter} ${line}${said} ${to}`
    }),
  )
}
