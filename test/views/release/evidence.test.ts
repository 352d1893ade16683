import { describe, expect, test } from 'vitest'
import type { EvidenceItem } from '../../../src/model/evidence.ts'
import { evidence } from '../../../src/views/release/evidence.ts'
import { anItem, aRecord, DIGEST } from '../../builders.ts'
import { anAssessed } from './input.ts'

const view = (...items: EvidenceItem[]) => evidence(anAssessed(aRecord({ evidence: items })))

function only(item: EvidenceItem) {
  const row = view(item).runs[0]?.rows[0]
  if (!row) throw new Error('There is no row.')
  return row
}

describe('an artifact', () => {
  test('has its counts, its age at release and a digest', () => {
    const counts = { total: 10, passed: 8, failed: 1, skipped: 1, errored: 0, flaky: 0 }
    const row = only(anItem({ counts, sha256: DIGEST, status: 'failed' }))
    expect(row.said).toBe('8 of 10 passed, 1 failed, 1 skipped')
    expect(row.made).toEqual({ age: '24 h', day: '1 Jun 2026' })
    expect(row.digest).toEqual({ short: 'dddd…dddd', full: DIGEST })
  })

  test('made after the release says so', () => {
    expect(only(anItem({ generatedAt: '2026-06-03T12:00:00Z' })).made?.age).toBe('24 h after')
  })

  test('without a date or bytes shows the gap', () => {
    const row = only(anItem({ generatedAt: null, sha256: null, status: 'missing' }))
    expect(row).toMatchObject({ made: null, digest: null, status: { word: 'missing', tone: 'bad' } })
  })

  test('says who told the time when it was not the file', () => {
    expect(only(anItem({ timeSource: 'dossier' })).made?.day).toBe('1 Jun 2026, by the dossier')
  })

  test('of another commit is marked, of this one is not', () => {
    expect(only(anItem({ codeMatch: 'different' })).code?.text).toBe('another commit')
    expect(only(anItem({ codeMatch: 'dossier-only' })).code).toBeNull()
  })

  test('links only gates that the policy has', () => {
    expect(only(anItem({ gates: ['unit-tests', 'nowhere'] })).gates).toEqual([
      { id: 'unit-tests', href: '#gate-unit-tests' },
      { id: 'nowhere', href: null },
    ])
  })
})

describe('artifacts', () => {
  const run = { id: '7', attempt: 2, url: 'https://ci.example.org/7' }

  test('of one run stand together', () => {
    const { runs, total } = view(anItem({ run }), anItem({ name: 'lint', run }), anItem({ name: 'drill' }))
    expect(total).toBe(3)
    expect(runs.map((each) => [each.run?.text, each.rows.length])).toEqual([
      ['Run 7, attempt 2', 2],
      [undefined, 1],
    ])
  })

  test('of one run that were verified differently do not', () => {
    const verification = { state: 'failed' as const, by: 'SHA256SUMS', reason: 'not listed' }
    const { runs } = view(anItem({ run }), anItem({ name: 'lint', run, verification }))
    expect(runs[1]?.verified).toMatchObject({
      text: 'verification failed',
      tone: 'bad',
      why: 'by SHA256SUMS: not listed',
    })
  })
})
