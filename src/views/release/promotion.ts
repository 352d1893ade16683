import { aboutEnvironment } from '#decide/verdict/promotions.ts'
import { minute } from '#messages/format.ts'
import type { Environment } from '#model/catalog.ts'
import type { Dossier } from '#model/dossier.ts'
import { type Finding, hasCode } from '#model/finding.ts'
import { say } from '../findings.ts'
import type { Mark, Tone } from '../outcome.ts'
import { againstWord } from '../posture/standing.ts'
import type { Assessed } from './input.ts'

type Promotion = Dossier['promotions'][number]

/** How far the release came, on which conditions, and what the smoke runs found there [003]. */
export function promotion(input: Assessed) {
  return {
    path: environments(input),
    smoke: smokeRuns(input),
    drawing: input.drawings.get('promotion') ?? null,
    furthest: furthest(input),
  }
}

/** Name of the furthest environment reached, in the catalog's order; null for none. */
function furthest({ record, environments: known }: Assessed): string | null {
  const reached = new Set(
    record.dossier.promotions.filter((each) => each.result === 'reached').map((each) => each.to),
  )
  return known.findLast((each) => reached.has(each.id))?.title ?? null
}

/** Every step into each environment, with its conditions and what broke the rules. */
function environments(input: Assessed) {
  const places = stops(input).map(({ conditions: _, steps, ...stop }) => ({
    ...stop,
    steps: steps.map((step, i) => stepView(step, input, i < steps.length - 1)),
  }))
  return places.map((place, i) => ({ ...place, alike: alikePlace(places.slice(0, i), place) }))
}

interface Place {
  title: string
  word: string
  steps: readonly StepView[]
}

/** The first environment that was reached in the very same way, when nothing was wrong with it; null for none. */
function alikePlace(earlier: readonly Place[], { word, steps }: Place): string | null {
  if (steps.length === 0 || steps.some(({ open, violations }) => open.length + violations.length > 0))
    return null
  const said = JSON.stringify(steps)
  return earlier.find((each) => each.word === word && JSON.stringify(each.steps) === said)?.title ?? null
}

type StepView = ReturnType<typeof stepView>

/** The configured environments in order, then those only the dossier knows; the last step into each counts. */
export function stops(input: Pick<Assessed, 'record' | 'environments' | 'posture'>) {
  const { record, environments: known, posture } = input
  const byTarget = Map.groupBy(record.dossier.promotions, (each) => each.to)
  const unknown = [...byTarget.keys()].filter((id) => !known.some((each) => each.id === id)).sort()
  const furthest = known.findLastIndex(({ id }) => byTarget.has(id))
  const all: readonly Environment[] = [...known, ...unknown.map((id) => ({ id, title: id }))]
  return all.map((environment, i) => {
    const { id, title } = environment
    const steps = byTarget.get(id) ?? []
    const last = steps.at(-1)
    const found = last === undefined ? [] : stateFindings(last, record.dossier, posture.today.findings)
    return {
      id,
      title,
      ...state(last, i < furthest, found),
      steps,
      conditions: conditionsOf(last, environment),
    }
  })
}

/** What was found of the last step into an environment and of the last smoke run in it. */
function stateFindings(
  last: Promotion,
  { smokeRuns }: Dossier,
  findings: readonly Finding[],
): readonly Finding[] {
  const run = smokeRuns.findLast(({ environment }) => environment === last.to)
  return [
    ...aboutEnvironment(findings, last.to, last),
    ...(run ? aboutEnvironment(findings, last.to, run).filter(({ code }) => code.startsWith('smoke.')) : []),
  ]
}

/** Those of the last step into it, and those that the catalog asks for and no step names. */
function conditionsOf(last: Promotion | undefined, { conditions = [] }: Environment) {
  const named = last?.conditions ?? []
  const others = conditions.filter(({ id }) => named.every((each) => each.id !== id))
  return [
    ...named,
    ...others.map((each) => ({
      ...each,
      status: last?.result === 'reached' ? ('unknown' as const) : ('to-come' as const),
    })),
  ]
}

const RESULTS = {
  reached: { word: 'reached', mark: 'ok', tone: 'ok' },
  blocked: { word: 'blocked', mark: 'no', tone: 'bad' },
  'rolled-back': { word: 'rolled back', mark: 'no', tone: 'bad' },
} as const satisfies Record<Promotion['result'], { word: string; mark: Mark; tone: Tone }>

/** Nobody knows whether a release was where it is not recorded, when it went on from there. */
function state(
  last: Promotion | undefined,
  wentOn: boolean,
  found: readonly Finding[],
): { word: string; mark: Mark; tone: Tone } {
  if (last?.result === 'reached') {
    const word = againstWord(found.map(({ code }) => code))
    if (word !== null) return { word: `reached, ${word}`, mark: 'no', tone: 'bad' }
  }
  if (last) return RESULTS[last.result]
  return { word: wentOn ? 'not recorded' : 'not reached', mark: 'na', tone: 'none' }
}

/** The last step's result stands at its environment; those before it say their own. */
function stepView(step: Promotion, { posture, links, environments }: Assessed, isEarlier: boolean) {
  const how = [
    isEarlier && RESULTS[step.result].word,
    step.at ? minute(step.at) : 'no date',
    step.from && `from ${step.from}`,
    step.by && `by ${step.by}`,
    step.method && `with ${step.method}`,
    step.via && `through ${step.via}`,
  ]
  const found = aboutEnvironment(posture.today.findings, step.to, step)
  const environment = environments.find(({ id }) => id === step.to) ?? { id: step.to, title: step.to }
  return {
    how: how.filter(Boolean).join(', '),
    ...conditions(conditionsOf(step, environment)),
    /** What its conditions do not say already. */
    violations: say(
      found.filter(({ code }) => code !== 'promotion.unmet' && !isOfRun(code)),
      links,
    ),
  }
}

/** Told with the smoke run that it was found in. */
function isOfRun(code: string): boolean {
  return code.startsWith('smoke.') && code !== 'smoke.none'
}

const CONDITIONS = {
  met: { word: 'met', mark: 'ok' },
  'not-met': { word: 'not met', mark: 'no' },
  unknown: { word: 'unknown', mark: 'no' },
  'to-come': { word: 'not shown', mark: 'na' },
} as const

/** Those that are met stand in one line, each other one has its own. */
function conditions(all: ReturnType<typeof conditionsOf>) {
  const said = all.map(({ id, title, status }) => ({
    text: title ? `${id}: ${title}` : id,
    ...CONDITIONS[status],
  }))
  return {
    met: said.filter((each) => each.mark === 'ok').map((each) => each.text),
    open: said.filter((each) => each.mark !== 'ok'),
  }
}

type SmokeRun = Dossier['smokeRuns'][number]

const STEPS = { passed: 'ok', failed: 'no', skipped: 'na' } as const satisfies Record<
  SmokeRun['steps'][number]['result'],
  Mark
>

function smokeRuns({ record, drawings, posture, links }: Assessed) {
  const runs = record.dossier.smokeRuns
  return runs.map((run, i) => {
    const found = aboutEnvironment(posture.today.findings, run.environment, run).filter(({ code }) =>
      isOfRun(code),
    )
    return {
      ...smokeView(run, found),
      codes: say(found, links).map(({ code, href }) => ({ code, href })),
      /** The environment of an earlier run with the same steps and results: they need not be listed again. */
      alike: alikeBefore(runs, i)?.environment ?? null,
      drawing: drawings.get(`smoke-${i}`) ?? null,
    }
  })
}

/** The first run that went, step by step, like the one at `index`; undefined when that is the first. */
export function alikeBefore(runs: readonly SmokeRun[], index: number): SmokeRun | undefined {
  const steps = JSON.stringify(runs[index]?.steps)
  return runs.slice(0, index).find((earlier) => JSON.stringify(earlier.steps) === steps)
}

/** The result of a run in words, the gravest first. */
const SMOKE: readonly (readonly [code: string, word: (args: Finding['args']) => string])[] = [
  ['smoke.failed', ({ failed }) => `${failed} FAILED`],
  ['smoke.nothing_passed', () => 'NOTHING PASSED'],
  ['smoke.other_version', () => 'OTHER VERSION'],
]

function smokeView(run: SmokeRun, found: readonly Finding[]) {
  const parties = new Set(run.steps.length > 1 ? run.steps.map(partiesOf) : [])
  const red = SMOKE.flatMap(([code, word]) =>
    found.filter((each) => hasCode(each, code)).map(({ args }) => word(args)),
  )
  return {
    environment: run.environment,
    at: run.at ? minute(run.at) : 'no date',
    word: red[0] ?? 'GREEN',
    tone: (red.length > 0 ? 'bad' : 'ok') satisfies Tone as Tone,
    build: buildView(run, found),
    /** Who asks whom, when it is the same in every step. */
    between: parties.size === 1 ? [...parties].join() : null,
    steps: run.steps.map((step) => ({
      action: parties.size === 1 ? step.action : `${partiesOf(step)}: ${step.action}`,
      result: step.result,
      detail: step.detail ?? null,
      mark: STEPS[step.result],
    })),
  }
}

function partiesOf({ actor, target }: SmokeRun['steps'][number]): string {
  return `${actor} → ${target}`
}

/** What the environment says it runs, against the tag. */
function buildView({ buildVersion }: SmokeRun, found: readonly Finding[]) {
  const other = found.find((each) => hasCode(each, 'smoke.other_version'))
  if (other)
    return {
      text: `the environment reports ${buildVersion}, the tag says ${other.args['version']}`,
      mark: 'no' as Mark,
    }
  return buildVersion === undefined
    ? { text: 'the environment did not report its version', mark: 'no' as Mark }
    : { text: `the environment reports ${buildVersion}, as tagged`, mark: 'ok' as Mark }
}
