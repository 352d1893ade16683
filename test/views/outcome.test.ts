import { expect, test } from 'vitest'
import { posture } from '#decide/history/posture.ts'
import { evidenceLook, usesToday } from '#views/outcome.ts'
import { AT, aClause, aGate, anItem, aPolicy, aRecord } from '../builders.ts'

const LATER = '2026-08-02T12:00:00Z'
const limited = (max: number) =>
  aPolicy([aGate({ accepts: [aClause({ maxAgeDays: 30, thresholds: [{ metric: 'ms', max }] })] })])
const numbers = anItem({
  gates: ['unit-tests'],
  judgement: 'measurements',
  status: 'unknown',
  metrics: { ms: 10 },
})

function word(item = numbers, policy = limited(20), at = AT): string {
  const record = aRecord({ evidence: [item] })
  return evidenceLook(item, usesToday(posture(record, [policy], policy.id, at))).word
}

test('numbers are what the limits of the policy make of them, and measured where nothing limits them', () => {
  expect(word()).toBe('passed')
  expect(word(numbers, limited(5))).toBe('failed')
  expect(word({ ...numbers, gates: [] })).toBe('measured')
})

test('what passed and is too old today is stale', () => {
  expect(
    word(
      anItem({ gates: ['unit-tests'] }),
      aPolicy([aGate({ accepts: [aClause({ maxAgeDays: 30 })] })]),
      LATER,
    ),
  ).toBe('ran out')
  expect(word(numbers, limited(20), LATER)).toBe('ran out')
})

test('a verdict of its own stays its own word, whatever it was weighed as', () => {
  for (const status of [
    'passed',
    'failed',
    'unknown',
    'tampered',
    'missing',
    'unreadable',
    'unverified',
  ] as const)
    expect(word(anItem({ gates: ['unit-tests'], status }), aPolicy())).toBe(status)
})
