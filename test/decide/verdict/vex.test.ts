import { describe, expect, test } from 'vitest'
import { evaluate } from '#decide/verdict/evaluate.ts'
import { applyVex, type VexContext } from '#decide/verdict/vex.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { VexStatement } from '#model/vulnerability.ts'
import { AT, aClause, aDossier, aGate, aPolicy, aRecord, BEFORE, DIGEST } from '../../builders.ts'
import {
  AUTHOR,
  BREAKS,
  broken,
  comparison,
  found,
  grounds,
  IMAGE,
  LATER,
  LIBRARY,
  said,
  scan,
  vex,
} from './vex-cases.ts'

const left = (items: EvidenceItem[], parts: Partial<VexContext> = {}) =>
  applyVex(items, grounds(parts)).items.find((item) => item.name === 'scan')?.metrics['findings.critical']
const codes = (items: EvidenceItem[], parts: Partial<VexContext> = {}) =>
  applyVex(items, grounds(parts)).findings.map((each) => each.code)

describe('a vulnerability is cleared', () => {
  test.each<[string, Partial<VexStatement>]>([
    ['by a trusted statement about this release', {}],
    ['by its alias', { ids: ['GHSA-aaaa'] }],
    ['as fixed, which needs no reason', { status: 'fixed', why: null }],
    ['by a product named by digest', { products: [{ purls: [], digests: [DIGEST], components: null }] }],
    [
      'by a package URL with the digest',
      { products: [{ purls: [`pkg:oci/ledger@sha256%3A${DIGEST}`], digests: [], components: null }] },
    ],
    [
      'in the component that is named',
      { products: [{ purls: [IMAGE], digests: [], components: ['pkg:npm/left'] }] },
    ],
    [
      'by one of several products',
      { products: [{ purls: ['pkg:oci/x@1'], digests: [], components: null }, ...said().products] },
    ],
    ['at the very moment', { at: AT }],
  ])('%s', (_, parts) => {
    expect(left([scan([found()]), vex([said(parts)])])).toBe(0)
  })

  test('by a signed document that the dossier does not name', () => {
    const signed = vex([said()], { verification: [comparison('signature', 'verified')] })
    expect(left([scan([found()]), signed])).toBe(0)
  })

  test('with everything known about who cleared it and why', () => {
    const items = [scan([found(), found(), found({ ids: ['CVE-2026-0002'] })]), vex([said()])]
    const { items: after, findings } = applyVex(items, grounds())
    expect(after[0]?.metrics).toMatchObject({
      'findings.total': 1,
      'findings.distinct': 1,
      'findings.critical': 1,
      'findings.cleared': 2,
    })
    expect(findings).toEqual([
      {
        code: 'vex.cleared',
        args: {
          item: 'scan',
          vulnerability: 'CVE-2026-0001',
          rating: 'critical',
          component: LIBRARY,
          by: AUTHOR,
          why: 'vulnerable_code_not_in_execute_path',
          document: 'vex',
          count: 2,
        },
        path: ['vulnerabilities', 'scan'],
      },
    ])
  })

  test('while an id also found without a name still counts as distinct', () => {
    const more = scan([found()])
    const capped = { ...more, metrics: { ...more.metrics, 'findings.total': 2, 'findings.critical': 2 } }
    const after = applyVex([capped, vex([said()])], grounds()).items[0]
    expect(after?.metrics).toMatchObject({ 'findings.critical': 1, 'findings.distinct': 1 })
  })

  test('by the latest statement, whatever its document and order', () => {
    const earlier = said({ status: 'affected', why: null, at: '2026-05-01T00:00:00Z' })
    expect(left([scan([found()]), vex([said(), earlier])])).toBe(0)
    expect(left([vex([earlier], { name: 'old' }), scan([found()]), vex([said()])])).toBe(0)
  })
})

describe('a vulnerability still counts', () => {
  test.each(BREAKS)('with %s', (_, change) => {
    const { items, parts } = broken(change, [found()])
    expect(left(items, parts)).toBe(1)
    expect(codes(items, parts)).not.toContain('vex.cleared')
  })

  test.each<[string, VexStatement]>([
    ['a later word against it', said({ status: 'affected', at: AT })],
    ['a word against it at the same moment', said({ status: 'under_investigation' })],
    ['an undated word against it', said({ status: 'affected', at: null })],
    ['a later word without a reason', said({ why: null, at: AT })],
  ])('with %s', (_, statement) => {
    expect(left([scan([found()]), vex([said()]), vex([statement], { name: 'second' })])).toBe(1)
    expect(left([scan([found()]), vex([said(), statement])])).toBe(1)
  })

  test('with a later statement of an unverified document, which can only warn', () => {
    const unverified = { name: 'second', verification: [] }
    const later = [said({ at: AT })]
    expect(left([scan([found()]), vex([said()]), vex(later, unverified)])).toBe(1)
  })

  test('whatever an untrusted author says later', () => {
    const other = vex([said({ status: 'affected', at: AT })], { name: 'second' })
    const theirs = { ...other, statements: { author: 'Somebody', list: other.statements?.list ?? [] } }
    expect(left([scan([found()]), vex([said()]), theirs])).toBe(0)
  })
})

describe('a document whose statements could not be kept', () => {
  const unkept = (generatedAt: string | null, parts: Partial<EvidenceItem> = {}) => {
    const { statements: _, ...item } = vex([], { name: 'unkept', generatedAt, ...parts })
    return { ...item, reasons: parts.reasons ?? [{ code: 'openvex.not_kept', args: {}, path: [] }] }
  }
  const cleared = (document: EvidenceItem) => left([scan([found()]), vex([said()]), document])

  test.each([
    ['is later', unkept(AT)],
    ['is of the same moment', unkept(BEFORE)],
    ['has no time', unkept(null)],
    ['is an inventory', unkept(AT, { reasons: [{ code: 'cyclonedx.not_kept', args: {}, path: [] }] })],
  ])('prevents all clearing when it %s', (_, document) => {
    expect(cleared(document)).toBe(1)
  })

  test.each([
    ['is older', unkept('2026-05-01T00:00:00Z')],
    ['has been tampered with', unkept(AT, { status: 'tampered' })],
    ['was kept after all', unkept(AT, { reasons: [] })],
  ])('changes nothing when it %s', (_, document) => {
    expect(cleared(document)).toBe(0)
  })
})

describe('a document that clears nothing says why', () => {
  test.each([
    ['vex.untrusted_author', vex([said()]), { policy: aPolicy() }],
    ['vex.unverified', vex([said()], { verification: [] }), {}],
    ['vex.other_product', vex([said()]), { packages: [{ purl: 'pkg:oci/other@1' }] }],
  ] as const)('%s', (code, document, parts) => {
    expect(codes([scan([]), document], parts)).toEqual([code])
  })
})

describe('a decision', () => {
  const thresholds = [{ metric: 'findings.critical', max: 0 }]
  const clause = aClause({ kinds: ['security'], formats: ['trivy'], thresholds })
  const gate = aGate({ id: 'vulnerabilities', accepts: [clause] })
  const dossier = aDossier({ packages: [{ purl: IMAGE }] })
  const record = aRecord({
    dossier,
    evidence: [scan([found()]), vex([said(), said({ status: 'affected', at: LATER })])],
  })
  const trusting = aPolicy([gate], { vexAuthors: [AUTHOR] })

  test('is GO with what a trusted author cleared, until a statement against it, with a note', () => {
    const evaluation = evaluate(record, trusting, AT)
    expect(evaluation).toMatchObject({ decision: 'go', validUntil: LATER, endedBy: 'scan' })
    expect(evaluation.findings.map((each) => each.code)).toContain('vex.cleared')
    expect(evaluate(record, trusting, LATER).decision).toBe('no-go')
  })

  test('is NO-GO if the policy trusts no author', () => {
    const evaluation = evaluate(record, aPolicy([gate]), AT)
    expect(evaluation.decision).toBe('no-go')
    expect(evaluation.findings.map((each) => each.code)).toContain('vex.untrusted_author')
  })
})
