import { expect, test } from 'vitest'
import { VERDICT_WORDS } from '#messages/verdict.ts'
import { EVERY_STRIP, EVERY_VERDICT, rowOfEachKind } from '#views/every-state.ts'
import type { ReleaseRow } from '#views/release-list.ts'

const ROW: ReleaseRow = {
  service: 'ledger',
  version: '1.0.0',
  marks: [],
  strip: 'pppppp',
  verdict: 'go',
  was: null,
  until: null,
  endsAs: null,
  type: null,
  runsIn: [],
  reached: null,
  severities: [],
  gates: [],
  evidence: [],
  released: '2026-06-01',
  purpose: '',
  owners: [],
  commit: null,
}

test('each verdict and each letter of a strip is shown', () => {
  expect(Object.keys(EVERY_VERDICT)).toEqual(Object.keys(VERDICT_WORDS))
  expect([...new Set(EVERY_STRIP.flatMap(({ strip }) => [...strip]))].sort()).toEqual([...'fnprw'])
  expect(EVERY_STRIP.filter(({ strip }) => strip.length !== 6)).toEqual([])
})

test('the list of each kind holds the newest release of it, once', () => {
  const rows: ReleaseRow[] = [
    { ...ROW, version: '3.0.0' },
    { ...ROW, version: '2.0.0' },
    { ...ROW, version: '1.9.0', marks: ['latest'] },
    { ...ROW, version: '1.8.0', verdict: 'aged-out', was: 'go' },
    { ...ROW, version: '1.7.0', marks: ['tampered'], verdict: 'no-go' },
    { ...ROW, version: '1.6.0', strip: 'pwpppp' },
  ]
  expect(rowOfEachKind(rows).map(({ version }) => version)).toEqual(['3.0.0', '1.8.0', '1.7.0', '1.6.0'])
  expect(rowOfEachKind([])).toEqual([])
})
