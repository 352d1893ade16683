import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import type { Gate } from '#model/policy.ts'
import { kpiDrift } from '../history/drift.ts'
import { sortFindings } from '../lib/findings.ts'
import { millis } from '../lib/time.ts'
import type { PreparedContext } from './evaluation-context.ts'

type Judged = Pick<PreparedContext, 'record' | 'dossier' | 'items' | 'at'>

/**
 * What the numbers of a release break without any limit of the policy: latency budgets of its service, by the worst number
 * that any artifact of that moment measures, and tolerances of its KPIs, against the baseline that its dossier names. A
 * KPI without a tolerance is shown as drift and breaks nothing.
 */
export function overBudget(judged: Judged): Finding[] {
  return sortFindings([...exceeded(judged), ...drifted(judged)])
}

/** True for a gate that stands for latency budgets: what they break, it tells. */
export function standsForBudgets({ controls }: Gate): boolean {
  return controls.includes('latency-budgets')
}

/** Budgets that no artifact of the release measures. */
export function unmeasuredBudgets(judged: Judged): Finding[] {
  return budgetsOf(judged)
    .filter(({ metric }) => measured(judged, metric).length === 0)
    .map(({ name, metric }) => finding('budget.not_measured', { name, measure: metric }, ['budgets', name]))
}

function budgetsOf({ record }: Judged) {
  return record.latencyBudgets ?? []
}

function exceeded(judged: Judged): Finding[] {
  return budgetsOf(judged).flatMap(({ name, metric, max, unit }) => {
    const worst = measured(judged, metric).toSorted((a, b) => b.value - a.value)[0]
    if (worst === undefined || worst.value <= max) return []
    const args = { name, measure: metric, value: worst.value, limit: max, unit, file: worst.item }
    return [finding('budget.exceeded', args, ['budgets', name])]
  })
}

/** Every number of a metric that the evidence of the moment holds. */
function measured({ items, at }: Judged, metric: string): { item: string; value: number }[] {
  return items.flatMap(({ name, metrics, generatedAt }) => {
    const value = Object.hasOwn(metrics, metric) ? metrics[metric] : undefined
    const isLater = generatedAt !== null && millis(generatedAt) > at
    return value === undefined || isLater ? [] : [{ item: name, value }]
  })
}

function drifted({ dossier, items }: Judged): Finding[] {
  return dossier.kpis.flatMap((kpi) => {
    const { value, baseline } = kpiDrift(kpi, items, null)
    if (kpi.tolerance === undefined || baseline === null || baseline.within) return []
    const args = { kpi: kpi.id, name: kpi.name, unit: kpi.unit, value, before: baseline.value }
    const against = { release: baseline.release, tolerance: kpi.tolerance }
    return [finding('kpi.beyond_tolerance', { ...args, ...against }, ['kpis', kpi.id])]
  })
}
