import type { Dossier } from '#model/dossier.ts'
import type { Mark } from '../outcome.ts'
import { type Diagram, flowchart, SIGNS, signed, TINTS } from './diagram.ts'
import { label } from './label.ts'

type Status = Dossier['promotions'][number]['conditions'][number]['status'] | 'to-come'

/** An environment of the way, as the release page says it, with the conditions of the last step into it. */
export interface Stop {
  title: string
  mark: Mark
  word: string
  conditions: readonly { id: string; status: Status }[]
}

const STATES = {
  met: { mark: 'ok', word: '' },
  'not-met': { mark: 'no', word: ' not met' },
  unknown: { mark: 'no', word: ' unknown' },
  'to-come': { mark: 'na', word: '' },
} as const satisfies Record<Status, { mark: Mark; word: string }>

/** Thick where the release went, crossed where it was held, dotted where it has not been. */
const STEPS = { ok: '==>', no: '-.-x', wv: '-.->', na: '-.->' } as const satisfies Record<Mark, string>

/** What an edge has room for; the page lists all. */
const MOST_CONDITIONS = 5

/** The way through the environments, the conditions of each step on its edge [003]. Null for fewer than two. */
export function promotionDiagram(stops: readonly Stop[]): Diagram | null {
  if (stops.length < 2) return null
  const nodes = stops.flatMap((stop, i) => [
    `E${i}["${label(stop.title, 30)}<br/>${signed(stop)}"]`,
    `class E${i} ${TINTS[stop.mark]}`,
  ])
  const steps = stops.slice(1).map((stop, i) => {
    const text = conditionsText(stop.conditions)
    const said = text ? `|"${text}"|` : ''
    return `E${i} ${STEPS[stop.mark]}${said} E${i + 1}`
  })
  const last = stops.findLast((stop) => stop.mark !== 'na')
  return {
    title: `Environment promotion: ${last ? `${last.title} ${last.word}` : 'not begun'}`,
    description: 'The environments in order, how the release fared in each, and the conditions of each step.',
    source: flowchart('LR', { widest: 140, gap: 40 }, [...nodes, ...steps]),
  }
}

/** One line each: `✓ A-012`, `✗ C-OPS-002 not met`. */
function conditionsText(conditions: Stop['conditions']): string {
  const lines = conditions.slice(0, MOST_CONDITIONS).map(({ id, status }) => {
    const { mark, word } = STATES[status]
    return `${SIGNS[mark]} ${label(id, 24)}${word}`
  })
  const rest = conditions.length - lines.length
  return [...lines, ...(rest > 0 ? [`and ${rest} more`] : [])].join('<br/>')
}
