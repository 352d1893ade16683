import { count, number } from '#messages/format.ts'
import type { Links } from '#messages/links.ts'
import type { CatalogSummary, CountedStep } from '#model/summary.ts'
import { branchRule } from './branch-rule.ts'
import type { Diagram } from './diagrams/diagram.ts'
import { processDiagram } from './diagrams/states.ts'
import { type Letter, STATES } from './states.ts'

type Counts = Pick<CatalogSummary, 'steps' | 'stepReleases'>

/** What is counted at each step, in words around the number. */
const COUNTED: Record<Letter, readonly (readonly [step: CountedStep, one: string, many?: string])[]> = {
  A: [['withIntent', 'release with an issue, branch or PR', 'releases with an issue, branch or PR']],
  B: [['withEvidence', 'release with readable evidence', 'releases with readable evidence']],
  C: [['withDossier', 'release with a dossier', 'releases with a dossier']],
  D: [
    ['passed', 'yes', 'yes'],
    ['refused', 'no', 'no'],
  ],
  E: [['released', 'tag']],
  F: [
    ['passed', 'published as GO', 'published as GO'],
    ['promoted', 'in an environment', 'in an environment'],
  ],
  G: [
    ['reworked', 'reworked', 'reworked'],
    ['refused', 'due', 'due'],
  ],
}

export type ProcessPage = ReturnType<typeof processPage>

/** The release process A-G, how many releases went through each step, and which [000]. */
export function processPage({ steps, stepReleases = {} }: Counts, links: Links) {
  const counts = (letter: Letter) =>
    COUNTED[letter].map(([step, one, many]) => {
      const newest = (stepReleases[step] ?? []).map(({ service, version }) => ({
        text: `${service} ${version}`,
        href: links.release(service, version),
      }))
      return { text: count(steps[step], one, many), newest, more: steps[step] - newest.length }
    })
  const states = STATES.map((state) => ({
    ...state,
    counts: counts(state.letter),
    next: state.next.map(({ to, label }) => ({ to, label, title: titleOf(to) })),
  }))
  return {
    heading: heading(steps),
    lead: lead(steps),
    states,
    branchRule: branchRule(links),
    inputs: links.inputs,
  }
}

function heading({ withDossier, passed, released }: CatalogSummary['steps']): string {
  if (released === 0) return 'No release yet'
  if (withDossier === 0) return `None of ${count(released, 'release')} has a dossier yet.`
  return `${number(passed)} of ${count(withDossier, 'dossier')} ${passed === 1 ? 'was' : 'were'} GO at release.`
}

function lead({ released, refused, reworked }: CatalogSummary['steps']): string {
  if (released === 0) return 'The first tag begins the process.'
  return `${count(refused, 'release was', 'releases were')} sent back for rework and fresh evidence; ${number(reworked)} came back with a new attempt.`
}

/** The same as a state diagram, the answers of the gate and the returns counted on its edges. */
export function processDrawing(steps: CatalogSummary['steps']): Diagram {
  const told = STATES.map(({ letter }) => ({
    letter,
    count: COUNTED[letter].map(([step, one, many]) => count(steps[step], one, many)).join(', '),
  }))
  return processDiagram(told, {
    DE: `Yes: ${number(steps.passed)}`,
    DG: `No: ${number(steps.refused)}`,
    GA: `Fix / rerun: ${number(steps.reworked)}`,
  })
}

function titleOf(letter: string): string {
  return STATES.find((state) => state.letter === letter)?.label ?? letter
}
