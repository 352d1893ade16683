import type { Statement } from './statement.ts'

/** What a statement's predicate says, as far as it is known here. Each kind is a format of its own for policies. */
export type Claim = {
  /** `attestation` is one of an unknown predicate: never proof of another sort. */
  format:
    | 'provenance'
    | 'test-result'
    | 'verification-summary'
    | 'verification-result'
    | 'release-listing'
    | 'attestation'
  /** In words, for people. */
  dialect: string | null
  /** What it would count for if its signature is verified; unknown is never a pass. */
  claims: 'passed' | 'failed' | 'unknown'
  /** Why not passed: a code of a reading's reasons and its arguments. */
  why: { code: string; args: Record<string, number | string | null> } | null
  tests: { passed: number; failed: number; warned: number } | null
  /** Tool or service that made it. */
  maker: string | null
  /** The source commit it is about, as written. */
  commit: string | null
  /** When it was made, as written. */
  time: string | null
}

/** What a statement says of its subjects. */
export type Predicate = Statement['predicate']

/** What a predicate adds to a claim. */
export type Said = Partial<Claim> & Pick<Claim, 'claims'>
