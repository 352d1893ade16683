import { number } from '#messages/format.ts'
import type { Posture } from '#model/evaluation.ts'
import type { ReleaseRecord } from '#model/release.ts'
import type { Service } from '#model/service.ts'
import { byDomain } from '../domains.ts'
import { evidenceLook, type Tone, usesToday } from '../outcome.ts'

/** The evidence of one release by the eight domains, empty ones included. */
export function domains(record: ReleaseRecord, posture: Posture) {
  const uses = usesToday(posture)
  return byDomain(record.evidence).map(({ title, items }) => ({
    title,
    items: items.map((item) => ({ name: item.name, ...evidenceLook(item, uses) })),
  }))
}

/** A latency budget beside the number that the evidence holds for it. */
export interface BudgetCheck {
  name: string
  metric: string
  max: string
  measured: string | null
  word: 'within' | 'over' | 'not measured'
  tone: Tone
}

/** Budgets against measured metrics; the greatest value counts when several artifacts carry one. */
export function budgets(wanted: Service['latencyBudgets'], record: ReleaseRecord | null): BudgetCheck[] {
  return wanted.map(({ name, metric, max, unit }) => {
    const values = (record?.evidence ?? [])
      .filter((item) => item.status !== 'tampered' && item.status !== 'unreadable')
      .flatMap((item) => (Object.hasOwn(item.metrics, metric) ? (item.metrics[metric] ?? []) : []))
    const value = values.length > 0 ? Math.max(...values) : null
    const word = value === null ? 'not measured' : value <= max ? 'within' : 'over'
    const measured = value === null ? null : `${number(value)} ${unit}`
    return { name, metric, max: `${number(max)} ${unit}`, measured, word, tone: TONES[word] }
  })
}

const TONES = { within: 'ok', over: 'bad', 'not measured': 'warn' } as const

/** Risks that are neither mitigated nor closed, gravest first. */
export function openRisks(record: ReleaseRecord) {
  return (record.dossier?.risks ?? [])
    .filter((risk) => risk.status === 'open' || risk.status === 'accepted')
    .map(({ id, title, severity, status, owner, stillNeeds, mitigation }) => ({
      id,
      title,
      severity,
      tone: severity === 'SEV-1' || severity === 'SEV-2' ? ('bad' as const) : ('none' as const),
      status,
      owner: owner ?? null,
      next: stillNeeds ?? mitigation ?? null,
    }))
    .sort((a, b) => (a.severity === b.severity ? (a.id < b.id ? -1 : 1) : a.severity < b.severity ? -1 : 1))
}
