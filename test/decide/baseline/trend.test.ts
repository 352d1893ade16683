import { describe, expect, test } from 'vitest'
import { baselineOf } from '#decide/baseline/baseline.ts'
import { BASELINE } from '#decide/baseline/requirements.ts'
import {
  catalogBaseline,
  metCount,
  outcomesOf,
  type SeenOf,
  seenHistory,
  seenOf,
} from '#decide/baseline/trend.ts'
import { apiServiceBaseline } from '#messages/baseline-api.ts'
import { catalogBaselineText, serviceBaselineText } from '#messages/baseline-report.ts'
import { makeLinks } from '#messages/links.ts'
import { ApiServiceBaseline } from '#model/baseline-api.ts'
import { aRecord } from '../../builders.ts'
import { aHistory, someFacts } from '../../factories.ts'

const MET = 'm'.repeat(BASELINE.length)

/** A release of the nth day, signed by a key or not. */
function seen(version: string, day: number, key: string | null, parts: Partial<SeenOf['seen']> = {}): SeenOf {
  const signing = key === null ? 'none' : 'claimed'
  const released = `2026-01-${String(day).padStart(2, '0')}T00:00:00Z`
  return { service: 'ledger', version, released, seen: { outcomes: MET, signing, key, ...parts } }
}

describe('what is kept of a release', () => {
  test('holds the outcome of each requirement', () => {
    const record = aRecord()
    const { outcomes } = seenOf(record)
    const said = Object.fromEntries(baselineOf(record, false).map(({ id, outcome }) => [id, outcome]))
    expect(outcomesOf(outcomes)).toEqual(said)
    expect(metCount(outcomes)).toBe(Object.values(said).filter((outcome) => outcome === 'met').length)
  })

  test('is doubt where a letter is missing or unknown', () => {
    expect(Object.values(outcomesOf('x'))).toEqual(BASELINE.map(() => 'unshown'))
  })
})

describe('signed since', () => {
  const none = new Set<string>()

  test('is the oldest release of those that are signed without a gap', () => {
    const own = [
      seen('1.0', 1, 'A'),
      seen('1.1', 2, null),
      seen('1.2', 3, 'A'),
      seen('1.3', 4, 'B'),
      seen('1.4', 5, 'B'),
    ]
    expect(seenHistory(own, none)).toMatchObject({ total: 5, signed: 4, signedSince: '1.2', keySince: '1.3' })
  })

  test('goes by time: an older line that is served later ends it', () => {
    const own = [seen('1.0.1', 9, null), seen('2.0.0', 5, 'A')]
    expect(seenHistory(own, none)).toMatchObject({ signed: 1, signedSince: null, keySince: null })
  })

  test('does not count a signature that is not good', () => {
    const wrong = { signing: 'failed' as const }
    expect(seenHistory([seen('1.0', 1, 'A', wrong)], none)).toMatchObject({ signed: 0, signedSince: null })
  })
})

describe('the baseline over releases', () => {
  const own = [seen('1.0', 1, null), seen('1.1', 2, null, { outcomes: MET.replace('m', 'u') })]

  test('counts each release, and a moved tag as no version of its own', () => {
    expect(catalogBaseline(own, new Set())[0]).toEqual({
      id: 'version',
      met: 1,
      unmet: 1,
      unshown: 0,
      unasked: 0,
    })
    expect(catalogBaseline(own, new Set(['ledger@1.0']))[0]).toMatchObject({ met: 0, unmet: 2 })
    expect(seenHistory(own, new Set(['ledger@1.0'])).baseline[0]?.outcomes).toBe(MET.replace('m', 'u'))
  })

  test('keeps the newest sixty versions', () => {
    const many = Array.from({ length: 70 }, (_, n) => seen(`1.${n}`, 1, null))
    const { baseline } = seenHistory(many, new Set())
    expect([baseline.length, baseline[0]?.version, baseline.at(-1)?.version]).toEqual([60, '1.10', '1.69'])
  })

  test('is a document and a text, newest first', () => {
    const history = { ...aHistory(), seen: seenHistory(own, new Set()) }
    const document = apiServiceBaseline(someFacts(), 'ledger', history, makeLinks('/'))
    expect(ApiServiceBaseline.parse(document).releases.map(({ version, met }) => [version, met])).toEqual([
      ['1.1', 19],
      ['1.0', 20],
    ])
    expect(serviceBaselineText(document).slice(0, 4)).toEqual([
      'ledger: 0 of 2 releases are signed.',
      '',
      '1.1  19 met, not met: version',
      '1.0  20 met',
    ])
    expect(catalogBaselineText({ ...document, total: 1, services: [], requirements: [] })[0]).toContain(
      '1 release of 0',
    )
  })
})
