import { describe, expect, test } from 'vitest'
import { evaluate } from '#decide/verdict/evaluate.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { ReleaseType } from '#model/primitives.ts'
import { AT, aClause, aDossier, anItem, aPolicy, aRecord } from '../../builders.ts'

const clause = aClause({ formats: ['dpone-pre-release-checklist'] })
const policy = aPolicy(undefined, {
  checklist: [
    {
      area: 'CLI UX',
      requiredProof: 'smoke tests',
      checks: ['cli_help', 'cli_output'],
      releaseTypes: ['minor'],
    },
    { area: 'Package', requiredProof: 'a build', checks: ['package'], releaseTypes: ['minor'] },
    { area: 'Documentation', requiredProof: 'a strict build', checks: [] },
  ],
  artifacts: [
    {
      name: 'checks',
      title: 'Checklist',
      producer: 'ci',
      purpose: 'checks',
      accepts: [clause],
      requireVerified: false,
    },
  ],
})
const ticked = (...names: string[]) => names.map((name) => ({ name, suite: '', status: 'passed' as const }))
const file = (cases: EvidenceItem['cases'], parts: Partial<EvidenceItem> = {}) =>
  anItem({ name: 'checks', format: 'dpone-pre-release-checklist', cases, ...parts })

function judge(
  item: EvidenceItem,
  releaseType: ReleaseType = 'minor',
  parts: Parameters<typeof aDossier>[0] = {},
) {
  const version = releaseType === 'minor' ? '1.4.0' : '1.4.1'
  const dossier = aDossier({ version, releaseType, require: ['checks'], ...parts })
  const evidence = [anItem({ gates: ['unit-tests'] }), item]
  return evaluate(aRecord({ version, dossier, evidence }), policy, AT)
}
const codes = (found: readonly { code: string }[]) => found.map(({ code }) => code)

describe('a checklist file', () => {
  test('has one blocker for each check that the declared type needs and it lacks, by name', () => {
    const { decision, blockers } = judge(file(ticked('cli_help')))
    expect(decision).toBe('no-go')
    expect(codes(blockers)).toEqual(['checks.not_passed', 'cli_output.missing', 'package.missing'])
  })

  test('passes with all of them, and may be shorter for a type that needs fewer', () => {
    expect(judge(file(ticked('cli_help', 'cli_output', 'package'))).decision).toBe('go')
    expect(judge(file(ticked('package')), 'runtime-patch').decision).toBe('go')
  })

  test('that nobody could read lacks nothing by name', () => {
    expect(codes(judge(file([], { status: 'unreadable' })).blockers)).toEqual(['checks.invalid'])
  })

  test('tells a missing check once that its own reader has told', () => {
    const reasons = [{ code: 'cli_output.missing', args: { item: 'cli_output' }, path: [] }]
    const { blockers } = judge(file(ticked('cli_help', 'package'), { status: 'failed', reasons }))
    expect(codes(blockers)).toEqual(['checks.not_passed', 'cli_output.missing'])
  })
})

describe('a tick in a checklist file', () => {
  const full = file(ticked('cli_help', 'cli_output', 'package'))
  const box = { area: 'Package', name: 'package', required: true, result: true }

  test('is flagged where no box of the dossier shows it by an artifact', () => {
    expect(judge(full).findings).toContainEqual({
      code: 'dpone.only_ticked',
      args: { item: 'checks', total: 3, checks: ['cli_help', 'cli_output', 'package'] },
      path: ['evidence', 'checks'],
    })
  })

  test('is shown by another artifact, and not by the file itself', () => {
    const total = (evidence: string) =>
      judge(full, 'minor', { checklist: [{ ...box, evidence }] }).findings.find(
        ({ code }) => code === 'dpone.only_ticked',
      )?.args['total']
    expect(total('unit')).toBe(2)
    expect(total('checks')).toBe(3)
  })
})
