import { describe, expect, test } from 'vitest'
import { stepsToGo } from '#decide/history/steps-to-go.ts'
import { evaluate } from '#decide/verdict/evaluate.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import { AT, anItem, aPolicy, aRecord } from '../../builders.ts'

const EARLY = '2026-05-01T10:00:00Z'
const LATE = '2026-05-01T10:00:01Z'

const checklist = (generatedAt: string | null, parts: Partial<EvidenceItem> = {}) =>
  anItem({ name: 'checks', format: 'dpone-pre-release-checklist', generatedAt, ...parts })
const pack = (generatedAt: string | null, parts: Partial<EvidenceItem> = {}) =>
  anItem({ name: 'pack', format: 'dpone-release-evidence-pack', generatedAt, ...parts })
const judge = (evidence: EvidenceItem[], at = AT) =>
  evaluate(aRecord({ evidence: [anItem({ gates: ['unit-tests'] }), ...evidence] }), aPolicy(), at)
const codes = (evidence: EvidenceItem[], at?: string) =>
  judge(evidence, at).blockers.map((blocker) => blocker.code)

describe('a pack', () => {
  test('older than the checklist keeps a release from GO, and says which is which', () => {
    const evaluation = judge([pack(EARLY), checklist(LATE)])
    expect(evaluation).toMatchObject({ decision: 'no-go', firstFailure: 'artifacts' })
    expect(evaluation.blockers).toEqual([
      {
        code: 'order.pack_before_checklist',
        args: { item: 'pack', checklist: 'checks', packed: EARLY, made: LATE },
        path: ['evidence', 'pack'],
      },
    ])
    expect(stepsToGo(evaluation).map((step) => step.id)).toEqual(['pack'])
  })

  test('is also known by the required name of the artifact', () => {
    const named = [
      pack(EARLY, { name: 'release_evidence_pack', format: 'junit' }),
      checklist(LATE, { name: 'pre_release_checklist', format: 'junit' }),
    ]
    expect(codes(named)).toEqual(['order.pack_before_checklist'])
  })

  test.each<[string, EvidenceItem[]]>([
    ['younger than the checklist', [pack(LATE), checklist(EARLY)]],
    ['of the same moment', [pack(EARLY), checklist(EARLY)]],
    ['without a checklist', [pack(EARLY)]],
    ['without a time', [pack(null), checklist(LATE)]],
    ['whose time only the dossier says', [pack(EARLY, { timeSource: 'dossier' }), checklist(LATE)]],
    [
      'beside a checklist of which only a commit says when',
      [pack(EARLY), checklist(LATE, { timeSource: 'commit' })],
    ],
  ])('%s is in order', (_, evidence) => {
    expect(codes(evidence)).toEqual([])
  })

  test('is in order until the checklist was made', () => {
    const evidence = [pack(EARLY), checklist('2026-06-02T12:00:01Z')]
    expect(codes(evidence)).toEqual([])
    expect(judge(evidence).validUntil).toBe('2026-06-02T12:00:01Z')
  })
})
