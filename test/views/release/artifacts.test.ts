import { describe, expect, test } from 'vitest'
import type { EvidenceItem } from '../../../src/model/evidence.ts'
import { requiredArtifacts } from '../../../src/views/release/artifacts.ts'
import { aClause, aDossier, anItem, aPolicy, aRecord } from '../../builders.ts'
import { anAssessed } from './input.ts'

const ARTIFACT = {
  name: 'unit',
  title: 'Unit tests',
  purpose: 'the units hold',
  producer: 'npm test',
  accepts: [aClause()],
  requireVerified: false,
}

function rowOf(item: Partial<EvidenceItem>) {
  const record = aRecord({ dossier: aDossier({ require: ['unit'] }), evidence: [anItem(item)] })
  const { rows, policyHref } = requiredArtifacts(
    anAssessed(record, aPolicy(undefined, { artifacts: [ARTIFACT] })),
  )
  return { ...rows[0], policyHref }
}

describe('a required artifact', () => {
  test('that passed says no more, and leads to the table of what each is for', () => {
    const row = rowOf({})
    expect(row).toMatchObject({ about: null, origins: [], look: { word: 'passed' } })
    expect(row.policyHref).toBe('/catalog/policy/#small-artifacts')
  })

  test('that is red names its producer and purpose, the run that made it and the gate it keeps open', () => {
    const run = { id: '7', url: 'https://ci.example.org/7' }
    const row = rowOf({ status: 'failed', run, gates: ['unit-tests'] })
    expect(row.about).toBe('by npm test: the units hold')
    expect(row.origins).toEqual([
      { text: 'run 7', href: 'https://ci.example.org/7' },
      { text: expect.any(String), href: '#gate-unit-tests' },
    ])
  })

  test('that is red without an address leads nowhere', () => {
    expect(rowOf({ status: 'failed' }).origins).toEqual([])
  })
})
