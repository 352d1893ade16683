import { z } from 'zod'
import type { Predicate, Said } from './claim.ts'

const Text = z.string().max(1000)
const Builder = z.looseObject({ id: Text })
const Names = z.array(Text).max(100_000).nullish()
const TestResult = z.looseObject({
  result: z.enum(['PASSED', 'WARNED', 'FAILED']),
  passedTests: Names,
  warnedTests: Names,
  failedTests: Names,
})

/** Judged from the lists, then from the result: of two that differ the worse counts, and no test is no pass. */
export function testResult(predicate: Predicate): Said | null {
  const shape = TestResult.safeParse(predicate)
  if (!shape.success) return null
  const { result, passedTests, warnedTests, failedTests } = shape.data
  const passed = passedTests?.length ?? 0
  const warned = warnedTests?.length ?? 0
  const failed = failedTests?.length ?? 0
  const tests = { passed, failed, warned }
  const total = passed + warned + failed
  if (result === 'FAILED' || failed > 0)
    return { claims: 'failed', tests, why: { code: 'attestation.tests_failed', args: { failed, total } } }
  if (result === 'WARNED' || warned > 0)
    return { claims: 'unknown', tests, why: { code: 'attestation.tests_warned', args: { warned, total } } }
  if (total === 0) return { claims: 'unknown', tests, why: { code: 'attestation.no_tests', args: {} } }
  return { claims: 'passed', tests }
}

const Summary = z.looseObject({
  verifier: Builder,
  timeVerified: Text.optional(),
  verificationResult: z.enum(['PASSED', 'FAILED']),
})

/** SLSA verification summary v1; null for another shape. */
export function summary(predicate: Predicate): Said | null {
  const shape = Summary.safeParse(predicate)
  if (!shape.success) return null
  const { verifier, timeVerified, verificationResult } = shape.data
  const known = { maker: verifier.id, time: timeVerified ?? null }
  if (verificationResult === 'PASSED') return { ...known, claims: 'passed' }
  return { ...known, claims: 'failed', why: { code: 'attestation.verification_failed', args: {} } }
}

const SimpleResult = z.looseObject({
  verifier: Builder,
  timeCreated: Text.optional(),
  properties: z.array(Text).max(1000),
})

/** It lists only what was found to hold: an empty list says nothing. */
export function simpleResult(predicate: Predicate): Said | null {
  const shape = SimpleResult.safeParse(predicate)
  if (!shape.success) return null
  const { verifier, timeCreated, properties } = shape.data
  const known = { maker: verifier.id, time: timeCreated ?? null }
  if (properties.length > 0) return { ...known, claims: 'passed' }
  return { ...known, claims: 'unknown', why: { code: 'attestation.no_properties', args: {} } }
}
