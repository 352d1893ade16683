import type { Claim, Predicate, Said } from './claim.ts'
import { oldProvenance, provenance } from './provenance.ts'
import { simpleResult, summary, testResult } from './results.ts'
import type { Statement } from './statement.ts'

type Kind = {
  format: Claim['format']
  dialect: string
  types: RegExp
  read: (predicate: Predicate) => Said | null
}

/** Predicate types that mean something here. Versions that this program does not know are unknown predicates. */
const KINDS: readonly Kind[] = [
  {
    format: 'provenance',
    dialect: 'SLSA provenance v1',
    types: /^https:\/\/slsa\.dev\/provenance\/v1$/,
    read: provenance,
  },
  {
    format: 'provenance',
    dialect: 'SLSA provenance v0.2',
    types: /^https:\/\/slsa\.dev\/provenance\/v0\.2$/,
    read: oldProvenance,
  },
  {
    format: 'test-result',
    dialect: 'in-toto test result',
    types: /^https:\/\/in-toto\.io\/attestation\/test-result\/v0\.1$/,
    read: testResult,
  },
  {
    format: 'verification-summary',
    dialect: 'verification summary',
    types: /^https:\/\/(slsa\.dev\/verification_summary|in-toto\.io\/attestation\/verification_summary)\/v1$/,
    read: summary,
  },
  {
    format: 'verification-result',
    dialect: 'simple verification result',
    types: /^https:\/\/in-toto\.io\/attestation\/svr\/v0\.[12]$/,
    read: simpleResult,
  },
  {
    format: 'release-listing',
    dialect: 'in-toto release',
    types: /^https:\/\/in-toto\.io\/attestation\/release\/v0\.[12]$/,
    read: (predicate) => (typeof predicate['purl'] === 'string' ? { claims: 'passed' } : null),
  },
]

/** A statement → what it claims. Never throws; a predicate that is not shaped as its type asks claims nothing. */
export function claimOf({ predicateType, predicate, subjects }: Statement): Claim {
  const kind = KINDS.find(({ types }) => types.test(predicateType))
  const about = subjects.find(({ digests }) => digests.has('gitCommit'))?.digests.get('gitCommit') ?? null
  if (!kind)
    return {
      ...NOTHING,
      commit: about,
      why: { code: 'attestation.other_predicate', args: { predicateType } },
    }
  const known = { ...NOTHING, format: kind.format, dialect: kind.dialect, commit: about }
  const read = kind.read(predicate)
  if (read === null)
    return { ...known, why: { code: 'attestation.predicate_shape', args: { predicateType } } }
  return { ...known, why: null, ...read, commit: read.commit ?? about }
}

const NOTHING: Claim = {
  format: 'attestation',
  dialect: null,
  claims: 'unknown',
  why: null,
  tests: null,
  maker: null,
  commit: null,
  time: null,
}
