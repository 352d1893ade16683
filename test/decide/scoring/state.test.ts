import { describe, expect, test } from 'vitest'
import type { ScoringRevision } from '#model/scoring.ts'
import {
  aBaseline,
  aRegistry,
  aRevision,
  type Edit,
  ordersAt,
  PAYMENTS,
  READ,
  stands,
  weights,
} from './registry.ts'

const base = aBaseline()
const only = (edits: { before?: Edit; after?: Edit } = {}) => aRegistry([base, aRevision(edits)])
const LIVE = { ledger: '2026.3', payouts: '2026.3', edge: '2026.1', web: '2026.1' }
const PRIOR = { ledger: '2026.1', payouts: '2026.1', edge: '2026.1', web: '2026.1' }
const codes = (registry: ReturnType<typeof aRegistry>, at = READ) =>
  stands(registry, '2026.3', at).because.map(({ code }) => code)
const approval =
  (change: Partial<ScoringRevision['approvals'][number]>): Edit =>
  (document) => ({
    ...document,
    approvals: document.approvals.map((each) => ({ ...each, ...change })),
  })
const profile =
  (change: Partial<ScoringRevision['profile']>): Edit =>
  (document) => ({
    ...document,
    profile: { ...document.profile, ...change },
  })
const rollback =
  (change: (packet: NonNullable<ScoringRevision['rollback']>) => object): Edit =>
  (document) => ({
    ...document,
    ...(document.rollback ? { rollback: { ...document.rollback, ...change(document.rollback) } } : {}),
  })
const manifest =
  (change: object): Edit =>
  (document) => ({
    ...document,
    ...(document.manifest ? { manifest: { ...document.manifest, ...change } } : {}),
  })
const without =
  (part: 'manifest' | 'window' | 'rollback' | 'approvals'): Edit =>
  (document) => {
    const { [part]: _, ...rest } = document
    return { approvals: [], ...rest } as ScoringRevision
  }
describe('a revision that is whole, approved and activated', () => {
  test('is live for its cohort, and for nobody else', () => {
    expect(stands(only(), '2026.3').state).toBe('live')
    expect(ordersAt(only())).toEqual(LIVE)
  })

  test('is not live before its activation, nor from the end of its window on', () => {
    expect(ordersAt(only(), '2026-07-14T07:59:59Z')).toEqual(PRIOR)
    expect(ordersAt(only(), '2026-07-14T08:00:00Z')).toEqual(LIVE)
    expect(ordersAt(only(), '2026-09-11T23:59:59Z')).toEqual(LIVE)
    expect(ordersAt(only(), '2026-09-12T00:00:00Z')).toEqual(PRIOR)
    expect(codes(only(), '2027-09-12T00:00:00Z')).toEqual(['scoring.expired'])
  })

  test.each<[string, Edit]>([
    ['a weight', profile({ weights: weights(40, 40, 41) })],
    ['one letter of its summary', profile({ summary: 'All three alike!' })],
    ['its use, to persist as the baseline', profile({ use: 'baseline' })],
  ])('is not approved once %s is edited', (_, after) => {
    const registry = only({ after })
    expect(stands(registry, '2026.3').state).toBe('unapproved')
    expect(codes(registry)).toContain('scoring.edited')
    expect(ordersAt(registry)).toEqual(PRIOR)
  })

  test.each<[string, Edit, string]>([
    [
      'a trigger',
      rollback(({ guardrails }) => ({ guardrails: guardrails.map((each) => ({ ...each, trigger: 9 })) })),
      'scoring.rollback_not_approved',
    ],
    [
      'the services of its cohort',
      manifest({ cohorts: [{ ...PAYMENTS, services: ['ledger', 'payouts', 'edge'] }] }),
      'scoring.manifest_not_approved',
    ],
    ['the cohort of the approval', approval({ cohort: 'platform' }), 'scoring.cohort_not_approved'],
    ['the approver, who is now its author', approval({ approver: 'E. Aydin' }), 'scoring.approver_is_author'],
    ['the role of the approver', approval({ role: 'platform-owner' }), 'scoring.approver_role'],
    ['the trade-off, which is gone', approval({ tradeOff: undefined as never }), 'scoring.no_trade_off'],
    ['the approval, dated ahead', approval({ at: '2026-08-16T00:00:00Z' }), 'scoring.in_future'],
    [
      'the approval, dated before the revision',
      approval({ at: '2026-06-01T00:00:00Z' }),
      'scoring.approved_before_made',
    ],
  ])('is held once %s is edited', (_, after, code) => {
    const registry = only({ after })
    // What is dated ahead is not known yet; the day after it counts for nothing either.
    const at = code === 'scoring.in_future' ? '2026-08-17T00:00:00Z' : READ
    expect(stands(registry, '2026.3', at).state).toBe('held')
    expect(codes(registry, at)).toContain(code)
    expect(ordersAt(registry, at)).toEqual(PRIOR)
  })
})

describe('a revision that lacks something', () => {
  test('does not become longer by another window in its file', () => {
    const after: Edit = (document) => ({
      ...document,
      window: { from: '2026-07-14T00:00:00Z', until: '2026-10-01T00:00:00Z' },
    })
    expect(ordersAt(only({ after }))).toEqual(PRIOR)
    expect(ordersAt(only({ after }), '2026-09-20T00:00:00Z')).toEqual(PRIOR)
  })

  test.each<[string, Edit, string]>([
    ['manifest', without('manifest'), 'scoring.no_manifest'],
    ['window', without('window'), 'scoring.no_window'],
    ['rollback packet', without('rollback'), 'scoring.no_way_back'],
    ['replay', manifest({ replay: undefined }), 'scoring.no_replay'],
    [
      'replay with these bytes',
      manifest({ replay: { path: 'replay/a.yaml', sha256: 'f'.repeat(64) } }),
      'scoring.replay_changed',
    ],
    [
      'guardrail',
      rollback(({ guardrails }) => ({ guardrails: guardrails.slice(1) })),
      'scoring.guardrail_missing',
    ],
    [
      'trusted way back',
      rollback(() => ({ to: { id: '2026.9', sha256: 'f'.repeat(64) } })),
      'scoring.way_back_unknown',
    ],
    ['approval', without('approvals'), 'scoring.not_approved'],
  ])('is held without its %s, whatever was approved', (part, edit, code) => {
    const registry = only(part === 'approval' ? { after: edit } : { before: edit })
    expect(stands(registry, '2026.3').state).toBe('held')
    expect(codes(registry)).toContain(code)
    expect(ordersAt(registry)).toEqual(PRIOR)
  })

  test.each<[string, object, string]>([
    ['two cohorts', { cohorts: [PAYMENTS, { id: 'platform', services: ['edge'] }] }, 'scoring.two_cohorts'],
    ['the same cohort twice', { cohorts: [PAYMENTS, PAYMENTS] }, 'scoring.two_cohorts'],
    ['no cohort', { cohorts: [] }, 'scoring.no_cohort'],
    [
      'a service that there is not',
      { cohorts: [{ id: 'payments', services: ['ledgers'] }] },
      'scoring.service_unknown',
    ],
  ])('is refused for %s', (_, change, code) => {
    const registry = only({ before: manifest(change) })
    expect(stands(registry, '2026.3').state).toBe('refused')
    expect(codes(registry)).toContain(code)
    expect(ordersAt(registry)).toEqual(PRIOR)
  })
})

describe('a revision that meets others', () => {
  test('is live for nobody when it was activated for another cohort', () => {
    const before: Edit = (document) => ({
      ...document,
      history: document.history.map((each) => ({ ...each, cohort: 'platform' })),
    })
    expect(codes(only({ before }))).toEqual(['scoring.broadened'])
    expect(ordersAt(only({ before }))).toEqual(PRIOR)
  })

  test('is refused together with another of the same id', () => {
    const registry = aRegistry([base, aRevision(), aRevision()])
    expect(codes(registry)).toEqual(['scoring.same_id'])
    expect(ordersAt(registry)).toEqual(PRIOR)
  })

  test('orders nothing beside another one that is live for the same service', () => {
    const registry = aRegistry([base, aRevision(), aRevision({ id: '2026.4' })])
    expect(ordersAt(registry)).toEqual(PRIOR)
  })

  test('is held while nobody looks at a guardrail, and live again once somebody does', () => {
    const blind = only({ before: (document) => ({ ...document, observations: [] }) })
    expect(stands(blind, '2026.3', '2026-08-13T07:59:59Z').state).toBe('live')
    expect(stands(blind, '2026.3', '2026-08-13T08:00:00Z').state).toBe('held')
    expect(codes(blind, '2026-08-14T00:00:00Z')).toContain('scoring.unobserved')
    expect(stands(only(), '2026.3', '2026-08-14T09:00:00Z').state).toBe('live')
  })

  test('has a parent that is as it was', () => {
    const registry = aRegistry([aBaseline('2026.1'), aRevision({ base: aBaseline('2026.0') })])
    expect(codes(registry)).toContain('scoring.parent_unknown')
  })
})

describe('a baseline', () => {
  test('orders nothing until a release manager has approved its hash', () => {
    const unapproved = { ...base, document: { ...base.document, approvals: [] } }
    expect(ordersAt(aRegistry([unapproved]))).toEqual({ ledger: null, payouts: null, edge: null, web: null })
  })

  test('that was approved later takes the place of the one before, from then on', () => {
    const next = aBaseline('2026.2', '2026-05-01T00:00:00Z')
    const registry = aRegistry([base, next])
    expect(ordersAt(registry, '2026-04-30T23:59:59Z')['web']).toBe('2026.1')
    expect(ordersAt(registry, '2026-05-01T00:00:00Z')['web']).toBe('2026.2')
  })

  test('takes nobody for a release manager whom the catalog does not know as one', () => {
    const known = (roles: string[]) =>
      aRegistry([base], {
        approvers: [{ name: 'Ingrid Moe', person: { id: 'ingrid', name: 'Ingrid Moe', aliases: [], roles } }],
      })
    expect(stands(known(['release-manager']), '2026.1').state).toBe('trusted')
    expect(stands(known(['platform-owner']), '2026.1').state).toBe('held')
    expect(
      stands(aRegistry([base], { approvers: [{ name: 'Ingrid Moe', person: null }] }), '2026.1').state,
    ).toBe('held')
  })
})
