import { describe, expect, test } from 'vitest'
import { readRunbooks } from '#collect/configuration/runbooks.ts'
import { TABLES } from '#messages/messages.ts'
import { makeRunbookOf } from '#messages/runbook-of.ts'
import { projectPolicy } from '../passing-record.ts'

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

describe('the runbooks that come with the program', () => {
  const runbooks = readRunbooks(null)
  const runbookOf = makeRunbookOf(runbooks)
  const said = Object.values(TABLES).flatMap((table) => Object.keys(table))

  test.each(said)('serve %s', (code) => {
    expect(runbookOf(code)).not.toBeNull()
  })

  test.each(runbooks.flatMap(({ slug, codes }) => codes.map((code) => [slug, code] as const)))(
    '%s serves %s: a code that there is, or an artifact that the policy knows',
    (slug, pattern) => {
      const alone = makeRunbookOf([{ slug, codes: [pattern] }])
      const served = said.filter((code) => alone(code) === slug && runbookOf(code) === slug)
      const isArtifact = ARTIFACTS.has(pattern) && runbookOf(pattern) === slug
      expect(served.length > 0 || isArtifact).toBe(true)
    },
  )
})

const ARTIFACTS = new Set(projectPolicy('default-2026.2').artifacts.map(({ name }) => `${name}.not_passed`))
