import { asCommit, asLine } from '#lib/text.ts'
import { asInstant } from '#lib/time.ts'
import type { Reading } from '#model/evidence.ts'
import { finding } from '#model/finding.ts'
import { type InTotoStatement, parseStatement, STATEMENT_PAYLOAD } from '#verify/in-toto.ts'
import type { AttestationClaim } from '#verify/predicates.ts'
import { claimOf } from '#verify/predicates.ts'
import { isAttestation, type SignedDocument, unwrap } from '#verify/unwrap.ts'
import { emptyReading, NO_COUNTS } from '../reading.ts'

export { isAttestation }

/**
 * In-toto statements, in envelopes, Sigstore bundles or bare. Each kind
 * of predicate is a format of its own, so that provenance never proves a test. Whatever a statement claims is
 * `unverified` here: who signed it is the collector's to find out, with what it trusts. What it says against itself
 * counts at once.
 */
export function readAttestation(document: unknown): Reading {
  const signed = unwrap(document)
  const statements = signed.flatMap((each) => statementOf(each) ?? [])
  const claims = statements.map(claimOf)
  const commits = new Set(claims.flatMap(({ commit }) => asCommit(commit) ?? []))
  const digests = statements.flatMap(({ subjects }) =>
    subjects.flatMap((each) => each.digests.get('sha256') ?? []),
  )
  const known = claims.filter(({ format }) => format !== 'attestation')
  return {
    ...emptyReading('attestation'),
    ...judged(signed.length, statements.length, claims),
    ...described(known),
    subject: {
      commit: commits.size === 1 ? ([...commits][0] ?? null) : null,
      digests: [...new Set(digests)].filter((each) => each.length === 64).slice(0, 200),
    },
    generatedAt: latest(claims),
  }
}

/** The status that claims come to once their signatures are verified; `unverified` where they are not. */
function claimedStatus(claims: readonly AttestationClaim[], isVerified: boolean): Reading['status'] {
  const known = claims.filter(({ format }) => format !== 'attestation')
  if (known.some((each) => each.claims === 'failed')) return 'failed'
  const isOne = new Set(known.map(({ format }) => format)).size === 1
  if (!isOne || known.some((each) => each.claims !== 'passed')) return 'unknown'
  return isVerified ? 'passed' : 'unverified'
}

function judged(
  total: number,
  readable: number,
  claims: readonly AttestationClaim[],
): Pick<Reading, 'status' | 'reasons'> {
  if (readable === 0) return { status: 'unknown', reasons: [finding('attestation.no_statement')] }
  const status = claimedStatus(claims, false)
  const formats = new Set(claims.map(({ format }) => format).filter((format) => format !== 'attestation'))
  return {
    status: readable < total && status !== 'failed' ? 'unknown' : status,
    reasons: [
      ...(readable < total ? [finding('attestation.no_statement')] : []),
      ...(formats.size > 1 ? [finding('attestation.mixed')] : []),
      ...claims.flatMap(({ why }) => (why ? [finding(why.code, why.args)] : [])),
      ...(status === 'unverified' ? [finding('attestation.claim')] : []),
    ],
  }
}

/** The one known kind gives the format; of none or several it stays `attestation`. */
function described(known: readonly AttestationClaim[]): Partial<Reading> {
  const [first] = known
  if (!first || new Set(known.map(({ format }) => format)).size > 1) return {}
  const makers = new Set(known.map(({ maker }) => maker))
  const name = makers.size === 1 ? asLine(first.maker) : null
  return {
    format: first.format,
    dialect: first.dialect,
    tool: name === null ? null : { name, version: null },
    counts: countsOf(known),
  }
}

function countsOf(claims: readonly AttestationClaim[]): Reading['counts'] {
  const tests = claims.flatMap((each) => each.tests ?? [])
  if (tests.length === 0) return null
  const sum = (of: 'passed' | 'failed' | 'warned') => tests.reduce((all, each) => all + each[of], 0)
  const passed = sum('passed')
  const failed = sum('failed')
  return { ...NO_COUNTS, total: passed + failed + sum('warned'), passed, failed }
}

function latest(claims: readonly AttestationClaim[]): string | null {
  const times = claims.flatMap(({ time }) => asInstant(time) ?? [])
  return times.toSorted((a, b) => Date.parse(b) - Date.parse(a))[0] ?? null
}

function statementOf(signed: SignedDocument): InTotoStatement | null {
  if (signed.form === 'statement') return signed.statement
  const envelope = signed.form === 'broken' ? null : signed.envelope
  return envelope?.payloadType === STATEMENT_PAYLOAD ? parseStatement(envelope.payload) : null
}
