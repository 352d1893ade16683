import { describe, expect, test } from 'vitest'
import { makeRunbookOf } from '#messages/runbook-of.ts'

describe('the runbook of a code', () => {
  const serve = (...patterns: string[]) =>
    makeRunbookOf(patterns.map((each) => ({ slug: each, codes: [each] })))

  test('is the one that names the very code, else the one with the most particular pattern', () => {
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

  test('of an artifact goes by what is said of it, whatever its name', () => {
    const of = serve('chain.*', '*.missing')
    expect(of('chain.missing')).toBe('*.missing')
    expect(of('chain.empty')).toBe('chain.*')
    expect(serve('chain.*', '*.*')('chain.missing')).toBe('*.*')
  })

  test('of a metric stands whatever points are in its name', () => {
    expect(serve('*.above_max')('http_req_duration.p95.above_max')).toBe('*.above_max')
    expect(serve('max')('http_req_duration.p95.above_max')).toBeNull()
  })

  test('is none where nobody knows the code, asked twice too', () => {
    const of = serve('*.stale')
    expect([of('new.code'), of('new.code')]).toEqual([null, null])
  })
})
