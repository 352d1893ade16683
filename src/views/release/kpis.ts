import { type KpiComparison, type KpiDrift, kpiDrift } from '#decide/history/drift.ts'
import { number } from '#messages/format.ts'
import type { Kpi } from '#model/dossier-risk.ts'
import type { Policy, Threshold } from '#model/policy.ts'
import type { Tone } from '../outcome.ts'
import { type Assessed, evidencePlace } from './input.ts'

/** Every number the dossier promises to watch, against its baseline, the release before, and its budget [000]. */
export function kpiSection(input: Assessed) {
  const { record, previous } = input
  const { kpis: all } = record.dossier
  const [where = null, ...others] = new Set(all.map(whereText))
  const shared = all.length > 1 && others.length === 0
  const alike = all.length > 1 && new Set(all.map(toleranceText)).size === 1
  const rows = all.map((kpi) => ({
    ...row(kpi, kpiDrift(kpi, record.evidence, previous), input),
    about: [
      ...(shared ? [] : [whereText(kpi)]),
      [GOALS[kpi.direction], ...(alike ? [] : [toleranceText(kpi)])].join(', '),
    ].join('; '),
  }))
  const sources = new Set(rows.map((each) => `${each.source} ${each.href}`))
  const labels = new Set(rows.map((each) => JSON.stringify(each.comparisons.map(({ label }) => label))))
  /** What all have in common; null where each row says its own. */
  return {
    rows,
    where: shared ? where : null,
    tolerance: alike && all[0] ? toleranceText(all[0]) : null,
    source:
      rows.length > 1 && sources.size === 1 && rows[0] ? { text: rows[0].source, href: rows[0].href } : null,
    against:
      rows.length > 1 && labels.size === 1 ? (rows[0]?.comparisons.map(({ label }) => label) ?? []) : null,
    hint: hint(rows.map((each) => each.tone)),
  }
}

function hint(tones: readonly Tone[]): string {
  const worse = tones.filter((tone) => tone === 'warn' || tone === 'bad').length
  if (tones.length === 0) return 'none'
  return worse > 0 ? `${worse} worse` : 'steady'
}

function row(kpi: Kpi, drift: KpiDrift, input: Assessed) {
  const budget = budgetOf(kpi, input)
  const tone = toneOf(drift, budget)
  return {
    id: kpi.id,
    name: kpi.name,
    value: drift.value === null ? null : `${number(drift.value)} ${kpi.unit}`,
    source: sourceText(kpi, drift),
    comparisons: comparisons(kpi, drift),
    budget: budget ? budgetText(budget, kpi) : null,
    tone,
    bar: drift.value === null ? null : scale(kpi, drift.value, drift.baseline ?? drift.previous, budget),
    href: evidencePlace(input, kpi.evidence),
  }
}

function toneOf({ value, baseline, previous }: KpiDrift, budget: Budget | null): Tone {
  if (value === null) return 'none'
  const over =
    (budget?.max !== undefined && value > budget.max) || (budget?.min !== undefined && value < budget.min)
  if (over) return 'bad'
  return [baseline, previous].some((each) => each && !each.within) ? 'warn' : 'ok'
}

function whereText({ environment, topology }: Kpi): string {
  return [environment, topology ?? 'topology unknown'].filter(Boolean).join(', ')
}

const GOALS = {
  'higher-is-better': 'higher is better',
  'lower-is-better': 'lower is better',
} as const satisfies Record<Kpi['direction'], string>

function toleranceText({ tolerance }: Kpi): string {
  return tolerance === undefined ? 'no tolerance' : `tolerance ${number(tolerance)}%`
}

/** A declared number that the evidence contradicts is shown with both. */
function sourceText(kpi: Kpi, { source, value, declared }: KpiDrift): string {
  if (source === null) return 'neither measured nor declared'
  if (source === 'dossier') return 'declared, not measured'
  return declared !== null && declared !== value
    ? `measured; the dossier declares ${number(declared)} ${kpi.unit}`
    : 'measured'
}

/** Against the baseline, and against the release before when that is another one. */
function comparisons(kpi: Kpi, { baseline, previous }: KpiDrift) {
  const other = previous?.release === baseline?.release ? null : previous
  return [
    ...(baseline ? [comparison('baseline', baseline, kpi)] : []),
    ...(other ? [comparison('before', other, kpi)] : []),
  ]
}

function comparison(label: string, to: KpiComparison, kpi: Kpi) {
  const beyond = to.direction === 'worse' && !to.within ? ', beyond tolerance' : ''
  return {
    label: `${label} ${to.release}`,
    // In the unit of the value beside it.
    from: number(to.value),
    change: to.direction === 'same' ? 'no change' : `${changeText(to, kpi)} ${to.direction}${beyond}`,
    tone: (beyond ? 'warn' : to.direction === 'better' ? 'ok' : 'none') as Tone,
  }
}

/** `−12%`, or the plain difference when the earlier value is 0. Whole percents, unless that would hide the change. */
function changeText({ percent, delta }: KpiComparison, kpi: Kpi): string {
  const sign = delta < 0 ? '−' : '+'
  if (percent === null) return `${sign}${number(Math.abs(delta))} ${kpi.unit}`
  const size = Math.abs(percent)
  return `${sign}${number(size >= 1 ? Math.round(size) : Number(size.toPrecision(1)))}%`
}

/** The limits a number must hold; at least one of both. */
interface Budget {
  min?: number | undefined
  max?: number | undefined
  /** Who says so. */
  by: string
}

/** The budget of a KPI's metric: the service's own latency budget, else the strictest limit of today's policy. */
function budgetOf(kpi: Kpi, { record, services, policies }: Assessed): Budget | null {
  if (kpi.metric === undefined) return null
  const own = services.get(record.service)?.latencyBudgets.find((each) => each.metric === kpi.metric)
  if (own) return { max: own.max, by: own.name }
  return limitsOf(policies.today, kpi.metric)
}

/** The strictest limits that any gate of a policy sets to a metric; null when none does. */
function limitsOf(policy: Policy, metric: string): Budget | null {
  const clauses = policy.groups.flatMap((group) => group.gates).flatMap((gate) => gate.accepts)
  const limits = clauses
    .flatMap((clause) => clause.thresholds)
    .filter((each) => each.metric === metric && (each.min ?? each.max) !== undefined)
  return limits.length > 0 ? strictest(limits) : null
}

function strictest(limits: readonly Threshold[]): Budget {
  const [mins, maxs] = [limits.flatMap(({ min }) => min ?? []), limits.flatMap(({ max }) => max ?? [])]
  return {
    min: mins.length > 0 ? Math.max(...mins) : undefined,
    max: maxs.length > 0 ? Math.min(...maxs) : undefined,
    by: 'policy',
  }
}

/** `at most 250 ms (Payout latency)`. */
function budgetText({ min, max, by }: Budget, { unit, name }: Kpi): string {
  const parts = [
    ...(min === undefined ? [] : [`at least ${number(min)} ${unit}`]),
    ...(max === undefined ? [] : [`at most ${number(max)} ${unit}`]),
  ]
  // A budget of the number's own name is the service's, as the other ones are.
  return by === name ? parts.join(', ') : `${parts.join(', ')} (${by})`
}

/** A bar in percent of its width: the allowed range, the earlier value, this value. */
export interface Bar {
  allowed: { from: string; width: string } | null
  tick: string | null
  dot: string
}

/** Places a value, an earlier one and the allowed range on one line that begins at 0, or below it when it must. */
function scale(kpi: Kpi, value: number, earlier: { value: number } | null, budget: Budget | null): Bar {
  const range = budget ?? tolerated(kpi, earlier)
  const known = [value, earlier?.value, range?.min, range?.max].filter((each) => each !== undefined)
  const [least, most] = [Math.min(0, ...known), Math.max(0, ...known)]
  const span = (most - least) * 1.1 || 1
  const place = (at: number) => Math.round(((at - least) / span) * 1000) / 10
  const [from, to] = [
    range?.min === undefined ? 0 : place(range.min),
    range?.max === undefined ? 100 : place(range.max),
  ]
  return {
    allowed: range ? { from: `${from}%`, width: `${Math.round((to - from) * 10) / 10}%` } : null,
    tick: earlier ? `${place(earlier.value)}%` : null,
    dot: `${place(value)}%`,
  }
}

/** Without a budget: how far the value may move in the wrong direction. */
function tolerated(kpi: Kpi, earlier: { value: number } | null): Pick<Budget, 'min' | 'max'> | null {
  if (!earlier || kpi.tolerance === undefined) return null
  const slack = (Math.abs(earlier.value) * kpi.tolerance) / 100
  return kpi.direction === 'higher-is-better'
    ? { min: earlier.value - slack }
    : { max: earlier.value + slack }
}
