import { expect, test } from 'vitest'
import { Dossier } from '#model/dossier.ts'
import { riskSection } from '#views/release/risks.ts'
import { aDossier, aRecord } from '../../builders.ts'
import { anAssessed } from './input.ts'

type Known = Dossier['risks'][number]

const view = (...known: Known[]) => riskSection(anAssessed(aRecord({ dossier: aDossier({ risks: known }) })))
const risk = (parts: Partial<Known>): Known => ({
  id: 'R-1',
  title: 'Replay storm',
  severity: 'SEV-2',
  status: 'open',
  ...parts,
})
const ids = (list: readonly { id: string }[]) => list.map((each) => each.id)

test('an open SEV-2 blocks, a mitigated one is validated', () => {
  const shown = { mitigation: 'rounded once', link: 'https://example.org/pull/7' }
  const both = view(risk({ status: 'mitigated', ...shown }), risk({ id: 'R-2' }))
  expect(ids(both.blocking)).toEqual(['R-2'])
  expect(ids(both.validated)).toEqual(['R-1'])
})

test('an open SEV-3 still needs mitigation and does not block', () => {
  const { blocking, needsWork } = view(risk({ severity: 'SEV-3', stillNeeds: 'a rate limit' }))
  expect(blocking).toEqual([])
  expect(needsWork[0]).toMatchObject({ owner: 'unowned', lines: ['Still needs: a rate limit'] })
})

test('a SEV-3 that its owner accepted is not said to need mitigation', () => {
  const { accepted, needsWork } = view(risk({ severity: 'SEV-3', status: 'accepted' }))
  expect([ids(accepted), ids(needsWork)]).toEqual([['R-1'], []])
})

test('an accepted fallback is listed apart until it ends', () => {
  const fallback = { owner: 'Ada', until: '2026-12-01', reason: 'broker moves' }
  const accepted = risk({ status: 'accepted', acceptedFallback: fallback })
  expect(view(accepted).fallbacks[0]?.lines).toEqual(['Accepted by Ada until 1 Dec 2026: broker moves'])
  const ended = { ...accepted, acceptedFallback: { ...fallback, until: '2026-01-01' } }
  expect(ids(view(ended).blocking)).toEqual(['R-1'])
})

test('hot spots say what they are, what they are isolated for and what is done', () => {
  const hotSpots = Dossier.shape.hotSpots.parse([
    {
      id: 'h',
      path: 'settle.go',
      kind: 'contention',
      isolateFor: ['scaling'],
      status: 'isolating',
      firstSeen: '1.2.0',
    },
  ])
  expect(riskSection(anAssessed(aRecord({ dossier: aDossier({ hotSpots }) }))).hotSpots[0]).toMatchObject({
    action: null,
    facts: 'contention, isolate for scaling, since 1.2.0',
  })
})

test('a risk that a release before left open and this one does not list stands with the others', () => {
  const droppedRisks = [
    { id: 'r1', title: 'Double payout', severity: 'SEV-2' as const, version: '1.3.0' },
    { id: 'r2', title: 'Slow page', severity: 'SEV-4' as const, version: '1.2.0' },
  ]
  const view = riskSection(anAssessed(aRecord({ droppedRisks })))
  expect(view.blocking).toMatchObject([
    { id: 'r1', place: 'r-r1', lines: ['Open in 1.3.0; this dossier does not list it.'] },
  ])
  expect(view.needsWork).toMatchObject([{ id: 'r2', place: null, tone: 'warn' }])
})
