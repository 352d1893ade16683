import { expect, test } from 'vitest'
import { postureHeadline, turningHeadline } from '#views/posture/headline.ts'
import { standing } from '#views/posture/standing.ts'
import { firstEnd, lineAt, turningText, turnsOf, verdictToday } from '#views/turning.ts'
import { aLine, aService, someFacts } from '../factories.ts'

const JULY = '2026-07-01T00:00:00Z'
const AUGUST = '2026-08-01T00:00:00Z'
const NOW = '2026-06-01T00:00:00Z'
const ending = aLine({ validUntil: JULY, endsAs: 'aged-out' })
const lasting = aLine({ version: '1.3.0' })

test('a verdict of today carries its end, and what it is then', () => {
  expect(verdictToday(ending)).toEqual({ verdict: 'go', ends: { at: JULY, as: 'aged-out' } })
  expect(verdictToday(lasting)).toEqual({ verdict: 'go', ends: null })
})

test('only a GO has an end', () => {
  expect(verdictToday({ ...ending, today: 'no-go' }).ends).toBeNull()
})

test('a line is what a later catalog would say of it from its end on, and not before', () => {
  expect(lineAt(ending, NOW)).toEqual(ending)
  expect(lineAt(ending, JULY)).toEqual({ ...ending, today: 'aged-out', validUntil: null, endsAs: null })
  expect(lineAt(lasting, AUGUST)).toEqual(lasting)
})

test('a text names only the moments at which it changes, oldest first', () => {
  const later = aLine({ version: '1.2.0', validUntil: AUGUST, endsAs: 'no-go' })
  const lines = [later, ending, { ...ending, version: '1.1.0' }]
  const say = (at: string) => lines.map((line) => lineAt(line, at).today).join(' ')
  expect(turningText(lines, NOW, say)).toEqual({
    text: 'go go go',
    turns: [
      [JULY, 'go aged-out aged-out'],
      [AUGUST, 'no-go aged-out aged-out'],
    ],
  })
  expect(turnsOf(turningText(lines, NOW, () => 'always'))).toBeUndefined()
  expect([firstEnd(lines), firstEnd([lasting])]).toEqual([JULY, null])
})

test('the headline turns to what it would be had the catalog been made then', () => {
  const stands = standing(aService({ name: 'Ledger' }), [ending], undefined, [])
  const standings = stands ? [stands] : []
  const facts = someFacts({ at: NOW })
  const turning = turningHeadline(standings, facts)
  expect(turning.sentence.text).toBe(postureHeadline(standings, facts.counts).sentence)
  expect(turning.sentence.turns).toEqual([[JULY, 'The latest release of Ledger, 1.4.0, is AGED OUT.']])
})
