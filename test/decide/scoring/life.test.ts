import { describe, expect, test } from 'vitest'
import type { ScoringRevision } from '#model/scoring.ts'
import { aBaseline, anApproval, aRegistry, aRevision, type Edit, ordersAt, READ, stands } from './registry.ts'

const base = aBaseline()
const only = (edits: { before?: Edit; after?: Edit } = {}) => aRegistry([base, aRevision(edits)])
const LIVE = { ledger: '2026.3', payouts: '2026.3', edge: '2026.1', web: '2026.1' }
const PRIOR = { ledger: '2026.1', payouts: '2026.1', edge: '2026.1', web: '2026.1' }
const codes = (registry: ReturnType<typeof aRegistry>, at = READ) =>
  stands(registry, '2026.3', at).because.map(({ code }) => code)
const observed =
  (guardrail: 'protected-signoffs-missed', at: string, value: number): Edit =>
  (document) => ({
    ...document,
    observations: [...document.observations, { guardrail, at, value, source: 'board' }],
  })
const acts =
  (...more: ScoringRevision['history']): Edit =>
  (document) => ({
    ...document,
    history: [...document.history, ...more],
  })

describe('a breach', () => {
  const breach = observed('protected-signoffs-missed', '2026-08-01T10:00:00Z', 2)

  test('restores the prior profile at that moment, for good', () => {
    const registry = only({ after: breach })
    expect(ordersAt(registry, '2026-08-01T09:59:59Z')).toEqual(LIVE)
    expect(ordersAt(registry, '2026-08-01T10:00:00Z')).toEqual(PRIOR)
    expect(codes(registry)).toEqual(['scoring.breached', 'scoring.rollback_unrecorded'])
    const again = observed('protected-signoffs-missed', '2026-08-02T10:00:00Z', 0)
    expect(ordersAt(only({ after: (document) => again(breach(document)) }))).toEqual(PRIOR)
  })

  test('is one from its trigger on, not below', () => {
    expect(
      ordersAt(only({ after: observed('protected-signoffs-missed', '2026-08-01T10:00:00Z', 1.9) })),
    ).toEqual(LIVE)
  })

  test('of a time in which the revision was not live is none', () => {
    expect(
      ordersAt(only({ after: observed('protected-signoffs-missed', '2026-07-01T10:00:00Z', 9) })),
    ).toEqual(LIVE)
  })

  test('by hand needs no trigger', () => {
    const registry = only({ after: acts({ act: 'rollback', at: '2026-08-01T10:00:00Z', by: 'Ingrid Moe' }) })
    expect(codes(registry)).toEqual(['scoring.rolled_back'])
    expect(ordersAt(registry)).toEqual(PRIOR)
  })
})

describe('a renewal', () => {
  const UNTIL = '2026-10-30T00:00:00Z'
  const renewed =
    (at: string, approvedAt: string, change = {}): Edit =>
    (document) => ({
      ...document,
      approvals: [
        ...document.approvals,
        {
          ...anApproval(document),
          at: approvedAt,
          window: { from: '2026-09-12T00:00:00Z', until: UNTIL },
          ...change,
        },
      ],
      history: [...document.history, { act: 'extend', at, by: 'Ingrid Moe', until: UNTIL }],
      observations: document.observations
        .map((each) => ({ ...each, at: '2026-09-11T00:00:00Z' }))
        .concat(document.observations),
    })
  const read = { at: '2026-10-01T00:00:00Z' }
  const registry = (edit: Edit) => aRegistry([base, aRevision({ after: edit })], read)

  test('of the same hash, made while it was live, goes on without a gap', () => {
    const on = registry(renewed('2026-09-10T00:00:00Z', '2026-09-09T00:00:00Z'))
    expect(ordersAt(on, '2026-09-12T00:00:00Z')).toEqual(LIVE)
    expect(ordersAt(on, '2026-10-01T00:00:00Z')).toEqual(LIVE)
  })

  test.each<[string, Edit]>([
    ['after the end', renewed('2026-09-13T00:00:00Z', '2026-09-09T00:00:00Z')],
    [
      'without an approval of the new window',
      acts({ act: 'extend', at: '2026-09-10T00:00:00Z', by: 'Ingrid Moe', until: UNTIL }),
    ],
    ['with an approval that came after it', renewed('2026-09-10T00:00:00Z', '2026-09-11T00:00:00Z')],
    [
      'with an approval of other bytes',
      renewed('2026-09-10T00:00:00Z', '2026-09-09T00:00:00Z', { revision: 'f'.repeat(64) }),
    ],
    [
      'for more than 90 days',
      renewed('2026-09-10T00:00:00Z', '2026-09-09T00:00:00Z', {
        window: { from: '2026-07-14T00:00:00Z', until: UNTIL },
      }),
    ],
  ])('%s is none', (_, edit) => {
    expect(ordersAt(registry(edit), '2026-09-20T00:00:00Z')).toEqual(PRIOR)
  })
})
