import type { Kpi } from '#model/dossier-risk.ts'
import type { Policy, Threshold } from '#model/policy.ts'
import { number } from '../format.ts'
import type { Assessed } from './input.ts'

/** The limits a number must hold; at least one of both. */
export interface Budget {
  min?: number | undefined
  max?: number | undefined
  /** Who says so. */
  by: string
}

/** The budget of a KPI's metric: the service's own latency budget, else the strictest limit of today's policy. */
export function budgetOf(kpi: Kpi, { record, services, policies }: Assessed): Budget | null {
  if (kpi.metric === undefined) return null
  const own = services.get(record.service)?.latencyBudgets.find((each) => each.metric === kpi.metric)
  if (own) return { max: own.max, by: own.name }
  return limitsOf(policies.today).get(kpi.metric) ?? null
}

const known = new WeakMap<Policy, ReadonlyMap<string, Budget>>()

/** The strictest limits of a policy by metric. Policies are few, and every page asks. */
function limitsOf(policy: Policy): ReadonlyMap<string, Budget> {
  const found = known.get(policy)
  if (found) return found
  const clauses = policy.groups.flatMap((group) => group.gates).flatMap((gate) => gate.accepts)
  const byMetric = Map.groupBy(
    clauses.flatMap((clause) => clause.thresholds).filter(({ min, max }) => (min ?? max) !== undefined),
    (limit) => limit.metric,
  )
  const limits = new Map([...byMetric].map(([metric, all]) => [metric, strictest(all)]))
  known.set(policy, limits)
  return limits
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
export function budgetText({ min, max, by }: Budget, unit: string): string {
  const parts = [
    ...(min === undefined ? [] : [`at least ${number(min)} ${unit}`]),
    ...(max === undefined ? [] : [`at most ${number(max)} ${unit}`]),
  ]
  return `${parts.join(', ')} (${by})`
}
