import { describe, expect, test } from 'vitest'
import { makeLinks } from '#messages/links.ts'
import type { LedgerLine } from '#model/ledger.ts'
import type { Policy } from '#model/policy.ts'
import { acceptedText, ageText, thresholdText } from '#views/policy/accepted.ts'
import { policyPage } from '#views/policy/page.ts'
import { AT, aClause, aGate, aPolicy } from '../../builders.ts'
import { aLedger, aNewerVerdict, aPublication, aVerdict } from '../../ledgers.ts'

const limited = (max: number, baselineRef?: string) =>
  aGate({
    accepts: [aClause({ thresholds: [{ metric: 'p95', max, ...(baselineRef ? { baselineRef } : {}) }] })],
  })

const steps = {
  released: 1,
  withEvidence: 1,
  withDossier: 1,
  passed: 1,
  refused: 0,
  reworked: 0,
  promoted: 0,
}

function page(policies: Policy[], failing = 0, ledger: LedgerLine[] = []) {
  const newest = [{ service: 'ledger', version: '1.4.0' }]
  const gates = failing > 0 ? [{ policy: 'small', gate: 'unit-tests', failing, newest }] : []
  const summary = { schemaVersion: 1 as const, gates, runbooks: [], steps, services: [] }
  const links = makeLinks('/catalog/')
  return policyPage({ policies, id: 'small', at: AT, summary, links, services: new Map(), ledger }).policies
}

describe('what a clause accepts', () => {
  test('is listed part by part', () => {
    const clause = aClause({
      formats: ['junit', 'sarif'],
      tools: ['Trivy'],
      thresholds: [{ metric: 'high', max: 0 }],
    })
    expect(acceptedText(clause)).toBe(
      'junit or sarif (test), made by Trivy, with high ≤ 0, from the released code',
    )
    expect(acceptedText(aClause({ code: 'any' }))).toBe('junit (test), from any commit')
  })

  test('has its limits on both sides', () => {
    expect(thresholdText({ metric: 'rate', min: 5, unit: '/s' })).toBe('rate ≥ 5 /s')
    expect(thresholdText({ metric: 'rate', min: 5, max: 9 })).toBe('5 ≤ rate ≤ 9')
  })

  test('has a maximum age, or does not age', () => {
    expect(ageText([aClause({ maxAgeDays: 30 }), aClause({ maxAgeDays: 30 })])).toBe('30 days')
    expect(ageText([aClause()])).toBe('does not age')
  })
})

describe('the policy page', () => {
  test('says which published verdicts stay with a version, and what another judges otherwise', () => {
    const judged = aPublication({ atRelease: aVerdict(), today: aVerdict() })
    const ledger = aLedger([judged], [{ ...judged, today: aNewerVerdict() }])
    const newer = aPolicy([aGate()], { version: '2', validFrom: '2026-06-01T00:00:00Z' })
    const [second, first] = page([aPolicy(), newer], 0, ledger)[0]?.history ?? []
    expect(first).toMatchObject({
      pinned: '1 published verdict at release stays with this version, so it is never edited.',
      rejudged: null,
    })
    expect(second).toMatchObject({
      pinned: null,
      rejudged: 'Judged otherwise by it since they were published: ledger@1.0.0.',
    })
  })

  test('names the releases that do not satisfy a gate today', () => {
    const gate = page([aPolicy()], 3)[0]?.groups[0]?.gates[0]
    expect(gate?.failing).toEqual({
      count: 3,
      newest: [{ text: 'ledger 1.4.0', href: '/catalog/releases/ledger/1.4.0/' }],
      more: 2,
    })
    expect(page([aPolicy()])[0]?.groups[0]?.gates[0]?.failing).toBeNull()
  })

  test('gives each anchor once, to the catalog’s own policy first', () => {
    const other = aPolicy(undefined, { id: 'another' })
    const anchors = page([other, aPolicy()]).map((policy) => [policy.id, policy.groups[0]?.gates[0]?.anchor])
    expect(anchors).toEqual([
      ['small', 'gate-unit-tests'],
      ['another', null],
    ])
  })

  test('flags a threshold that a new version lowered without a reason', () => {
    const next = { version: '2', validFrom: '2024-01-01T00:00:00Z' }
    const lowered = page([aPolicy([limited(250)]), aPolicy([limited(400)], next)])[0]?.history
    expect(lowered?.map((each) => [each.version, each.inForce, each.lowered.length])).toEqual([
      ['2', true, 1],
      ['1', false, 0],
    ])
    const reason = 'https://example.org/baseline'
    const rebased = page([aPolicy([limited(250)]), aPolicy([limited(400, reason)], next)])[0]?.history
    expect(rebased?.[0]).toMatchObject({ lowered: [], rebased: [{ code: 'policy.threshold_rebased' }] })
  })

  test('lists gates that a version added, removed or changed', () => {
    const next = { version: '2', validFrom: '2024-01-01T00:00:00Z' }
    const turned = aGate({ requirement: 'conditional' })
    const fresh = aGate({ id: 'lint', title: 'Lint' })
    expect(page([aPolicy(), aPolicy([turned, fresh], next)])[0]?.history[0]?.changes).toEqual([
      'new gate: Lint',
      'Unit tests pass: mandatory became conditional',
    ])
  })
})

describe('a policy that accepts only verified evidence', () => {
  test('says so at the gate, the artifact and the tag; any other policy does not', () => {
    const artifact = { name: 'pack', title: 'Pack', producer: 'ci', purpose: 'x', accepts: [aClause()] }
    const told = (isStrict: boolean) => {
      const gate = aGate({ requireVerified: isStrict })
      const artifacts = [{ ...artifact, requireVerified: isStrict }]
      const [policy] = page([aPolicy([gate], { artifacts, requireVerifiedTag: isStrict })])
      const gates = policy?.groups.flatMap((group) => group.gates.flatMap((each) => each.accepts))
      const packs = policy?.plan.artifacts.flatMap((each) => each.accepts)
      return [...(gates ?? []), ...(packs ?? []), policy?.tag ?? ''].filter((text) =>
        text.includes('verified'),
      )
    }
    expect(told(true)).toHaveLength(3)
    expect(told(false)).toEqual([])
  })
})
