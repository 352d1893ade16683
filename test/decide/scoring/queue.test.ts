import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { figuresOf } from '#decide/scoring/figures.ts'
import { orderItems, scoringAt } from '#decide/scoring/queue.ts'
import type { ScoringItem, ScoringRegistry } from '#model/scoring.ts'
import { aBaseline, anItem, aRegistry, aRevision, READ, SERVICES, stands, weights } from './registry.ts'

const base = aBaseline()
const items = (...all: ScoringItem[]): Partial<ScoringRegistry> => ({
  items: all.map((document) => ({ file: `items/${document.id}.yaml`, document })),
})
const idsIn = (registry: ScoringRegistry, services: readonly string[], at = READ) =>
  scoringAt(registry, SERVICES, at)
    .queues.flatMap((queue) => queue.items.map(({ item }) => item))
    .filter(({ service }) => services.includes(service))
    .map(({ id }) => id)

const value = fc.integer({ min: 0, max: 10 })
const weight = fc.integer({ min: 0, max: 100 })
const arbitraryItems = fc.uniqueArray(
  fc.record({
    id: fc.stringMatching(/^[a-z]{1,6}$/),
    service: fc.constantFrom(...SERVICES),
    values: fc.tuple(value, value, value),
  }),
  { maxLength: 12, selector: ({ id }) => id },
)

describe('the review queue', () => {
  test('adds up what each factor contributes, and shows each', () => {
    const [first] = orderItems([anItem('a', 'ledger', [8, 3, 7])], aRevision().document.profile)
    expect(first).toMatchObject({ place: 1, score: 72 })
    expect(first?.contributions).toEqual([
      { factor: 'blast-radius', value: 32, most: 40 },
      { factor: 'signing-surface', value: 12, most: 40 },
      { factor: 'canary-drift', value: 28, most: 40 },
    ])
  })

  test('puts the older of two equal items first, and leaves out what was read or is not raised yet', () => {
    const all = items(
      anItem('new', 'ledger', [5, 0, 0], { raised: '2026-08-02T00:00:00Z' }),
      anItem('old', 'ledger', [5, 0, 0]),
      anItem('read', 'ledger', [9, 9, 9], { reviewed: { by: 'Hana Suzuki', at: '2026-08-10T00:00:00Z' } }),
      anItem('later', 'ledger', [9, 9, 9], { raised: '2026-08-16T00:00:00Z' }),
    )
    const registry = aRegistry([base, aRevision()], all)
    expect(idsIn(registry, ['ledger'])).toEqual(['old', 'new'])
    expect(idsIn(registry, ['ledger'], '2026-08-09T00:00:00Z')).toEqual(['read', 'old', 'new'])
  })

  test('names items of services that there are not, and puts them nowhere', () => {
    const today = scoringAt(aRegistry([base], items(anItem('lost', 'nowhere', [1, 1, 1]))), SERVICES, READ)
    expect(today.findings).toMatchObject([{ code: 'scoring.item_of_stranger', args: { item: 'lost' } }])
    expect(today.queues.flatMap((queue) => queue.items)).toEqual([])
  })

  test('shows the order under the prior profile only while another one is live', () => {
    const registry = aRegistry(
      [base, aRevision()],
      items(anItem('a', 'ledger', [1, 9, 0]), anItem('b', 'ledger', [5, 0, 0])),
    )
    const [payments, others] = scoringAt(registry, SERVICES, READ).queues
    expect(payments?.items.map(({ item }) => item.id)).toEqual(['a', 'b'])
    expect(payments?.underPrior?.map(({ item }) => item.id)).toEqual(['b', 'a'])
    expect(others?.underPrior).toBeNull()
  })

  test('keeps items outside of a cohort in their order, whatever its revision says', () => {
    fc.assert(
      fc.property(arbitraryItems, fc.tuple(weight, weight, weight), (drafts, [blast, signing, canary]) => {
        const all = items(...drafts.map(({ id, service, values }) => anItem(id, service, values)))
        const edited = aRevision({
          after: (document) => ({
            ...document,
            profile: { ...document.profile, weights: weights(blast, signing, canary) },
          }),
        })
        const outside = (revisions: ScoringRegistry['revisions']) =>
          idsIn(aRegistry(revisions, all), ['edge', 'web'])
        const alone = outside([base])
        return [
          [base, aRevision()],
          [base, edited],
        ].every((revisions) => outside(revisions).join() === alone.join())
      }),
      { numRuns: 60 },
    )
  })
})

describe('the figures of a revision', () => {
  test('count what binds it, how long the way back took, and what ended on schedule', () => {
    const registry = aRegistry([
      base,
      aRevision({
        after: (document) => ({
          ...document,
          observations: [
            ...document.observations,
            { guardrail: 'canary-findings-missed', at: '2026-08-01T10:15:00Z', value: 2, source: 'board' },
          ],
          history: [...document.history, { act: 'rollback', at: '2026-08-01T10:56:00Z', by: 'Ingrid Moe' }],
        }),
      }),
    ])
    expect(figuresOf(stands(registry, '2026.3'), READ)).toEqual({
      binding: { passed: 8, total: 8 },
      restore: { minutes: 41, isBreached: true },
      schedule: { onSchedule: 0, total: 0 },
    })
  })

  test('count an end that nobody recorded as one that was not on schedule', () => {
    const expire = { act: 'expire', at: '2026-09-12T09:00:00Z', by: 'Ingrid Moe' } as const
    const later = '2026-10-01T00:00:00Z'
    const share = (acts: (typeof expire)[]) => {
      const after: Parameters<typeof aRevision>[0] = {
        after: (document) => ({ ...document, history: [...document.history, ...acts] }),
      }
      return figuresOf(stands(aRegistry([base, aRevision(after)], { at: later }), '2026.3', later), later)
        .schedule
    }
    expect(share([])).toEqual({ onSchedule: 0, total: 1 })
    expect(share([expire])).toEqual({ onSchedule: 1, total: 1 })
  })
})
