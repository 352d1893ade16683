import { describe, expect, test } from 'vitest'
import type { EvidenceItem } from '#model/evidence.ts'
import { evidenceSection } from '#views/release/evidence.ts'
import { anItem, aRecord, COMMIT, DIGEST } from '../../builders.ts'
import { anAssessed } from './input.ts'

const view = (...items: EvidenceItem[]) => evidenceSection(anAssessed(aRecord({ evidence: items })))

function only(item: EvidenceItem) {
  const row = view(item).runs[0]?.rows[0]
  if (!row) throw new Error('There is no row.')
  return row
}

test('an artifact says why cases were skipped, what an act was about and what a scan looked at', () => {
  const counts = { total: 10, passed: 8, failed: 0, skipped: 2, errored: 0, flaky: 0 }
  const skips = [{ reason: 'needs a database', count: 2 }]
  expect(only(anItem({ counts, skips })).said).toBe(
    '8 of 10 passed, 2 skipped; skipped because “needs a database” (2)',
  )
  const recorded = { act: 'drill' as const, title: 'Restored', owner: 'Olga Owner', topic: 'backup' }
  expect(only(anItem({ recorded })).said).toBe('drill by Olga Owner, about backup')
  const clean = { metrics: { 'findings.total': 0 }, targets: ['ledger:1.4.0', 'go.mod'] }
  expect(only(anItem(clean)).said).toBe('no findings in ledger:1.4.0 and 1 other')
})

test('an artifact names the earlier release that offered its bytes, and calls that trouble until it is explained', () => {
  const reused = { service: 'accounts', version: '1.1.0', commit: 'b'.repeat(40) }
  const text = 'the same bytes as accounts 1.1.0 (commit bbbbbbbbbbbb)'
  const row = only(anItem({ reused })).reused
  expect(row).toMatchObject({ tone: 'bad', text })
  expect(row?.href).toContain('accounts/1.1.0')
  const attestation = {
    predicateType: null,
    outcome: 'verified' as const,
    reasons: [],
    signer: null,
    root: null,
  }
  const compared = ['signature' as const, 'commit' as const]
  const own = { ...attestation, expected: 'ci', compared, subjects: { total: 1, matched: 1 } }
  expect(only(anItem({ reused, attestations: [own] })).reused).toMatchObject({ tone: 'none', text })
  expect(only(anItem()).reused).toBeNull()
})

describe('an artifact', () => {
  test('has its counts, its age at release and a digest', () => {
    const counts = { total: 10, passed: 8, failed: 1, skipped: 1, errored: 0, flaky: 0 }
    const row = only(anItem({ counts, sha256: DIGEST, status: 'failed' }))
    expect(row.said).toBe('8 of 10 passed, 1 failed, 1 skipped')
    expect(row.digest).toBe('d'.repeat(12))
    expect(view(anItem()).runs[0]?.made).toBe('1 Jun 2026, 24 h')
  })

  test('made after the release says so', () => {
    expect(view(anItem({ generatedAt: '2026-06-03T12:00:00Z' })).runs[0]?.made).toBe('3 Jun 2026, 24 h after')
  })

  test('says what its numbers apply to, if the file does', () => {
    const topology = [
      { part: 'database', value: 'shared' },
      { part: 'virtual users', value: '50' },
    ]
    expect(only(anItem({ topology })).topology).toBe('database shared, virtual users 50')
    expect(only(anItem()).topology).toBeNull()
  })

  test('without a date or bytes shows the gap', () => {
    const row = only(anItem({ generatedAt: null, sha256: null, status: 'missing' }))
    expect(row).toMatchObject({ made: 'no date', digest: null, status: { word: 'missing', tone: 'bad' } })
  })

  test('says where the time comes from if not from the file', () => {
    expect(view(anItem({ timeSource: 'dossier' })).runs[0]?.made).toContain('1 Jun 2026, by the dossier')
  })

  test('of another commit is marked, of this one is not', () => {
    expect(only(anItem({ codeMatch: 'different' })).code?.text).toBe('another commit')
    expect(only(anItem({ codeMatch: 'dossier-only' })).code).toBeNull()
  })

  test('leads to its gates where they are not passed, and only to those of the policy', () => {
    const gates = ['unit-tests', 'nowhere']
    const links = (item: EvidenceItem) => only(item).gates.map((gate) => gate.href)
    expect(links(anItem({ gates }))).toEqual([null, null])
    expect(links(anItem({ gates, status: 'failed' }))).toEqual(['../#gate-unit-tests', null])
  })

  test('for many gates names the open ones and counts the others', () => {
    const gates = ['unit-tests', 'a', 'b', 'c', 'd']
    const texts = (item: EvidenceItem) => only(item).gates.map((gate) => gate.id)
    expect(texts(anItem({ gates: gates.slice(0, 4) }))).toEqual(['unit-tests', 'a', 'b', 'c'])
    expect(texts(anItem({ gates }))).toEqual(['5 gates'])
    expect(texts(anItem({ gates, status: 'failed' }))).toEqual(['unit-tests', '4 other gates'])
  })

  test('opens where the dossier says, else where its file lies in the repository', () => {
    const file = `https://git.example.org/o/r/blob/${COMMIT}/release/unit%20tests.xml`
    const collectedFrom = { source: 'tree' as const, path: 'release/unit tests.xml' }
    expect(only(anItem({ collectedFrom })).url).toBe(file)
    expect(only(anItem({ collectedFrom, url: 'https://ci.example.org/7' })).url).toBe(
      'https://ci.example.org/7',
    )
    expect(only(anItem({ collectedFrom: { source: 'none', path: null } })).url).toBeNull()
    const unknown = anAssessed(aRecord({ evidence: [anItem()] }), undefined, { repositoryUrl: null })
    expect(evidenceSection(unknown).runs[0]?.rows[0]?.url).toBeNull()
  })
})

describe('what an artifact says', () => {
  test('of a scanner that found nothing says so, not six zeros', () => {
    const zeros = { 'findings.critical': 0, 'findings.high': 0, 'findings.total': 0 }
    expect(only(anItem({ metrics: zeros })).said).toBe('no findings')
    const one = { 'findings.critical': 0, 'findings.high': 1, 'findings.total': 1 }
    expect(only(anItem({ metrics: one })).said).toBe('0 critical, 1 high, 1 total')
  })

  test('shows a few suites in a line, and folds many away', () => {
    const zero = { failed: 0, skipped: 0, errored: 0, flaky: 0 }
    const suites = (n: number) =>
      Array.from({ length: n }, (_, i) => ({ name: `s${i}`, total: 2, passed: 2, ...zero }))
    const row = (n: number) =>
      only(anItem({ suites: suites(n), counts: { total: 2 * n, passed: 2 * n, ...zero } }))
    expect(row(2)).toMatchObject({ said: '4 passed: s0 2/2, s1 2/2', suites: [] })
    expect(row(1).said).toBe('2 passed')
    expect(row(5)).toMatchObject({
      said: '10 passed',
      suites: ['s0 2/2', 's1 2/2', 's2 2/2', 's3 2/2', 's4 2/2'],
    })
  })
})

describe('artifacts', () => {
  test('are counted by the eight domains, and those with nothing are named', () => {
    const items = [
      anItem(),
      anItem({ name: 'contracts', kind: 'contract' }),
      anItem({ name: 'scan', kind: 'security' }),
    ]
    const { shown, empty } = view(...items).domains
    expect(shown).toBe('Tests 2, Security 1')
    expect(empty).toBe('Certification, Performance, State, Reconciliation, Docs, Supply chain')
  })

  const run = { id: '7', attempt: 2, url: 'https://ci.example.org/7' }

  test('of one run stand together', () => {
    const { runs, total } = view(anItem({ run }), anItem({ name: 'lint', run }), anItem({ name: 'drill' }))
    expect(total).toBe(3)
    expect(runs.map((each) => [each.run?.text, each.rows.length])).toEqual([
      ['Run 7, attempt 2', 2],
      [undefined, 1],
    ])
  })

  test('made on one day share the date, others have their own', () => {
    const later = anItem({ name: 'lint', run, generatedAt: '2026-06-01T14:00:00Z' })
    const shared = view(anItem({ run }), later).runs[0]
    expect([shared?.made, shared?.rows[0]?.made]).toEqual(['1 Jun 2026, 22 h to 24 h', null])
    const older = anItem({ name: 'lint', run, generatedAt: '2026-05-20T12:00:00Z' })
    const apart = view(anItem({ run }), older).runs[0]
    expect([apart?.made, apart?.rows[1]?.made]).toEqual([null, '20 May 2026'])
  })

  test('say which record of GitHub they were compared with', () => {
    const held = { outcome: 'verified' as const, reasons: [] }
    const verification = [
      { ...held, source: 'asset' as const, name: null },
      { ...held, source: 'run' as const, name: 'reports' },
    ]
    expect(view(anItem({ verification })).runs[0]?.verified?.why).toBe(
      'by the record of the release asset; by the record of the workflow artifact reports',
    )
  })

  test('of one run that were verified differently do not', () => {
    const reasons = [{ code: 'verification.no_bytes', args: {}, path: [] }]
    const verification = [
      { source: 'sums' as const, outcome: 'failed' as const, name: 'SHA256SUMS', reasons },
    ]
    const { runs } = view(anItem({ run }), anItem({ name: 'lint', run, verification }))
    expect(runs[1]?.verified).toMatchObject({
      text: '✗ verification failed',
      tone: 'bad',
      why: 'by the list of checksums SHA256SUMS: There are no bytes to compare.',
    })
  })
})
