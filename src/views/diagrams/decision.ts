import { type Diagram, flowchart } from './diagram.ts'

/** The questions of [003] in order, the answer that leads on, and what a failure is called. */
export const QUESTIONS = [
  {
    question: 'Architecture & contracts all green?',
    lines: ['Architecture', '& contracts', 'all green?'],
    good: 'yes',
    name: 'Architecture & contracts',
  },
  { question: 'Security all green?', lines: ['Security', 'all green?'], good: 'yes', name: 'Security' },
  {
    question: 'Data & billing integrity all green?',
    lines: ['Data & billing', 'integrity', 'all green?'],
    good: 'yes',
    name: 'Data & billing integrity',
  },
  {
    question: 'Reliability & ops all green?',
    lines: ['Reliability', '& ops', 'all green?'],
    good: 'yes',
    name: 'Reliability & ops',
  },
  { question: 'Delivery all green?', lines: ['Delivery', 'all green?'], good: 'yes', name: 'Delivery' },
  {
    question: 'Unresolved SEV-1 or SEV-2 risk?',
    lines: ['Unresolved', 'SEV-1 or', 'SEV-2 risk?'],
    good: 'no',
    name: 'an unresolved SEV-1 or SEV-2 risk',
  },
] as const

const TITLE = 'Go / no-go decision flow'
const DESCRIPTION =
  'A release candidate is asked six questions in turn: are architecture and contracts, security, data and billing integrity, reliability and operations, and delivery all green, and is there an unresolved SEV-1 or SEV-2 risk? The first wrong answer is NO-GO; without one it is GO.'

/** The rule itself, without anybody's way through it [003]. */
export function ruleDiagram(): Diagram {
  return { title: TITLE, description: DESCRIPTION, source: flow(null) }
}

/**
 * The way of a release through the six questions. What comes after the first failure was asked too, and stands in the
 * text: the flow shows where it turned.
 * @param failed index of the first question that failed; below 0 for GO.
 */
export function decisionDiagram(failed: number): Diagram {
  const outcome = failed < 0 ? 'GO' : `NO-GO at ${QUESTIONS[failed]?.name}`
  return {
    title: `${TITLE}: ${outcome}`,
    description: `${DESCRIPTION} This release: ${outcome}.`,
    source: flow(failed < 0 ? QUESTIONS.length : failed),
  }
}

/** @param turned index of the question at which it turned to NO-GO; their number for GO; null without a way. */
function flow(turned: number | null): string {
  const isGo = turned === null || turned >= QUESTIONS.length
  const isNoGo = turned === null || turned < QUESTIONS.length
  const nodes = QUESTIONS.flatMap(({ lines }, i) => {
    const isAsked = turned !== null && i <= turned
    // A hexagon is a third as high as a diamond with the same words.
    const node = `Q${i}{{"${lines.join('<br/>')}"}}`
    if (!isAsked) return [node]
    return [node, ...(i === turned ? [`class Q${i} nogo`, `class Q${i} current`] : [`class Q${i} go`])]
  })
  const ends = [
    'N("NO-GO")',
    'Y("GO")',
    `class N ${isNoGo ? 'nogo' : 'pending'}`,
    `class Y ${isGo ? 'go' : 'pending'}`,
  ]
  const ways = QUESTIONS.flatMap(({ good }, i) => {
    const onward = i + 1 < QUESTIONS.length ? `Q${i + 1}` : 'Y'
    return [
      way(`Q${i}`, good, onward, turned === null ? null : i < turned),
      way(`Q${i}`, good === 'yes' ? 'no' : 'yes', 'N', turned === null ? null : i === turned),
    ]
  })
  const start = way('R', null, 'Q0', turned === null ? null : true)
  return flowchart('TB', { widest: 200 }, ['R("Release candidate")', ...nodes, ...ends, start, ...ways])
}

/** Thick where the release went, dotted where it did not, plain in the rule itself. */
function way(from: string, word: string | null, to: string, isTaken: boolean | null): string {
  const said = word ? `|${word}|` : ''
  const line = isTaken === null ? '-->' : isTaken ? '==>' : '-.->'
  return `${from} ${line}${said} ${to}`
}
