import { describe, expect, test } from 'vitest'
import { evaluate } from '#decide/verdict/evaluate.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { Finding } from '#model/finding.ts'
import { AT, aDossier, aGate, anItem, aPolicy, aRecord } from '../../builders.ts'

const reason = (code: string, args: Finding['args'] = {}): Finding => ({ code, args, path: [] })

/** The blockers of a release whose one gate wants this artifact, and which requires it by name too. */
function blockers(parts: Partial<EvidenceItem>, require: string[] = []): Finding[] {
  const record = aRecord({
    dossier: aDossier({ require }),
    evidence: [anItem({ gates: ['unit-tests'], ...parts })],
  })
  return evaluate(record, aPolicy([aGate({})]), AT).blockers
}

const differs = reason('evidence.list_differs', { by: 'SHA256SUMS', listed: 'a', found: 'b' })

describe('a blocker', () => {
  test.each<[string, Partial<EvidenceItem>, Finding]>([
    ['a list that differs', { status: 'tampered', reasons: [differs] }, differs],
    [
      'a broken chain',
      { status: 'failed', reasons: [reason('chain.broken_link', { release: '1.0.0' })] },
      reason('chain.broken_link', { release: '1.0.0' }),
    ],
    [
      'a file that cannot be read',
      { status: 'unreadable', reasons: [reason('document.syntax', { line: 3 })] },
      reason('document.syntax', { line: 3 }),
    ],
    [
      'a file that is gone',
      { status: 'missing', reasons: [reason('evidence.expired', { artifact: 'x' })] },
      reason('evidence.expired', { artifact: 'x' }),
    ],
    [
      'a comparison that failed',
      { verification: [{ source: 'sums', name: 'SHA256SUMS', outcome: 'failed', reasons: [differs] }] },
      differs,
    ],
  ])('of a gate names %s as its cause, with the artifact', (_, parts, cause) => {
    const [blocker] = blockers(parts)
    expect(blocker?.code).toMatch(/^gate\.unit-tests\./)
    expect(blocker?.args).toMatchObject({
      ...cause.args,
      because: cause.code,
      item: 'unit',
      gate: 'unit-tests',
    })
  })

  test('of a required artifact names the cause too', () => {
    const found = blockers({ status: 'tampered', reasons: [differs] }, ['unit'])
    const own = found.find(({ code }) => code === 'unit.digest_mismatch')
    expect(own?.args).toMatchObject({ ...differs.args, because: 'evidence.list_differs', item: 'unit' })
  })

  test('names what is wrong with the artifact when nothing led to it', () => {
    expect(blockers({ status: 'tampered', reasons: [] })[0]?.args).toMatchObject({
      because: 'unit.digest_mismatch',
    })
  })

  test('names the same cause whatever the order of the reasons', () => {
    const reasons = [reason('b.x', { n: 2 }), reason('a.x', { n: 1 })]
    for (const each of [reasons, reasons.toReversed()])
      expect(blockers({ status: 'failed', reasons: each })[0]?.args).toMatchObject({ because: 'a.x', n: 1 })
  })

  test('keeps its own arguments apart from those of the cause', () => {
    const args = { item: 'evil', gate: 'evil', title: 'evil', because: 'evil', rule: 'evil', group: 'evil' }
    const [blocker] = blockers({ status: 'failed', reasons: [reason('a.x', args)] })
    expect(blocker?.args).toMatchObject({ item: 'unit', gate: 'unit-tests', because: 'a.x' })
    expect(JSON.stringify(blocker)).not.toContain('evil')
  })
})
