import { describe, expect, test } from 'vitest'
import { evaluate } from '#decide/verdict/evaluate.ts'
import type { ChecklistItem } from '#model/dossier-acts.ts'
import type { Evaluation } from '#model/evaluation.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import { AT, aClause, aDossier, aGate, anItem, aPolicy, aRecord } from '../../builders.ts'

describe('a ticked box', () => {
  test('counts with an artifact that passed', () => {
    expect(judge(box(), [anItem({ name: 'docs', kind: 'docs' })])).toMatchObject({
      decision: 'go',
      findings: [],
    })
  })

  test('counts with numbers that passed a gate', () => {
    const limits = aClause({ thresholds: [{ metric: 'rows', min: 1 }] })
    const policy = aPolicy([aGate(), aGate({ id: 'rows', accepts: [limits] })])
    const rows = anItem({
      name: 'docs',
      gates: ['rows'],
      judgement: 'measurements',
      status: 'unknown',
      metrics: { rows: 2 },
    })
    expect(judge(box(), [rows], policy).decision).toBe('go')
  })

  test.each<[string, Partial<ChecklistItem>, Partial<EvidenceItem>]>([
    ['that names no artifact', { evidence: undefined }, {}],
    ['whose artifact nobody has', { evidence: 'other' }, {}],
    ['whose artifact is red', {}, { status: 'failed' }],
    ['whose artifact is from another commit', {}, { codeMatch: 'different' }],
    ['whose artifact came later', {}, { generatedAt: '2026-06-03T00:00:00Z' }],
    ['whose artifact holds only numbers', {}, { judgement: 'measurements' }],
  ])('%s is no evidence', (_, parts, item) => {
    const evidence = [anItem({ name: 'docs', kind: 'docs', ...item })]
    expect(judge(box(parts), evidence)).toMatchObject({
      decision: 'no-go',
      firstFailure: 'artifacts',
      blockers: [{ code: 'checklist.documentation.unproven' }],
    })
    const optional = judge(box({ ...parts, required: false }), evidence)
    expect(optional.decision).toBe('go')
    expect(optional.findings.map(({ code }) => code)).toContain('checklist.documentation.unproven')
  })
})

describe('a box that is not ticked', () => {
  test('blocks when it is required', () => {
    expect(judge(box({ result: false })).blockers).toMatchObject([
      { code: 'checklist.documentation.not_passed' },
    ])
  })

  test('has no effect when it is not', () => {
    expect(judge(box({ result: false, required: false }))).toMatchObject({ decision: 'go', findings: [] })
  })
})

function box(parts: Partial<ChecklistItem> = {}): ChecklistItem {
  const made = {
    area: 'Documentation',
    name: 'documentation',
    required: true,
    result: true,
    evidence: 'docs' as string | undefined,
  }
  return { ...made, ...parts }
}

function judge(item: ChecklistItem, evidence: EvidenceItem[] = [], policy = aPolicy()): Evaluation {
  const unit = anItem({ gates: ['unit-tests'] })
  return evaluate(
    aRecord({ dossier: aDossier({ checklist: [item] }), evidence: [unit, ...evidence] }),
    policy,
    AT,
  )
}
