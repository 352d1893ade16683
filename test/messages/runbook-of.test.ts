import { describe, expect, test } from 'vitest'
import { byCause, makeRunbookOf } from '#messages/runbook-of.ts'

describe('the runbook of a code', () => {
  const serve = (...patterns: string[]) =>
    makeRunbookOf(patterns.map((each) => ({ slug: each, codes: [each] })))

  test('is the one that names the exact code, else the one with the most specific pattern', () => {
    const of = serve('*.stale', 'gate.*', 'gate.*.stale', 'gate.pen-test.stale')
    expect(of('gate.pen-test.stale')).toBe('gate.pen-test.stale')
    expect(of('gate.openapi.stale')).toBe('gate.*.stale')
    expect(of('gate.openapi.missing')).toBe('gate.*')
    expect(of('junit.stale')).toBe('*.stale')
  })

  test('of two that match is the one that writes out the earlier part', () => {
    expect(serve('*.stale', 'gate.*')('gate.openapi.stale')).toBe('gate.*')
    expect(serve('gate.*', '*.stale')('gate.openapi.stale')).toBe('gate.*')
  })

  test('of an artifact follows what is reported about it, whatever its name', () => {
    const of = serve('chain.*', '*.missing')
    expect(of('chain.missing')).toBe('*.missing')
    expect(of('chain.empty')).toBe('chain.*')
    expect(serve('chain.*', '*.*')('chain.missing')).toBe('*.*')
  })

  test('of a metric is found whatever dots are in its name', () => {
    expect(serve('*.above_max')('http_req_duration.p95.above_max')).toBe('*.above_max')
    expect(serve('max')('http_req_duration.p95.above_max')).toBeNull()
  })

  test('is none for an unknown code, even when asked twice', () => {
    const of = serve('*.stale')
    expect([of('new.code'), of('new.code')]).toEqual([null, null])
  })
})

describe('the runbook of a finding', () => {
  const runbookOf = makeRunbookOf([
    { slug: 'bytes', codes: ['*.digest_mismatch'] },
    { slug: 'red', codes: ['gate.*.not_passed'] },
  ])
  const found = (because: string | null) =>
    byCause({ code: 'gate.unit-tests.not_passed', args: { because } }, runbookOf)

  test('is that of what led to it', () => {
    expect(found('artifact.digest_mismatch')).toBe('bytes')
  })

  test('is its own where nothing is known to have led to it, or no runbook serves that', () => {
    expect([found(null), found('tests.failed')]).toEqual(['red', 'red'])
  })
})
