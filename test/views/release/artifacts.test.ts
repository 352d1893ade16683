import { describe, expect, test } from 'vitest'
import type { EvidenceItem } from '#model/evidence.ts'
import { requiredArtifacts, requirementSummary } from '#views/release/artifacts.ts'
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

const POLICY = aPolicy(undefined, { artifacts: [ARTIFACT] })

function artifactsOf(item: Partial<EvidenceItem>, policy = POLICY, require = ['unit']) {
  const record = aRecord({ dossier: aDossier({ require }), evidence: [anItem(item)] })
  return requiredArtifacts(anAssessed(record, policy))
}

function rowOf(item: Partial<EvidenceItem>) {
  const [row] = artifactsOf(item).rows
  if (!row) throw new Error('It has no row.')
  return row
}

describe('a required artifact', () => {
  test('that passed says no more, and leads to the table of what each is for', () => {
    const row = rowOf({})
    expect(row).toMatchObject({ about: null, origins: [], look: { word: 'passed' } })
    expect(requirementSummary(anAssessed(aRecord(), POLICY)).policyHref).toBe(
      '/catalog/policy/small/1/#artifacts',
    )
  })

  test('that failed names its producer and purpose, the run that made it and the gate it fails', () => {
    const run = { id: '7', url: 'https://ci.example.org/7' }
    const row = rowOf({ status: 'failed', run, gates: ['unit-tests'] })
    expect(row.about).toBe('by npm test: the units hold')
    expect(row.origins).toEqual([
      { text: 'run 7', href: 'https://ci.example.org/7' },
      { text: expect.any(String), href: '#gate-unit-tests' },
    ])
  })

  test('of the policy shares a line with the others when it passed, and has its own when it did not', () => {
    const requirements = POLICY.requirements.map((each) => ({ ...each, artifacts: ['unit'] }))
    const policy = { ...POLICY, requirements }
    const green = artifactsOf({}, policy, [])
    expect([green.rows, green.passed]).toEqual([[], ['Unit tests']])
    const red = artifactsOf({ status: 'failed' }, policy, [])
    expect([red.rows.map(({ title }) => title), red.passed]).toEqual([['Unit tests'], []])
  })

  test('that failed without an address has no link', () => {
    expect(rowOf({ status: 'failed' }).origins).toEqual([])
  })
})
