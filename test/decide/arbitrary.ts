import fc from 'fast-check'
import type { EvidenceItem } from '#model/evidence.ts'
import type { Policy } from '#model/policy.ts'
import type { ReleaseRecord } from '#model/release.ts'
import {
  aClause,
  aDossier,
  aGate,
  anItem,
  aPolicy,
  aRecord,
  DIGEST,
  gitFacts,
  OTHER_DIGEST,
} from '../builders.ts'

/** A few moments, so that things happen before, at and after each other. */
export const MOMENTS = [
  '2026-05-01T00:00:00Z',
  '2026-05-20T00:00:00Z',
  '2026-06-01T00:00:00Z',
  '2026-06-10T00:00:00Z',
  '2026-07-01T00:00:00Z',
] as const

const GATES = ['gate-a', 'gate-b', 'gate-c'] as const
const moment = fc.constantFrom(...MOMENTS)
const early = fc.constantFrom(MOMENTS[0], MOMENTS[1])
/** Mostly the first, so that GO happens often enough to be worth asking. */
const mostly = <T>(usual: T, ...others: T[]) =>
  fc.oneof(
    { weight: 8, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: fc.constantFrom(usual, ...others) },
  )

/** An artifact that some clause of every gate takes, of any status. */
export const acceptableItem: fc.Arbitrary<EvidenceItem> = fc
  .record({
    gates: fc.uniqueArray(fc.constantFrom(...GATES), { minLength: 1 }),
    status: mostly('passed', 'failed', 'unknown', 'missing', 'unreadable', 'tampered', 'unverified'),
    codeMatch: mostly('same', 'dossier-only', 'different', 'unknown'),
    judgement: mostly('verdict', 'measurements'),
    metrics: fc.record({ rows: mostly(600, 499) }, { requiredKeys: [] }),
    generatedAt: fc.oneof(
      { weight: 6, arbitrary: early },
      { weight: 2, arbitrary: moment },
      fc.constant(null),
    ),
    sha256: fc.constantFrom(null, DIGEST, OTHER_DIGEST),
  })
  .map((parts) => anItem(parts as Partial<EvidenceItem>))

const item = fc
  .record({ base: acceptableItem, kind: mostly('test', 'docs') })
  .map(({ base, kind }) => ({ ...base, kind: kind as 'test' }))

const act = fc.record({
  role: fc.constant('owner'),
  approver: fc.constantFrom('Ada', 'Bob', 'Tove Marsh'),
  decision: mostly('approved', 'rejected'),
  at: early,
  binds: fc.record({ dossierSha256: mostly(DIGEST, OTHER_DIGEST) }),
})

const parts = fc.record({
  gates: fc.array(
    fc.record(
      { id: fc.constantFrom(...GATES), applies: fc.boolean(), reason: fc.constant('x') },
      { requiredKeys: ['id'] },
    ),
    { maxLength: 2 },
  ),
  waivers: fc.array(
    fc.record({
      gate: fc.constantFrom(...GATES),
      owner: fc.constant('Olga'),
      reason: fc.constant('x'),
      until: moment,
    }),
    { maxLength: 2 },
  ),
  approvals: fc.array(act, { maxLength: 3 }),
  attempts: fc.array(
    fc.record({
      n: fc.integer({ min: 1, max: 3 }),
      evidenceRunAt: moment,
      result: mostly('passed', 'failed'),
      failedGates: fc.uniqueArray(fc.constantFrom(...GATES)),
    }),
    { maxLength: 1 },
  ),
  risks: fc.array(
    fc.record({
      id: fc.constantFrom('r1', 'r2'),
      title: fc.constant('x'),
      severity: mostly('SEV-3', 'SEV-1', 'SEV-2'),
      status: fc.constantFrom('open', 'mitigated', 'accepted'),
    }),
    { maxLength: 2 },
  ),
  checklist: fc.array(
    fc.record({
      area: fc.constant('x'),
      name: fc.constant('box'),
      required: mostly(false, true),
      result: fc.boolean(),
      evidence: fc.constantFrom('item-0', 'item-1'),
    }),
    { maxLength: 1 },
  ),
})

/** A release whose dossier names all of its evidence. */
export const arbitraryRecord: fc.Arbitrary<ReleaseRecord> = fc
  .tuple(parts, fc.array(item, { minLength: 2, maxLength: 6 }))
  .map(([dossier, items]) => {
    const evidence = items.map((each, index) => ({ ...each, name: `item-${index}` }))
    const references = evidence.map(({ name, kind, gates, producer, generatedAt }) => ({
      ...{ name, kind, gates, producer },
      ...(generatedAt === null ? {} : { generatedAt }),
    }))
    const git = gitFacts({ taggedAt: MOMENTS[0], committedAt: MOMENTS[0], codeCommittedAt: MOMENTS[0] })
    return aRecord({ git, dossier: aDossier({ ...(dossier as object), evidence: references }), evidence })
  })

const clause = fc
  .record({ maxAgeDays: fc.constantFrom(null, 15, 40), min: fc.constantFrom(null, 500) })
  .map(({ maxAgeDays, min }) =>
    aClause({ maxAgeDays, thresholds: min === null ? [] : [{ metric: 'rows', min }] }),
  )

export const arbitraryPolicy: fc.Arbitrary<Policy> = fc
  .record({
    requirements: fc.tuple(mostly('mandatory', 'conditional'), mostly('conditional', 'mandatory')),
    clauses: fc.array(clause, { minLength: 1, maxLength: 2 }),
    quorum: fc.constantFrom(0, 1, 2),
    count: fc.constantFrom(1, 2),
  })
  .map(({ requirements, clauses, quorum, count }) => {
    const gates = requirements.slice(0, count).map((requirement, index) =>
      aGate({
        id: GATES[index] ?? 'gate-a',
        requirement: requirement as 'mandatory',
        accepts: [...clauses, aClause()].slice(0, clauses.length + index),
      }),
    )
    return aPolicy(gates, { approvers: quorum === 0 ? [] : [{ role: 'owner', title: 'Owner', quorum }] })
  })

/** The same release with every list in another order. */
export function shuffled(record: ReleaseRecord, choices: Iterable<number>): ReleaseRecord {
  const stream = choices[Symbol.iterator]()
  const next = () => Number(stream.next().value ?? 0)
  return mapLists(record, next) as ReleaseRecord
}

function mapLists(value: unknown, next: () => number): unknown {
  if (Array.isArray(value))
    return shuffle(
      value.map((each) => mapLists(each, next)),
      next,
    )
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, mapLists(member, next)]))
}

function shuffle<T>(list: T[], next: () => number): T[] {
  return list
    .map((each) => ({ each, rank: next() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ each }) => each)
}
