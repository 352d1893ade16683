import { describe, expect, test } from 'vitest'
import { posture } from '#decide/history/posture.ts'
import { markdownReport } from '#messages/report/markdown.ts'
import { textReport } from '#messages/report/report.ts'
import { AT, aDossier, aGate, anItem, aPolicy, aRecord } from '../../builders.ts'
import { passingRecord, projectPolicy } from '../../passing-record.ts'

const policy = projectPolicy('default-2026.2')
const green = passingRecord(policy)
const report = (record = green, policies = [policy]) => ({
  record,
  moment: 'today' as const,
  posture: posture(record, policies, policies[0]?.id ?? '', AT),
  runbook: (code: string) => (code.endsWith('.stale') ? 'https://example.org/runbooks/stale/' : null),
})

/** Everything that can be said of a release at once. */
const troubled = report({
  ...green,
  dossier: aDossier({
    ...green.dossier,
    declaredDecision: { decision: 'GO' },
    gates: [{ id: 'mtls-staging', applies: false, reason: 'speaks to nobody' }],
    waivers: [{ gate: 'pen-test', owner: 'Olga', reason: 'booked', until: '2026-07-01T00:00:00Z' }],
    risks: [
      { id: 'r1', title: 'It may break', severity: 'SEV-2', status: 'open' },
      {
        id: 'r2',
        title: 'Slow',
        severity: 'SEV-1',
        status: 'open',
        acceptedFallback: { owner: 'Olga', until: '2026-07-01', reason: 'known' },
      },
    ],
  }),
  evidence: green.evidence
    .filter((item) => !['proof-pen-test', 'evidence_chain', 'proof-mtls-staging'].includes(item.name))
    .map((item) =>
      item.name === 'proof-runbooks' ? { ...item, generatedAt: '2025-01-01T00:00:00Z' } : item,
    ),
})

describe('the text report', () => {
  test('of a GO', () => {
    expect(textReport(report())).toMatchSnapshot()
  })

  test('of a release with blockers', () => {
    expect(textReport(troubled)).toMatchSnapshot()
  })

  test('of a release without a dossier promises nothing', () => {
    const text = textReport(report({ ...green, state: 'no-dossier', dossier: null, evidence: [] }))
    expect(text).toContain('GO/NO-GO decision: NOT ASSESSED\n')
    expect(text).toContain('Unresolved SEV-1/SEV-2: not assessed')
    expect(text).not.toContain('PASS')
  })

  test('lists requirements that are no artifacts, and roles that have not approved', () => {
    const parts = { profile: 'local_live' as const, approvals: [] }
    const text = textReport(report({ ...green, dossier: aDossier({ ...green.dossier, ...parts }) }))
    expect(text).toContain('Required artifacts ................................. FAIL')
    expect(text).toContain(
      '  ✗ A minor release needs profile real_local, vendor_live; this one has local_live.',
    )
    expect(text).toContain('Approved: Platform owner: missing; Security owner: missing')
  })

  test("puts PASS where the readiness rules' sample has it", () => {
    expect(textReport(report())).toContain(`\nArchitecture & Contracts ........................... PASS\n`)
    expect(textReport(report())).toContain(`\nSecurity ........................................... PASS\n`)
  })

  test('says which evidence a passed gate depends on', () => {
    const counts = { total: 12, passed: 11, failed: 0, skipped: 1, errored: 0, flaky: 0 }
    const record = aRecord({ evidence: [anItem({ gates: ['unit-tests'], counts })] })
    expect(textReport(report(record, [aPolicy()]))).toContain('✓ Unit tests pass (11 of 12 passed)')
    const other = anItem({
      name: 'other',
      gates: ['unit-tests'],
      codeMatch: 'different',
      counts: { ...counts, passed: 3 },
    })
    const beside = { ...record, evidence: [...record.evidence, other] }
    expect(textReport(report(beside, [aPolicy()]))).toContain('✓ Unit tests pass (11 of 12 passed)\n')
  })
})

describe('the Markdown report', () => {
  test('of a GO', () => {
    expect(markdownReport(report())).toMatchSnapshot()
  })

  test('of a release with blockers', () => {
    expect(markdownReport(troubled)).toMatchSnapshot()
  })

  const log = (parts: object) =>
    markdownReport(report({ ...green, git: { ...green.git, previous: '1.3.0', ...parts } }))
  const commit = {
    id: 'c'.repeat(40),
    subject: 'Round *payouts* (#9)',
    author: 'Ada',
    at: AT,
    pullRequest: 9,
  }

  test('lists the changes from the commit log', () => {
    expect(log({ commits: 3, latestCommits: [commit] })).toContain(
      '### Changed since 1.3.0\n\n- Round \\*payouts\\* \\(\\#9\\) `ccccccc`\n\nAnd 2 older commits.\n',
    )
  })

  test('calls the rest of a truncated log unknown, and says nothing without a log', () => {
    expect(log({ commits: null, latestCommits: [commit] })).toContain('Older commits are unknown.')
    expect(log({ commits: 1, latestCommits: [commit] })).not.toContain('older commit')
    expect(log({ commits: null, latestCommits: [] })).not.toContain('### Changed')
  })

  test('keeps foreign text as plain text', () => {
    const title = 'a|b <img src=x> [link](https://evil.example) `code` @team www.evil.example\n# head'
    const text = markdownReport(report(aRecord(), [aPolicy([aGate({ title })])]))
    expect(text).toContain(
      'a\\|b \\<img src=x\\> \\[link\\]\\(https:<!-- -->//evil.example\\) \\`code\\` @<!-- -->team www<!-- -->.evil.example \\# head',
    )
  })
})
