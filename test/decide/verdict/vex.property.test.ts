import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyVex } from '#decide/verdict/vex.ts'
import { AT, aPolicy, BEFORE, DIGEST, OTHER_DIGEST } from '../../builders.ts'
import { BREAKS, broken, grounds, IMAGE, LATER, LIBRARY, scan, vex } from './vex-cases.ts'

describe('for any scan and statements', () => {
  const vulnerabilities = fc.array(
    fc.record({
      ids: fc.uniqueArray(fc.constantFrom('CVE-1', 'CVE-2', 'GHSA-1'), { minLength: 1 }),
      rating: fc.constantFrom('critical' as const, 'high' as const, 'low' as const, 'unrated' as const),
      purl: fc.constantFrom(null, LIBRARY, 'pkg:npm/right@1.0.0'),
    }),
    { maxLength: 5 },
  )
  const statements = fc.array(
    fc.record({
      ids: fc.uniqueArray(fc.constantFrom('CVE-1', 'CVE-2', 'GHSA-1'), { minLength: 1 }),
      status: fc.constantFrom('not_affected' as const, 'affected' as const, 'fixed' as const),
      why: fc.constantFrom(null, 'component_not_present'),
      at: fc.constantFrom(null, BEFORE, AT, LATER),
      products: fc.array(
        fc.record({
          purls: fc.subarray([IMAGE, 'pkg:oci/ledger']),
          digests: fc.subarray([DIGEST, OTHER_DIGEST]),
          components: fc.constantFrom<(string[] | null)[]>(null, [], [LIBRARY]),
        }),
        { maxLength: 2 },
      ),
    }),
    { maxLength: 5 },
  )

  test('clearing only lowers findings, by exactly what it reports', () => {
    fc.assert(
      fc.property(vulnerabilities, statements, (list, words) => {
        const before = scan(list)
        const { items, findings } = applyVex([before, vex(words)], grounds())
        const after = items[0]?.metrics ?? {}
        const told = findings.reduce((sum, each) => sum + Number(each.args['count'] ?? 0), 0)
        for (const [name, count] of Object.entries(before.metrics)) {
          expect(after[name]).toBeLessThanOrEqual(count)
          expect(after[name]).toBeGreaterThanOrEqual(0)
        }
        expect((before.metrics['findings.total'] ?? 0) - (after['findings.total'] ?? 0)).toBe(told)
        expect(after['findings.cleared'] ?? 0).toBe(told)
        expect(items[0]?.vulnerabilities).toHaveLength(list.length - told)
      }),
    )
  })

  test('an author who is no longer trusted clears nothing', () => {
    fc.assert(
      fc.property(vulnerabilities, statements, (list, words) => {
        const items = [scan(list), vex(words)]
        expect(applyVex(items, grounds({ policy: aPolicy() })).items).toEqual(items)
      }),
    )
  })

  test('one unmet condition is enough to clear nothing', () => {
    fc.assert(
      fc.property(vulnerabilities, fc.constantFrom(...BREAKS), (list, [, change]) => {
        const { items, parts } = broken(change, list)
        expect(applyVex(items, grounds(parts)).items).toEqual(items)
      }),
    )
  })

  test('the order of documents does not matter', () => {
    fc.assert(
      fc.property(vulnerabilities, statements, statements, (list, one, two) => {
        const [a, b] = [vex(one), vex(two, { name: 'second' })]
        const there = applyVex([scan(list), a, b], grounds())
        const back = applyVex([scan(list), b, a], grounds())
        expect(back.items[0]?.metrics).toEqual(there.items[0]?.metrics)
      }),
    )
  })
})
