import { count } from '#messages/format.ts'
import type { Dossier } from '#model/dossier.ts'
import { type Diagram, mermaid } from './diagram.ts'
import { label, labelLines } from './label.ts'

type Step = Dossier['smokeRuns'][number]['steps'][number]

/** How a step's arrow looks: open lines end in a cross, and a word says the same. */
const RESULTS = {
  passed: { arrow: '->>', word: '✓' },
  failed: { arrow: '-x', word: '✗ FAILED#58;' },
  skipped: { arrow: '--x', word: '– skipped#58;' },
} as const satisfies Record<Step['result'], { arrow: string; word: string }>

const SETTINGS = 'sequence: { width: 80, height: 44, actorMargin: 10, messageMargin: 32 }'

/** What a picture has room for; the page lists all. */
const MOST_STEPS = 30
const MOST_ACTORS = 12

/** A smoke run step by step with who asks whom [003]. Null for none, or for more than a picture can hold. */
export function smokeDiagram(steps: readonly Omit<Step, 'detail'>[]): Diagram | null {
  // Who acts stands left of who is asked: so a long text has several columns to lie on.
  const actors = [...new Set([...steps.map((step) => step.actor), ...steps.map((step) => step.target)])]
  if (steps.length === 0 || steps.length > MOST_STEPS || actors.length > MOST_ACTORS) return null
  const id = (actor: string) => `P${actors.indexOf(actor)}`
  const lines = steps.map(({ actor, target, action, result }) => {
    const { arrow, word } = RESULTS[result]
    return `${id(actor)}${arrow}${id(target)}: ${word} ${labelLines(action, 70, 24)}`
  })
  const participants = actors.map((actor) => `participant ${id(actor)} as ${label(actor, 30)}`)
  const failed = steps.filter((step) => step.result === 'failed').length
  return {
    title: `Smoke run of ${count(steps.length, 'step')}: ${failed > 0 ? `${failed} failed` : 'none failed'}`,
    description: 'Who asks whom, step by step, and how each step came out.',
    source: mermaid(SETTINGS, 'sequenceDiagram', ['autonumber', ...participants, ...lines]),
  }
}

/** A text that is the same for every release: its own version, with or without a `v`, is not named. */
export function withoutVersion(text: string, version: string): string {
  if (!text.includes(version)) return text
  return text.replaceAll(WORD, (word) => (word === version || word === `v${version}` ? 'this version' : word))
}

const WORD = /[\w+-]+(\.[\w+-]+)*/g
