import { hash } from 'node:crypto'
import { scoringDigests } from '#collect/configuration/scoring.ts'
import { scoringAt } from '#decide/scoring/queue.ts'
import type { StandingRevision } from '#decide/scoring/state.ts'
import {
  type RegistryEntry,
  ScoringItem,
  type ScoringRegistry,
  type ScoringReplay,
  type ScoringRevision,
} from '#model/scoring.ts'

/** When the registry of these tests was read. */
export const READ = '2026-08-15T00:00:00Z'
export const SERVICES = ['ledger', 'payouts', 'edge', 'web']

const MANAGER = 'Ingrid Moe'
const WINDOW = { from: '2026-07-14T00:00:00Z', until: '2026-09-12T00:00:00Z' }
export const PAYMENTS = { id: 'payments', services: ['ledger', 'payouts'] }

type Weights = ScoringRevision['profile']['weights']
export const weights = (blast: number, signing: number, canary: number): Weights => ({
  'blast-radius': blast,
  'signing-surface': signing,
  'canary-drift': canary,
})

/** A trusted profile that orders what no bounded one does. */
export function aBaseline(id = '2026.1', at = '2026-01-04T10:00:00Z'): RegistryEntry {
  const document: ScoringRevision = {
    schemaVersion: 1,
    profile: {
      id,
      use: 'baseline',
      summary: 'Blast radius.',
      author: 'Elif Aydin',
      made: '2025-12-18T09:00:00Z',
      from: null,
      weights: weights(40, 10, 10),
    },
    approvals: [],
    history: [],
    observations: [],
  }
  const { sha256 } = scoringDigests(document)
  const tradeOff = 'As noisy as before.'
  const approval = { approver: MANAGER, role: 'release-manager', at, revision: sha256, tradeOff }
  return entryOf({ ...document, approvals: [approval] }, null)
}

/** An edit of a revision: before it is approved, or after. */
export type Edit = (document: ScoringRevision) => ScoringRevision

const same: Edit = (document) => document

/** A revision that is live for the payments cohort, whole in all its parts, edited before or after its approval. */
export function aRevision({
  before = same,
  after = same,
  id = '2026.3',
  base = aBaseline(),
} = {}): RegistryEntry {
  const to = { id: base.document.profile.id, sha256: base.sha256 }
  const bare: ScoringRevision = {
    schemaVersion: 1,
    profile: {
      id,
      use: 'bounded',
      summary: 'All three alike.',
      author: 'Elif Aydin',
      made: '2026-06-29T09:00:00Z',
      from: to,
      weights: weights(40, 40, 40),
    },
    approvals: [],
    history: [{ act: 'activate', at: '2026-07-14T08:00:00Z', by: MANAGER, cohort: 'payments' }],
    observations: RAILS.map((guardrail) => ({
      guardrail,
      at: '2026-08-14T09:00:00Z',
      value: 0,
      source: 'board',
    })),
  }
  const replay = aReplay(scoringDigests(bare).sha256, to.sha256)
  const whole = before({
    ...bare,
    manifest: {
      revision: scoringDigests(bare).sha256,
      cohorts: [PAYMENTS],
      replay: { path: 'replay/a.yaml', sha256: digest(replay) },
    },
    window: WINDOW,
    rollback: {
      to,
      guardrails: RAILS.map((guardrail) => ({ guardrail, trigger: 2, unit: 'items', everyHours: 720 })),
    },
  })
  return entryOf(after({ ...whole, approvals: [...whole.approvals, anApproval(whole)] }), replay)
}

const RAILS = ['protected-signoffs-missed', 'protected-signoff-age', 'canary-findings-missed'] as const

/** The approval of a revision exactly as it is. */
export function anApproval(document: ScoringRevision): ScoringRevision['approvals'][number] {
  const { sha256, manifestSha256, rollbackSha256 } = scoringDigests(document)
  return {
    approver: MANAGER,
    role: 'release-manager',
    at: '2026-07-13T09:20:00Z',
    revision: sha256,
    ...(manifestSha256 ? { manifest: manifestSha256 } : {}),
    ...(rollbackSha256 ? { rollback: rollbackSha256 } : {}),
    cohort: 'payments',
    ...(document.window ? { window: document.window } : {}),
    tradeOff: 'Noisier for canaries: accepted.',
  }
}

export function aReplay(revision: string, against: string): ScoringReplay {
  return {
    schemaVersion: 1,
    revision,
    against,
    period: { from: '2026-05-01T00:00:00Z', until: '2026-06-12T00:00:00Z' },
    sources: (['regression-history', 'canary-outcomes', 'board-overrides', 'missed-reviews'] as const).map(
      (source) => ({ source, name: source, records: 9 }),
    ),
    protectedSignoffs: [{ class: 'Signing', of: 12, before: 11, now: 12 }],
    missedRegressions: [{ blastRadius: 'high', of: 21, before: 3, now: 1 }],
    falsePositives: [
      { kind: 'canary-finding', before: { read: 10, nothing: 3 }, now: { read: 10, nothing: 4 } },
    ],
  }
}

const digest = (value: unknown) => hash('sha256', JSON.stringify(value))

export function entryOf(document: ScoringRevision, replay: ScoringReplay | null): RegistryEntry {
  return {
    file: `${document.profile.id}.yaml`,
    ...scoringDigests(document),
    document,
    replay: replay && { sha256: digest(replay), document: replay, findings: [] },
  }
}

export function anItem(id: string, service: string, values: readonly [number, number, number], more = {}) {
  const factors = weights(...values)
  const raised = '2026-08-01T00:00:00Z'
  return ScoringItem.parse({
    schemaVersion: 1,
    id,
    kind: 'canary-finding',
    title: id,
    service,
    raised,
    factors,
    ...more,
  })
}

export function aRegistry(revisions: RegistryEntry[], parts: Partial<ScoringRegistry> = {}): ScoringRegistry {
  return { schemaVersion: 1, at: READ, revisions, items: [], refused: [], approvers: null, ...parts }
}

/** How one revision stands at a moment. */
export function stands(registry: ScoringRegistry, id: string, at = READ): StandingRevision {
  const found = scoringAt(registry, SERVICES, at).standing.find(
    ({ judged }) => judged.entry.document.profile.id === id,
  )
  if (!found) throw new Error(`There is no ${id}.`)
  return found
}

/** The id of what orders each service's items at a moment. */
export function ordersAt(registry: ScoringRegistry, at = READ): Record<string, string | null> {
  const { queues } = scoringAt(registry, SERVICES, at)
  return Object.fromEntries(
    queues.flatMap(({ services, effective }) =>
      services.map((service) => [service, effective.revision?.judged.entry.document.profile.id ?? null]),
    ),
  )
}
