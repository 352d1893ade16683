import type { Kpi } from '#model/dossier-risk.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { ReleaseRecord } from '#model/release.ts'

/** A KPI against one earlier value. */
export interface KpiComparison {
  /** Version of the release it is compared with. */
  release: string
  value: number
  delta: number
  /** Change in percent of the earlier value; null when that is 0. */
  percent: number | null
  direction: 'better' | 'worse' | 'same'
  /** False when it got worse by more than the tolerance. */
  within: boolean
}

/** What can be said of one KPI of one release. */
export interface KpiDrift {
  id: string
  /** Measured if the evidence holds it, else declared; null when neither does. */
  value: number | null
  source: 'evidence' | 'dossier' | null
  declared: number | null
  /** Against the baseline that the dossier names. A frozen baseline repeats an old alarm ... */
  baseline: KpiComparison | null
  /** ... and the release before hides a slow creep: both are shown. */
  previous: KpiComparison | null
}

/**
 * The drift of a KPI. The value in the evidence wins over the declared one. Without a tolerance every step in the wrong
 * direction is drift.
 * @param evidence the artifacts of the release.
 * @param previous the release before it in its service, or null.
 */
export function kpiDrift(
  kpi: Kpi,
  evidence: readonly EvidenceItem[],
  previous: ReleaseRecord | null,
): KpiDrift {
  const measured = measuredValue(kpi, evidence)
  const value = measured ?? kpi.value ?? null
  const before = previous?.dossier?.kpis.find((each) => each.id === kpi.id && each.unit === kpi.unit)
  const earlier = before ? (measuredValue(before, previous?.evidence ?? []) ?? before.value ?? null) : null
  return {
    id: kpi.id,
    value,
    source: measured !== null ? 'evidence' : value !== null ? 'dossier' : null,
    declared: kpi.value ?? null,
    baseline: kpi.baseline ? compare(kpi, value, kpi.baseline.value, kpi.baseline.release) : null,
    previous: earlier === null ? null : compare(kpi, value, earlier, previous?.version ?? ''),
  }
}

function measuredValue(kpi: Kpi, evidence: readonly EvidenceItem[]): number | null {
  if (kpi.evidence === undefined || kpi.metric === undefined) return null
  const item = evidence.find((each) => each.name === kpi.evidence)
  return item && Object.hasOwn(item.metrics, kpi.metric) ? (item.metrics[kpi.metric] ?? null) : null
}

function compare(kpi: Kpi, value: number | null, earlier: number, release: string): KpiComparison | null {
  if (value === null) return null
  const delta = value - earlier
  const gain = kpi.direction === 'higher-is-better' ? delta : -delta
  const allowed = (Math.abs(earlier) * (kpi.tolerance ?? 0)) / 100
  return {
    release,
    value: earlier,
    delta,
    percent: earlier === 0 ? null : (delta / Math.abs(earlier)) * 100,
    direction: gain > 0 ? 'better' : gain < 0 ? 'worse' : 'same',
    within: gain >= -allowed,
  }
}
