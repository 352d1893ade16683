import fc from 'fast-check'
import { describe, test } from 'vitest'
import { posture, postureUntil } from '#decide/history/posture.ts'
import { canonical } from '#decide/lib/canonical.ts'
import { evaluate, evaluateLater } from '#decide/verdict/evaluate.ts'
import { distrust } from '#decide/verdict/verification.ts'
import type { PublicFacts } from '#model/public-facts.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { acceptableItem, arbitraryPolicy, arbitraryRecord, MOMENTS, shuffled } from './arbitrary.ts'

const cases = fc.record({ record: arbitraryRecord, policy: arbitraryPolicy, at: fc.constantFrom(...MOMENTS) })
const moment = fc.constantFrom(...MOMENTS)
const PUBLIC: PublicFacts = {
  message: 'GO, says everybody',
  sameCommit: ['1.0.0'],
  counted: null,
  folders: [{ folder: 'src', files: 3 }],
  paths: ['src/a.ts'],
  authors: { total: 1, named: [{ name: 'Tove Marsh', commits: 3 }] },
  key: { own: 'SHA256:abc', before: 'SHA256:abc' },
  tree: null,
}
const decide = (
  record: ReleaseRecord,
  { policy, at }: { policy: Parameters<typeof evaluate>[1]; at: string },
) => evaluate(record, policy, at)

describe('for any release, policy and moment', () => {
  test('GO means no blocker, and at least one satisfied gate', () => {
    check(cases, ({ record, ...rest }) => {
      const { decision, blockers, required, satisfied } = decide(record, rest)
      return (
        (decision === 'go') === (blockers.length === 0) &&
        (decision !== 'go' || (required > 0 && satisfied === required))
      )
    })
  })

  test('the strip shows a failed cell exactly when the release is NO-GO', () => {
    check(cases, ({ record, ...rest }) => {
      const { decision, strip } = decide(record, rest)
      return strip.includes('f') === (decision === 'no-go')
    })
  })

  test('a failed artifact bound to a gate that applies never turns NO-GO into GO', () => {
    const red = acceptableItem.map((item) => ({ ...item, name: 'added', status: 'failed' as const }))
    check(fc.tuple(cases, red), ([{ record, ...rest }, item]) => {
      const more = { ...record, evidence: [...record.evidence, item] }
      return decide(record, rest).decision === 'go' || decide(more, rest).decision === 'no-go'
    })
  })

  test('a failed artifact that counts for a gate that applies means NO-GO', () => {
    check(fc.tuple(cases, acceptableItem), ([{ record, ...rest }, item]) => {
      const red = {
        ...item,
        name: 'added',
        status: 'failed' as const,
        gates: ['gate-a'],
        generatedAt: rest.at,
      }
      const plain = without(record, 'waivers', 'gates', 'attempts')
      return decide({ ...plain, evidence: [...record.evidence, red] }, rest).decision === 'no-go'
    })
  })

  test('an open SEV-1 risk always means NO-GO', () => {
    check(cases, ({ record, ...rest }) => {
      const risk = { id: 'added', title: 'x', severity: 'SEV-1' as const, status: 'open' as const }
      const dossier = record.dossier && { ...record.dossier, risks: [...record.dossier.risks, risk] }
      return decide({ ...record, dossier }, rest).decision === 'no-go'
    })
  })

  test('losing evidence never turns NO-GO into GO, unless it was evidence of forgery', () => {
    check(fc.tuple(cases, fc.nat()), ([{ record, ...rest }, index]) => {
      const gone = index % Math.max(1, record.evidence.length)
      const lost = record.evidence[gone]
      if (lost !== undefined && distrust(lost).length > 0) return true
      const less = { ...record, evidence: record.evidence.filter((_, at) => at !== gone) }
      return decide(record, rest).decision === 'go' || decide(less, rest).decision === 'no-go'
    })
  })

  test('what anybody can see of a release besides its dossier decides nothing', () => {
    check(cases, ({ record, ...rest }) => {
      const { publicFacts: _, ...bare } = record
      const seen = { ...bare, publicFacts: PUBLIC }
      return canonical(decide(bare, rest)) === canonical(decide(seen, rest))
    })
  })

  test('without evidence nothing is GO', () => {
    check(cases, ({ record, ...rest }) => {
      return (
        decide({ ...without(record, 'waivers', 'gates', 'evidence'), evidence: [] }, rest).decision ===
        'no-go'
      )
    })
  })
})

describe('for any two moments', () => {
  const later = fc.record({
    record: arbitraryRecord,
    policy: arbitraryPolicy,
    from: fc.constantFrom(...MOMENTS),
    to: fc.constantFrom(...MOMENTS),
  })

  test('continuing from the first gives what evaluating at the second gives', () => {
    check(later, ({ record, policy, from, to }) => {
      const on = evaluateLater(record, policy, to, evaluate(record, policy, from))
      return canonical(on) === canonical(evaluate(record, policy, to))
    })
  })

  test('a posture stays the same until the moment that it names', () => {
    check(fc.tuple(later, arbitraryPolicy, moment), ([{ record, policy, from, to }, other, validFrom]) => {
      const policies = [policy, { ...other, id: policy.id, version: 'other', validFrom }]
      const judge = (at: string) => posture(record, policies, policy.id, at)
      const first = judge(from)
      const until = postureUntil(record, policies, policy.id, first)
      if (to < from || (until !== null && to >= until)) return true
      const second = judge(to)
      return canonical({ ...second, today: { ...second.today, at: first.today.at } }) === canonical(first)
    })
  })
})

describe('for any input', () => {
  test('the order of lists never matters', () => {
    check(fc.tuple(cases, fc.infiniteStream(fc.nat())), ([{ record, ...rest }, choices]) => {
      return canonical(decide(record, rest)) === canonical(decide(shuffled(record, choices), rest))
    })
  })

  test('the same input gives the same bytes, and is not modified', () => {
    check(cases, ({ record, ...rest }) => {
      const before = JSON.stringify([record, rest])
      const [first, second] = [decide(record, rest), decide(structuredClone(record), structuredClone(rest))]
      return canonical(first) === canonical(second) && JSON.stringify([record, rest]) === before
    })
  })

  test('a GO holds until its end and not a moment longer', () => {
    const steps = fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 1, maxLength: 5 })
    check(fc.tuple(cases, steps), ([{ record, policy, at }, shares]) => {
      const go = evaluate(record, policy, at)
      if (go.decision !== 'go') return true
      const start = Date.parse(at)
      const end = go.validUntil === null ? Date.parse('2099-12-31T00:00:00Z') : Date.parse(go.validUntil)
      const decisionAt = (ms: number) => evaluate(record, policy, new Date(ms).toISOString()).decision
      const within = shares.every((share) => decisionAt(start + Math.floor((end - start) * share)) === 'go')
      return within && (go.validUntil === null || decisionAt(end) === 'no-go')
    })
  })
})

/** The same release with some lists of its dossier empty. */
function without(
  record: ReleaseRecord,
  ...lists: ('waivers' | 'gates' | 'attempts' | 'evidence')[]
): ReleaseRecord {
  const empty = Object.fromEntries(lists.map((list) => [list, []]))
  return { ...record, dossier: record.dossier && { ...record.dossier, ...empty } }
}

function check<T>(arbitrary: fc.Arbitrary<T>, holds: (value: T) => boolean): void {
  fc.assert(fc.property(arbitrary, holds), { numRuns: 300 })
}
