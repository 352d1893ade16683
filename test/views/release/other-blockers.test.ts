import { describe, expect, test } from 'vitest'
import { otherBlockers } from '#decide/history/steps-to-go.ts'
import { textReport } from '#messages/report/report.ts'
import type { Policy } from '#model/policy.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { decisionSteps, whatFlips } from '#views/release/decision.ts'
import { AT, aGate, anItem, aPolicy, aRecord, gitFacts } from '../../builders.ts'
import { anAssessed } from './input.ts'

const failed = { outcome: 'failed' as const, reasons: [] }
const signature = { sort: 'ssh' as const, signer: null, ...failed }
const forged = anItem({
  name: 'attested',
  gates: [],
  verification: [{ source: 'signature', name: null, ...failed }],
})

function judged(parts: Partial<ReleaseRecord>, policy: Partial<Policy> = {}) {
  const { evidence = [], ...rest } = parts
  const record = aRecord({ ...rest, evidence: [anItem({ gates: ['unit-tests'] }), ...evidence] })
  const input = anAssessed(record, aPolicy([aGate()], policy), { at: AT })
  return { input, today: input.posture.today }
}

describe('what keeps a release from GO without a failing gate', () => {
  test('is the signature of its tag, on the page and in the report', () => {
    const { input, today } = judged({ git: gitFacts({ signature }) })
    expect(otherBlockers(today).map(({ code }) => code)).toEqual(['tag.verification_failed'])
    expect(decisionSteps(today).find(({ first }) => first)).toMatchObject({ green: false })
    expect(whatFlips(today)).toContainEqual({
      text: 'The signature of tag ledger/v1.4.0 could not be verified.',
      href: '../#trace',
    })
    const report = textReport({
      record: input.record,
      posture: input.posture,
      runbook: () => null,
      moment: 'today',
    })
    expect(report).toMatch(/Required artifacts \.+ FAIL/)
  })

  test('is an unsigned tag, if the policy asks for a signature', () => {
    const { today } = judged({}, { requireVerifiedTag: true })
    expect(otherBlockers(today).map(({ code }) => code)).toEqual(['tag.not_verified'])
  })

  test('is an artifact that nothing requires and whose comparison failed, with its path', () => {
    const { today } = judged({ evidence: [forged] })
    expect(whatFlips(today).map(({ href }) => href)).toEqual(['#e-attested'])
  })

  test('is nothing if both hold', () => {
    const { today } = judged({ evidence: [anItem({ name: 'attested', gates: [] })] })
    expect(whatFlips(today)).toEqual([])
  })
})
