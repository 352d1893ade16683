import { describe, expect, test } from 'vitest'
import { ReleaseRecord, readStoredRecord } from '#model/release.ts'
import { anItem, aRecord } from '../builders.ts'

/** A record as a collector writes it: its dossier says only what it must, and has parts that have defaults inside. */
function written(): unknown {
  const step = { actor: 'a', target: 'b', action: 'c', result: 'passed' }
  const dossier = {
    schemaVersion: 1,
    service: 'ledger',
    version: '1.4.0',
    releaseType: 'minor',
    profile: 'real_local',
    evidence: [{ name: 'unit', kind: 'test', producer: 'ci' }],
    attempts: [{ n: 1, evidenceRunAt: '2026-05-01T00:00:00Z', result: 'passed' }],
    hotSpots: [{ id: 'H-1', path: 'x', kind: 'isolate', status: 'open' }],
    promotions: [{ to: 'dev', result: 'reached' }],
    smokeRuns: [{ environment: 'dev' }, { environment: 'ci', steps: [step] }],
  }
  return JSON.parse(JSON.stringify({ ...aRecord({ evidence: [anItem()] }), dossier }))
}

describe('reading a record that was checked before', () => {
  test('gives what parsing gives, defaults at every depth', () => {
    expect(readStoredRecord(written())).toEqual(ReleaseRecord.parse(written()))
  })

  test('leaves a record without a dossier as it is', () => {
    const record = aRecord({ state: 'no-dossier', dossier: null })
    expect(readStoredRecord(structuredClone(record))).toEqual(record)
  })

  test('refuses a dossier that no version of the program would have written', () => {
    const record = { ...aRecord(), dossier: { service: 'ledger' } }
    expect(() => readStoredRecord(record)).toThrow(/schemaVersion/)
  })
})
