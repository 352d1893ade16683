import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { ReleaseRecord } from '#model/release.ts'
import { trusting } from '#model/trusted.ts'
import { aRecord } from '../builders.ts'

const asRecord = trusting(ReleaseRecord)

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
  return JSON.parse(JSON.stringify({ ...aRecord(), dossier }))
}

describe('reading what was checked before', () => {
  test('gives what parsing gives, defaults at every depth', () => {
    expect(asRecord(written())).toEqual(ReleaseRecord.parse(written()))
  })

  test('leaves a record without a dossier as it is', () => {
    const record = aRecord({ state: 'no-dossier', dossier: null })
    expect(asRecord(structuredClone(record))).toEqual(record)
  })

  test('makes a new default each time', () => {
    const read = trusting(z.object({ names: z.array(z.string()).default([]) }))
    read({}).names.push('x')
    expect(read({}).names).toEqual([])
  })

  test('keeps what is present, and leaves absent what may be absent', () => {
    const inner = z.object({ list: z.array(z.int()).default([7]) })
    const read = trusting(z.object({ maybe: inner.optional(), none: inner.nullable(), some: inner }))
    expect(read({ none: null, some: { list: [1] } })).toEqual({ none: null, some: { list: [1] } })
  })
})
