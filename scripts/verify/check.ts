import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import type { Attestation, VerificationOutcome } from '#model/verification.ts'

/** One thing that was compared about an attestation, and what came of it. */
export type Check = {
  outcome: VerificationOutcome
  reasons: Finding[]
  compared: Attestation['compared']
  /** Name of the expectation that fits. */
  expected?: string
  /** The commit that was compared. */
  commit?: string
}

/** It could not be compared. */
export function unverified(code: string): Check {
  return { outcome: 'unverified', reasons: [finding(code)], compared: [] }
}

/** It does not hold. */
export function failed(code: string, args: Finding['args'] = {}): Check {
  return { outcome: 'failed', reasons: [finding(code, args)], compared: [] }
}

/** One part that failed outweighs the rest, and one that could not be compared all that held. */
export function worst(outcomes: readonly VerificationOutcome[]): VerificationOutcome {
  return (['failed', 'unverified'] as const).find((outcome) => outcomes.includes(outcome)) ?? 'verified'
}
