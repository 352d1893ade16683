import { expect, test } from 'vitest'
import { evaluate } from '#decide/verdict/evaluate.ts'
import { afterClearing } from '#decide/verdict/vex.ts'
import { sentence } from '#messages/messages.ts'
import { proofNote } from '#messages/report/report.ts'
import { proofText } from '#views/release/proof.ts'
import { AT, aClause, aDossier, aGate, aPolicy, aRecord } from '../../builders.ts'
import { AUTHOR, found, IMAGE, said, scan, vex } from '../../decide/verdict/vex-cases.ts'

const limits = [
  { metric: 'findings.critical', max: 0 },
  { metric: 'findings.high', max: 0 },
]
const clause = aClause({ kinds: ['security'], formats: ['trivy'], thresholds: limits })
const gate = aGate({ id: 'vulnerabilities', accepts: [clause] })
const twice = [found(), found(), found({ ids: ['CVE-2026-0002'], rating: 'low' })]
const record = aRecord({
  dossier: aDossier({ packages: [{ purl: IMAGE }] }),
  evidence: [scan(twice), vex([said()])],
})
const evaluation = evaluate(record, aPolicy([gate], { vexAuthors: [AUTHOR] }), AT)
const [item] = record.evidence

test('a page counts what the decision counted, and names what was cleared', () => {
  if (!item) throw new Error('the scan is missing')
  const after = afterClearing(item, evaluation)
  expect(after.metrics).toMatchObject({
    'findings.total': 1,
    'findings.critical': 0,
    'findings.low': 1,
    'findings.cleared': 2,
  })
  const text = proofText(after, AT, ['findings.critical', 'findings.high'])
  expect(text).toBe('0 critical, 0 high, 2 cleared by VEX, 24 h')
})

test('an artifact in which nothing was cleared stays as it is', () => {
  const other = scan(twice, 'other')
  expect(afterClearing(other, evaluation)).toBe(other)
})

test('the report says so beside the gate, and who and why below', () => {
  const [judged] = evaluation.groups.flatMap((group) => group.gates)
  if (!judged) throw new Error('the gate is missing')
  expect(proofNote(judged, record, evaluation)).toBe(' (0 critical, 0 high, 2 cleared by VEX)')
  expect(evaluation.findings.map(sentence)).toContain(
    'CVE-2026-0001 (critical) in pkg:npm/left@1.0.0, found by "scan", is cleared by VEX: by Security team in "vex", because vulnerable_code_not_in_execute_path.',
  )
})
