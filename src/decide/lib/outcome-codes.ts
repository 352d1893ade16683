import type { Outcome } from '#model/evaluation.ts'

/** The last part of a code such as `gate.openapi.missing`, by the outcome of the gate or artifact. */
export const REASON = {
  passed: 'passed',
  failed: 'not_passed',
  missing: 'missing',
  stale: 'stale',
  unknown: 'unknown',
  'not-applicable': 'missing',
} as const satisfies Record<Outcome, string>
