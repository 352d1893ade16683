import { z } from 'zod'
import type { InTotoStatement } from './in-toto.ts'

/** What a statement's predicate says, as far as it is known here. Each kind is a format of its own for policies. */
export type AttestationClaim = {
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
type Predicate = InTotoStatement['predicate']

/** What a predicate adds to a claim. */
type PredicateClaim = Partial<AttestationClaim> & Pick<AttestationClaim, 'claims'>

type Kind = {
  format: AttestationClaim['format']
  dialect: string
  types: RegExp
  read: (predicate: Predicate) => PredicateClaim | null
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
export function claimOf({ predicateType, predicate, subjects }: InTotoStatement): AttestationClaim {
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

const NOTHING: AttestationClaim = {
  format: 'attestation',
  dialect: null,
  claims: 'unknown',
  why: null,
  tests: null,
  maker: null,
  commit: null,
  time: null,
}

const Text = z.string().max(1000)
const Digest = z.looseObject({ gitCommit: Text.optional(), sha1: Text.optional() })
const Material = z.looseObject({ uri: Text.nullish(), digest: Digest.nullish() })
const Builder = z.looseObject({ id: Text })

const Provenance = z.looseObject({
  buildDefinition: z.looseObject({
    externalParameters: z
      .looseObject({ workflow: z.looseObject({ repository: Text.optional() }).optional() })
      .optional(),
    resolvedDependencies: z.array(Material).max(10_000).optional(),
  }),
  runDetails: z.looseObject({
    builder: Builder,
    metadata: z.looseObject({ finishedOn: Text.optional(), startedOn: Text.optional() }).optional(),
  }),
})

/** SLSA provenance v1; null for another shape. */
function provenance(predicate: Predicate): PredicateClaim | null {
  const shape = Provenance.safeParse(predicate)
  if (!shape.success) return null
  const { buildDefinition, runDetails } = shape.data
  const repository = buildDefinition.externalParameters?.workflow?.repository ?? null
  const { finishedOn, startedOn } = runDetails.metadata ?? {}
  const commit = commitOf(buildDefinition.resolvedDependencies ?? [], repository)
  return { claims: 'passed', maker: runDetails.builder.id, commit, time: finishedOn ?? startedOn ?? null }
}

const OldProvenance = z.looseObject({
  builder: Builder,
  invocation: z.looseObject({ configSource: Material.optional() }).optional(),
  materials: z.array(Material).max(10_000).nullish(),
  metadata: z.looseObject({ buildFinishedOn: Text.nullish(), buildStartedOn: Text.nullish() }).nullish(),
})

/** SLSA provenance v0.2; null for another shape. */
function oldProvenance(predicate: Predicate): PredicateClaim | null {
  const shape = OldProvenance.safeParse(predicate)
  if (!shape.success) return null
  const { builder, invocation, materials, metadata } = shape.data
  const source = invocation?.configSource
  const commit = source?.digest?.sha1 ?? commitOf(materials ?? [], null)
  const time = metadata?.buildFinishedOn ?? metadata?.buildStartedOn ?? null
  return { claims: 'passed', maker: builder.id, commit, time }
}

/** The commit of the repository that was built; of several sources none is guessed. */
function commitOf(materials: readonly z.infer<typeof Material>[], repository: string | null): string | null {
  const sources = materials.filter(({ uri }) => uri?.startsWith('git+') ?? false)
  const own = sources.filter(({ uri }) => repository !== null && isOf(uri ?? '', repository))
  const commits = (own.length > 0 ? own : sources).map(
    ({ digest }) => digest?.gitCommit ?? digest?.sha1 ?? null,
  )
  const [commit = null, ...others] = new Set(commits)
  return others.length > 0 ? null : commit
}

function isOf(uri: string, repository: string): boolean {
  return (
    uri === `git+${repository}` ||
    uri.startsWith(`git+${repository}@`) ||
    uri.startsWith(`git+${repository}.git@`)
  )
}

const Names = z.array(Text).max(100_000).nullish()
const TestResult = z.looseObject({
  result: z.enum(['PASSED', 'WARNED', 'FAILED']),
  passedTests: Names,
  warnedTests: Names,
  failedTests: Names,
})

/** Judged from the lists, then from the result: of two that differ the worse counts, and no test is no pass. */
function testResult(predicate: Predicate): PredicateClaim | null {
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
function summary(predicate: Predicate): PredicateClaim | null {
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
function simpleResult(predicate: Predicate): PredicateClaim | null {
  const shape = SimpleResult.safeParse(predicate)
  if (!shape.success) return null
  const { verifier, timeCreated, properties } = shape.data
  const known = { maker: verifier.id, time: timeCreated ?? null }
  if (properties.length > 0) return { ...known, claims: 'passed' }
  return { ...known, claims: 'unknown', why: { code: 'attestation.no_properties', args: {} } }
}
