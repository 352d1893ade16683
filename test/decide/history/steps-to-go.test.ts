import { expect, test } from 'vitest'
import { stepsToGo } from '#decide/history/steps-to-go.ts'
import { evaluate } from '#decide/verdict/evaluate.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import { AT, aDossier, aPolicy, aRecord } from '../../builders.ts'
import { approval, passingRecord, projectPolicy } from '../../passing-record.ts'

const policy = projectPolicy('default-2026.2')
const green = passingRecord(policy)

type DossierParts = NonNullable<Parameters<typeof aDossier>[0]>

test('nothing stands between a GO and GO', () => {
  expect(steps({})).toEqual([])
})

test('a release that was not assessed has no steps', () => {
  expect(stepsToGo(evaluate(aRecord({ state: 'no-dossier', dossier: null }), policy, AT))).toEqual([])
})

test('every kind of obstacle is one step, in the order of the decision flow', () => {
  const parts: DossierParts = {
    profile: 'local_live',
    risks: [{ id: 'r1', title: 'It may break', severity: 'SEV-2', status: 'open' }],
    checklist: [{ area: 'CLI', name: 'cli', required: true, result: false }],
    attempts: [{ n: 1, evidenceRunAt: AT, result: 'failed' }],
    approvals: [approval('platform-owner')],
  }
  const without = ['proof-openapi', 'evidence_chain']
  expect(steps(parts, (items) => items.filter((item) => !without.includes(item.name)))).toEqual([
    'gate openapi',
    'profile profile',
    'artifact evidence_chain',
    'checklist cli',
    'attempt attempt',
    'approval security-owner',
    'risk r1',
  ])
})

test('a gate that waits for approvals is one step with them', () => {
  expect(steps({ approvals: [] })).toEqual(['approval platform-owner', 'approval security-owner'])
})

test('a ticked box whose artifact failed is one step with the gate or artifact', () => {
  const box = (evidence: string) => ({ area: 'CLI', name: evidence, required: true, result: true, evidence })
  const fail = (items: EvidenceItem[]) =>
    items.map((item) => (FAILING.includes(item.name) ? { ...item, status: 'failed' as const } : item))
  const checklist = FAILING.map(box)
  expect(steps({ checklist }, fail)).toEqual(['gate openapi', 'artifact evidence_chain'])
})

test('a broken limit is one step with its artifact, and every blocker has a step', () => {
  const evidence = green.evidence.map((item) => ({ ...item, metrics: {} }))
  const evaluation = evaluate({ ...green, evidence }, policy, AT)
  const found = stepsToGo(evaluation)
  expect(found.map((each) => each.id)).toEqual([
    'vulnerabilities',
    'secret-scan',
    'performance_certification',
  ])
  expect(found.flatMap((each) => each.blockers)).toHaveLength(evaluation.blockers.length)
})

test('a policy that requires nothing is itself the step', () => {
  expect(stepsToGo(evaluate(aRecord(), aPolicy([]), AT))).toMatchObject([{ kind: 'policy' }])
})

const FAILING = ['proof-openapi', 'evidence_chain']

function steps(parts: DossierParts, change = (items: EvidenceItem[]) => items): string[] {
  const dossier = aDossier({ ...green.dossier, ...parts })
  const evaluation = evaluate({ ...green, dossier, evidence: change(green.evidence) }, policy, AT)
  return stepsToGo(evaluation).map(({ kind, id }) => `${kind} ${id}`)
}
