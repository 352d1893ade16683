import { describe, expect, test } from 'vitest'
import { acceptedText, ageText, thresholdText } from '#messages/accepted.ts'
import { makeLinks } from '#messages/links.ts'
import type { LedgerLine } from '#model/ledger.ts'
import type { Policy } from '#model/policy.ts'
import type { PolicyInput } from '#views/policy/gates.ts'
import { policyHistory } from '#views/policy/history.ts'
import { policyIndex, policyPage } from '#views/policy/page.ts'
import { AT, aClause, aGate, aPolicy } from '../../builders.ts'
import { aLedger, aNewerVerdict, aPublication, aVerdict } from '../../ledgers.ts'

const limited = (max: number, baselineRef?: string) =>
  aGate({
    accepts: [aClause({ thresholds: [{ metric: 'p95', max, ...(baselineRef ? { baselineRef } : {}) }] })],
  })

const steps = {
  released: 1,
  withIntent: 0,
  withEvidence: 1,
  withDossier: 1,
  passed: 1,
  refused: 0,
  reworked: 0,
  promoted: 0,
}

function input(policies: Policy[], failing = 0, ledger: LedgerLine[] = []): PolicyInput {
  const newest = [{ service: 'ledger', version: '1.4.0' }]
  const gates = failing > 0 ? [{ policy: 'small', gate: 'unit-tests', failing, newest }] : []
  const summary = { schemaVersion: 1 as const, gates, runbooks: [], steps, baseline: [], services: [] }
  const links = makeLinks('/catalog/')
  return { policies, id: 'small', at: AT, summary, links, services: new Map(), ledger }
}

/** The page of the newest version. */
function page(policies: Policy[], failing = 0) {
  return policyPage(policies.at(-1) ?? aPolicy(), input(policies, failing))
}

const history = (policies: Policy[], ledger: LedgerLine[] = []) =>
  policyHistory(input(policies, 0, ledger), 'small')

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

  test('names what must be in it, who made it and what it is about', () => {
    const tests = {
      producers: ['ci.sh'],
      suites: ['ledger*', 'payout*'],
      cases: ['AT-052'],
      maxSkippedShare: 0.125,
    }
    expect(acceptedText(aClause(tests))).toBe(
      'junit (test), from the producer “ci.sh”, in which the suites “ledger*” and “payout*” passed, in which the case “AT-052” passed, with at most 12.5 % of its cases skipped, from the released code',
    )
    const drill = {
      formats: ['record'],
      acts: ['drill' as const],
      topics: ['backup*', 'restore*'],
      maxAgeDays: 100,
    }
    expect(acceptedText(aClause({ ...drill, code: 'any' }))).toBe(
      'record (test), of a drill, about “backup*” or “restore*”, from any commit, at most 100 days old',
    )
    expect(acceptedText(aClause({ targets: ['image'], signers: ['release'] }))).toBe(
      'junit (test), of a scan of “image”, signed by release, from the released code',
    )
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

test('the policy page says what all proof must be, and what rests on the name of a producer alone', () => {
  const named = aGate({ title: 'Named', accepts: [aClause({ producers: ['ci.sh'] })] })
  const signed = aGate({
    id: 'b',
    title: 'Signed',
    accepts: [aClause({ producers: ['ci.sh'], signers: ['ci'] })],
  })
  const verified = aGate({ id: 'c', title: 'Verified', requireVerified: true, accepts: named.accepts })
  const strict = aPolicy([named, signed, verified], { maxSkippedShare: 0.2, distinctBytes: true })
  expect(page([strict]).all).toEqual([
    'In a report of tests, at most 20 % of the cases may be skipped.',
    expect.stringContaining('One file proves one gate'),
    'Who made a file is the word of the dossier, and nothing proves it, for Named. A policy can ask for a signer or a workflow there.',
  ])
  expect(page([aPolicy()]).all).toEqual([])
})

describe('the policy page', () => {
  test('says which published verdicts stay with a version, and what another judges otherwise', () => {
    const judged = aPublication({ atRelease: aVerdict(), today: aVerdict() })
    const ledger = aLedger([judged], [{ ...judged, today: aNewerVerdict() }])
    const newer = aPolicy([aGate()], { version: '2', validFrom: '2026-06-01T00:00:00Z' })
    const [second, first] = history([aPolicy(), newer], ledger)
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
    const gate = page([aPolicy()], 3).groups[0]?.gates[0]
    expect(gate?.failing).toEqual({
      count: 3,
      newest: [{ text: 'ledger 1.4.0', href: '/catalog/releases/ledger/1.4.0/' }],
      more: 2,
    })
    expect(page([aPolicy()]).groups[0]?.gates[0]?.failing).toBeNull()
  })

  test('is one for each version, and says how that stands among the others', () => {
    const next = { version: '2', validFrom: '2026-05-01T00:00:00Z' }
    const later = { version: '3', validFrom: '2027-01-01T00:00:00Z' }
    const all = [aPolicy(), aPolicy(undefined, next), aPolicy(undefined, later)]
    const told = all.map((policy) => policyPage(policy, input(all, 3)))
    expect(told.map(({ standing }) => standing)).toEqual([
      expect.stringMatching(/^In force from .* until 1 May 2026, when 2 took its place\.$/),
      'In force since 1 May 2026.',
      'It comes into force on 1 Jan 2027.',
    ])
    // Releases are judged by the version in force alone.
    expect(told.map(({ groups }) => groups[0]?.failing)).toEqual([0, 1, 0])
    expect(told[1]?.contents[0]).toMatchObject({ hint: '1 open', tone: 'bad' })
  })

  test('is led to from one that says what a GO takes, and names every gate and version', () => {
    const other = aPolicy([], { id: 'another' })
    const next = aPolicy(undefined, { version: '2', validFrom: '2026-05-01T00:00:00Z' })
    const index = policyIndex(input([other, aPolicy(), next]))
    expect(index.heading).toBe('GO takes 1 gate and no open SEV-1 or SEV-2 risk.')
    expect(index.main.href).toBe('/catalog/policy/small/2/')
    expect(index.groups.flatMap((group) => group.gates)).toMatchObject([
      { id: 'unit-tests', href: '/catalog/policy/small/2/#gate-unit-tests', isConditional: false },
    ])
    expect(index.policies.map(({ id, versions }) => [id, ...versions.map(({ version }) => version)])).toEqual(
      [
        ['small', '2', '1'],
        ['another', '1'],
      ],
    )
  })
})

describe('what a version of a policy changed', () => {
  test('flags a threshold that a new version lowered without a reason', () => {
    const next = { version: '2', validFrom: '2024-01-01T00:00:00Z' }
    const lowered = history([aPolicy([limited(250)]), aPolicy([limited(400)], next)])
    expect(lowered.map((each) => [each.version, each.inForce, each.lowered.length])).toEqual([
      ['2', true, 1],
      ['1', false, 0],
    ])
    const reason = 'https://example.org/baseline'
    const rebased = history([aPolicy([limited(250)]), aPolicy([limited(400, reason)], next)])
    expect(rebased[0]).toMatchObject({ lowered: [], rebased: [{ code: 'policy.threshold_rebased' }] })
  })

  test('lists gates that a version added, removed or changed', () => {
    const next = { version: '2', validFrom: '2024-01-01T00:00:00Z' }
    const turned = aGate({ requirement: 'conditional' })
    const fresh = aGate({ id: 'lint', title: 'Lint' })
    expect(history([aPolicy(), aPolicy([turned, fresh], next)])[0]?.changes).toEqual([
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
      const policy = page([aPolicy([gate], { artifacts, requireVerifiedTag: isStrict })])
      const gates = policy.groups.flatMap((group) => group.gates.flatMap((each) => each.accepts))
      const packs = policy.plan.artifacts.flatMap((each) => each.accepts)
      return [...gates, ...packs, policy.tag ?? ''].filter((text) => text.includes('verified'))
    }
    expect(told(true)).toHaveLength(3)
    expect(told(false)).toEqual([])
  })
})

test('a policy says in words how approvals are proven, and which count by name alone', () => {
  const approvers: Policy['approvers'] = [
    { role: 'owner', title: 'Owner', quorum: 1 },
    { role: 'security', title: 'Security', quorum: 2, verifiedBy: ['review', 'signed-record'] },
  ]
  expect(page([aPolicy(undefined, { approvers })]).approvers).toEqual([
    'Owner, by name alone',
    'Security, 2 distinct persons, each proven by an approving review of the released commit on the forge or their own signed record about the released commit',
  ])
})
