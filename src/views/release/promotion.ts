import { isBuildOf } from '#decide/verdict/claims.ts'
import { minute } from '#messages/format.ts'
import type { Dossier } from '#model/dossier.ts'
import type { Mark, Tone } from '../outcome.ts'
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
  const signedAt = lastApproval(input.record.dossier)
  const places = stops(input).map(({ conditions: _, steps, ...stop }) => ({
    ...stop,
    steps: steps.map((step, i) => stepView(step, signedAt, i < steps.length - 1)),
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
export function stops({ record, environments: known }: Pick<Assessed, 'record' | 'environments'>) {
  const byTarget = Map.groupBy(record.dossier.promotions, (each) => each.to)
  const unknown = [...byTarget.keys()].filter((id) => !known.some((each) => each.id === id)).sort()
  const furthest = known.findLastIndex(({ id }) => byTarget.has(id))
  return [...known, ...unknown.map((id) => ({ id, title: id }))].map(({ id, title }, i) => {
    const steps = byTarget.get(id) ?? []
    const last = steps.at(-1)
    return { id, title, ...state(last, i < furthest), steps, conditions: last?.conditions ?? [] }
  })
}

const RESULTS = {
  reached: { word: 'reached', mark: 'ok', tone: 'ok' },
  blocked: { word: 'blocked', mark: 'no', tone: 'bad' },
  'rolled-back': { word: 'rolled back', mark: 'no', tone: 'bad' },
} as const satisfies Record<Promotion['result'], { word: string; mark: Mark; tone: Tone }>

/** Nobody knows whether a release was where it is not recorded, when it went on from there. */
function state(last: Promotion | undefined, wentOn: boolean): { word: string; mark: Mark; tone: Tone } {
  const isUnmet = last?.result === 'reached' && last.conditions.some((each) => each.status !== 'met')
  if (isUnmet) return { word: 'reached against its conditions', mark: 'no', tone: 'bad' }
  if (last) return RESULTS[last.result]
  return { word: wentOn ? 'not recorded' : 'not reached', mark: 'na', tone: 'none' }
}

/** The last step's result stands at its environment; those before it say their own. */
function stepView(step: Promotion, signedAt: number | null, isEarlier: boolean) {
  const how = [
    isEarlier && RESULTS[step.result].word,
    step.at ? minute(step.at) : 'no date',
    step.from && `from ${step.from}`,
    step.by && `by ${step.by}`,
    step.method && `with ${step.method}`,
    step.via && `through ${step.via}`,
  ]
  return {
    how: how.filter(Boolean).join(', '),
    ...conditions(step),
    violations: violations(step, signedAt),
  }
}

const CONDITIONS = {
  met: { word: 'met', mark: 'ok' },
  'not-met': { word: 'not met', mark: 'no' },
  unknown: { word: 'unknown', mark: 'no' },
} as const

/** Those that are met stand in one line, each other one has its own. */
function conditions(step: Promotion) {
  const all = step.conditions.map(({ id, title, status }) => ({
    text: title ? `${id}: ${title}` : id,
    ...CONDITIONS[status],
  }))
  return {
    met: all.filter((each) => each.mark === 'ok').map((each) => each.text),
    open: all.filter((each) => each.mark !== 'ok'),
  }
}

/** The hard rules of the release branch, and the audit sign-off that must come before a deployment [003]. */
function violations(step: Promotion, signedAt: number | null): string[] {
  const late = step.at && signedAt !== null && Date.parse(step.at) < signedAt && step.to === 'production'
  return [
    ...(step.directPush ? ['Pushed to the release branch directly'] : []),
    ...(step.noVerify ? ['Hooks were skipped (--no-verify)'] : []),
    ...(late ? ['Deployed before the sign-off'] : []),
  ]
}

function lastApproval(dossier: Dossier): number | null {
  const times = dossier.approvals
    .filter((each) => each.decision === 'approved')
    .map((each) => Date.parse(each.at))
  return times.length > 0 ? Math.max(...times) : null
}

type SmokeRun = Dossier['smokeRuns'][number]

const STEPS = { passed: 'ok', failed: 'no', skipped: 'na' } as const satisfies Record<
  SmokeRun['steps'][number]['result'],
  Mark
>

function smokeRuns({ record, drawings }: Assessed) {
  const runs = record.dossier.smokeRuns
  return runs.map((run, i) => ({
    ...smokeView(run, record.version),
    /** The environment of an earlier run with the same steps and results: they need not be listed again. */
    alike: alikeBefore(runs, i)?.environment ?? null,
    drawing: drawings.get(`smoke-${i}`) ?? null,
  }))
}

/** The first run that went, step by step, like the one at `index`; undefined when that is the first. */
export function alikeBefore(runs: readonly SmokeRun[], index: number): SmokeRun | undefined {
  const steps = JSON.stringify(runs[index]?.steps)
  return runs.slice(0, index).find((earlier) => JSON.stringify(earlier.steps) === steps)
}

function smokeView(run: SmokeRun, version: string) {
  const failed = run.steps.filter((step) => step.result === 'failed').length
  const isOther = run.buildVersion !== undefined && !isBuildOf(run.buildVersion, version)
  const ran = failed === 0 && run.steps.some((step) => step.result === 'passed')
  const green = ran && !isOther
  const parties = new Set(run.steps.length > 1 ? run.steps.map(partiesOf) : [])
  return {
    environment: run.environment,
    at: run.at ? minute(run.at) : 'no date',
    word: green ? 'GREEN' : ran ? 'OTHER VERSION' : failed > 0 ? `${failed} FAILED` : 'NOTHING PASSED',
    tone: (green ? 'ok' : 'bad') satisfies Tone as Tone,
    build: buildView(run.buildVersion, version),
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
function buildView(reported: string | undefined, version: string) {
  if (reported === undefined)
    return { text: 'the environment did not report its version', mark: 'no' as Mark }
  return isBuildOf(reported, version)
    ? { text: `the environment reports ${reported}, as tagged`, mark: 'ok' as Mark }
    : { text: `the environment reports ${reported}, the tag says ${version}`, mark: 'no' as Mark }
}
