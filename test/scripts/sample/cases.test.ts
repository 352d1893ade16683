import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { describeDrafts, type Judged, judgeSample, verdictTable } from './verdicts.ts'

const folder = mkdtempSync(join(tmpdir(), 'cases-'))
const judged = await judgeSample(folder)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function release(id: string): Judged {
  const found = judged.get(id)
  if (!found) throw new Error(`The sample has no release ${id}.`)
  return found
}

const codes = (findings: readonly { code: string }[]) => findings.map(({ code }) => code)
const gate = (id: string, name: string) =>
  release(id)
    .posture.today.groups.flatMap(({ gates }) => gates)
    .find((each) => each.id === name)

describe('the sample, release by release', () => {
  test('has the agreed verdicts and blockers (--update agrees to new ones)', async () => {
    await expect(verdictTable(judged)).toMatchFileSnapshot('fixtures/verdicts.txt')
  })

  test('has at least six services and thirty releases, and most dossiers were GO', () => {
    const all = [...judged.values()]
    const dossiers = all.filter(({ record }) => record.state === 'dossier')
    const go = dossiers.filter(({ posture }) => posture.atRelease.decision === 'go')
    expect(new Set(all.map(({ record }) => record.service)).size).toBeGreaterThanOrEqual(6)
    expect(all.length).toBeGreaterThanOrEqual(30)
    expect(go.length).toBeGreaterThan(dossiers.length / 2)
  })
})

describeDrafts(judged)
describe('the cases a reader can encounter', () => {
  test.each([
    ['markets@1.1.0', 'architecture-contracts', 'gate.breaking-changes.undocumented'],
    ['accounts@1.0.1', 'security', 'findings.high.above_max'],
    ['ledger@1.4.0-rc.1', 'data-billing', 'gate.webhook-replay.not_passed'],
    ['analytics@1.1.1', 'reliability-operations', 'gate.backup-restore.stale'],
    ['analytics@1.2.0', 'reliability-operations', 'budget.exceeded'],
    ['analytics@1.2.1', 'delivery', 'gate.compatibility-notes.notes_drafted'],
    ['ledger@1.2.1', 'severity', 'risk.R-19.unresolved_sev1'],
    ['accounts@1.1.1', 'severity', 'risk.R-24.unresolved_sev2'],
    ['ledger@1.4.1', 'delivery', 'approval.platform-owner.stale_binding'],
    ['frontend@1.3.1', 'delivery', 'approval.platform-owner.missing'],
    ['edge@1.1.0', 'security', 'gate.vulnerabilities.digest_mismatch'],
    ['edge@1.2.0', 'reliability-operations', 'gate.runbooks.missing'],
    ['accounts@1.1.0', 'security', 'gate.secret-scan.unknown'],
    ['accounts@1.1.2', 'security', 'gate.mtls-staging.missing'],
    ['analytics@1.1.0', 'artifacts', 'profile.not_enough'],
    ['analytics@1.1.0', 'artifacts', 'throughput_rows_per_second.below_min'],
    ['payout-worker@1.0.0', 'artifacts', 'vendor_live_certification.missing'],
    ['payout-worker@1.0.0', 'artifacts', 'checklist.run_worker.unproven'],
    ['formats@0.2.1', 'security', 'gate.vulnerabilities.digest_mismatch'],
    ['formats@0.3.0', 'artifacts', 'dpone_evidence_chain.not_passed'],
    ['origins@0.1.1', 'artifacts', 'tag.verification_failed'],
    ['origins@0.2.0', 'artifacts', 'scan-attested.verification_failed'],
  ])('%s is NO-GO, first by %s, with %s', (id, step, code) => {
    const { atRelease } = release(id).posture
    expect(atRelease).toMatchObject({ decision: 'no-go', firstFailure: step })
    expect(codes(atRelease.blockers)).toContain(code)
  })
})

describe('dossiers that mean nothing', () => {
  test.each([
    ['markets@2.0.0-rc.1', 'document.truncated'],
    ['frontend@1.2.0', 'schema.unrecognized_key'],
    ['payout-worker@0.9.0', 'dossier.other_tag'],
    ['edge@1.1.1', 'document.duplicate_key'],
    ['analytics@2.0.0-rc.1', 'dossier.newer_schema'],
  ])('%s is quarantined for %s', (id, code) => {
    expect(release(id).record.state).toBe('quarantined')
    expect(codes(release(id).record.quarantine)).toContain(code)
    expect(release(id).posture.atRelease.decision).toBe('not-assessed')
  })
})

describe('releases whose verdict moves', () => {
  test.each(['ledger@1.5.0', 'markets@2.1.0', 'accounts@1.2.0', 'frontend@1.3.2', 'payout-worker@1.2.1'])(
    '%s, the latest of its service, is GO at release and today',
    (id) => {
      expect(release(id).posture).toMatchObject({
        atRelease: { decision: 'go' },
        today: { decision: 'go' },
      })
    },
  )

  test('analytics@1.3.1, the latest of its service, is held by blockers', () => {
    expect(release('analytics@1.3.1').posture.today).toMatchObject({ decision: 'no-go', strip: 'ppppff' })
  })

  test('edge@1.2.1 was GO at release and is stale today', () => {
    const { atRelease, today } = release('edge@1.2.1').posture
    expect(atRelease.decision).toBe('go')
    expect(codes(today.blockers)).toEqual(['gate.slo-dashboards.stale'])
  })

  test('ledger@1.2.0 passed on its second attempt, with evidence fresher than the first', () => {
    const { record, posture } = release('ledger@1.2.0')
    expect(record.dossier?.attempts.map(({ result }) => result)).toEqual(['failed', 'passed'])
    expect(posture.atRelease.decision).toBe('go')
  })

  test('ledger@1.4.0-rc.1 failed again on its last attempt', () => {
    expect(codes(release('ledger@1.4.0-rc.1').posture.atRelease.blockers)).toContain('attempt.last_failed')
  })
})

describe('what is excused, and what is only claimed', () => {
  test('a waiver in force shows as waived, an expired one as expired', () => {
    expect(gate('markets@2.1.0', 'mtls-staging')).toMatchObject({ outcome: 'missing', waived: true })
    expect(release('markets@2.1.0').posture.today.strip).toBe('pwpppp')
    expect(codes(release('accounts@1.1.2').posture.atRelease.findings)).toContain(
      'waiver.mtls-staging.expired',
    )
  })

  test('a conditional gate does not apply where the dossier says why, and applies where it does not', () => {
    expect(gate('ledger@1.5.0', 'pen-test')?.outcome).toBe('not-applicable')
    expect(gate('accounts@1.2.0', 'pen-test')?.outcome).toBe('passed')
  })

  test('declared and recomputed differ in both directions, and agree once', () => {
    const declared = (id: string) =>
      codes(release(id).posture.findings).filter((code) => code.startsWith('declared.'))
    expect(declared('platform-control@1.0.0')).toEqual(['declared.go_recomputed_no_go'])
    expect(declared('payout-worker@1.1.1')).toEqual(['declared.no_go_recomputed_go'])
    expect(release('frontend@1.3.0').posture.declared).toBe('GO')
    expect(declared('frontend@1.3.0')).toEqual([])
  })

  test('an accepted fallback is shown and does not count', () => {
    expect(release('accounts@1.2.0').posture.today).toMatchObject({
      decision: 'go',
      severity: { outcome: 'passed', fallbacks: ['R-15'] },
    })
  })

  test('a documented breaking change passes', () => {
    expect(gate('markets@2.0.0', 'breaking-changes')).toMatchObject({ outcome: 'passed' })
    expect(release('markets@2.0.0').record.dossier?.breakingChanges).toHaveLength(1)
  })
})

describe('evidence as other tools write it', () => {
  const items = (id: string) => release(id).record.evidence
  const item = (id: string, name: string) => items(id).find((each) => each.name === name)

  test.each(['formats@0.1.0', 'formats@0.2.0', 'formats@0.3.1'])('%s is GO', (id) => {
    expect(release(id).posture).toMatchObject({
      atRelease: { decision: 'go' },
      today: { decision: 'go' },
    })
  })

  test('is read in six formats of tests and measurements', () => {
    expect(items('formats@0.1.0').map(({ format }) => format)).toEqual(
      expect.arrayContaining(['ctrf', 'tap', 'k6', 'hyperfine', 'lcov', 'lighthouse']),
    )
  })

  test('is about the package that the dossier releases', () => {
    const [shipped] = release('formats@0.2.0').record.dossier?.packages ?? []
    expect(item('formats@0.2.0', 'sbom')?.subject.purls).toEqual([shipped?.purl])
    expect(item('formats@0.2.0', 'sbom')).toMatchObject({ format: 'cyclonedx', codeMatch: 'dossier-only' })
    expect(item('formats@0.2.0', 'trivy-image')).toMatchObject({ format: 'trivy', status: 'passed' })
    expect(item('formats@0.2.0', 'checksums')).toMatchObject({ status: 'passed', counts: { passed: 3 } })
  })

  test('is tampered when SHA256SUMS gives another digest, though the dossier agrees', () => {
    expect(item('formats@0.2.1', 'trivy-image')?.status).toBe('tampered')
    expect(item('formats@0.2.1', 'sbom')?.status).toBe('passed')
    expect(item('formats@0.2.1', 'checksums')).toMatchObject({ status: 'failed', counts: { failed: 1 } })
  })

  test('names the broken link of a chain, and nothing if it holds', () => {
    expect(codes(item('formats@0.3.0', 'dpone_evidence_chain')?.reasons ?? [])).toEqual(['chain.broken_link'])
    expect(item('formats@0.3.1', 'dpone_evidence_chain')).toMatchObject({ status: 'passed', reasons: [] })
    expect(item('formats@0.3.1', 'release_evidence_pack')).toMatchObject({ status: 'passed', reasons: [] })
  })
})

describe('who vouches for a release, and where it comes from', () => {
  const signature = (id: string) => release(id).record.git.signature
  const item = (id: string, name: string) => release(id).record.evidence.find((each) => each.name === name)

  test('a tag is verified when an allowed key signed it, and fails with another', () => {
    expect(signature('origins@0.1.0')).toMatchObject({
      outcome: 'verified',
      signer: 'hana.suzuki',
    })
    expect(signature('origins@0.1.1')).toMatchObject({
      outcome: 'failed',
      reasons: [{ code: 'tag.unknown_key' }],
    })
    expect(signature('origins@0.3.0')).toBeNull()
  })

  test('a tag object under another name fails, and its dossier is about another release', () => {
    const { record, posture } = release('origins@0.1.2')
    expect(record.git).toMatchObject({ otherName: 'origins/v0.1.0', signature: { outcome: 'failed' } })
    expect(record.git.tagObject).toBe(release('origins@0.1.0').record.git.tagObject)
    expect(codes(record.quarantine)).toContain('dossier.other_tag')
    expect(codes(posture.findings)).toContain('tag.other_name')
  })

  test('a genuine attestation vouches for the file it names, an altered one for none', () => {
    expect(item('origins@0.1.0', 'tests-attested')).toMatchObject({ status: 'passed' })
    const vouched = (id: string, name: string) =>
      item(id, name)?.verification.map(({ source, outcome }) => `${source} ${outcome}`)
    expect(vouched('origins@0.1.0', 'vitest')).toContain('attestation verified')
    expect(vouched('origins@0.2.0', 'vitest')).toContain('attestation verified')
    expect(vouched('origins@0.2.0', 'gitleaks')).not.toContain('attestation verified')
    expect(vouched('origins@0.2.0', 'scan-attested')).toContain('signature failed')
  })

  test.each([
    ['origins@0.3.0', 'note', 'tree'],
    ['origins@0.3.1', 'archive', 'archive'],
    ['origins@0.3.2', 'directory', 'directory'],
  ])('%s is GO, its dossier from the %s and its evidence from the %s', (id, dossier, evidence) => {
    const { record, posture } = release(id)
    expect(posture.today.decision).toBe('go')
    expect(record.dossierSource?.source).toBe(dossier)
    expect(new Set(record.evidence.map(({ collectedFrom }) => collectedFrom.source))).toEqual(
      new Set([evidence]),
    )
  })
})

describe('what the dossiers of the sample tell', () => {
  const dossiers = [...judged.values()].flatMap(({ record }) => record.dossier ?? [])

  test('all release types and profiles', () => {
    const types = new Set(dossiers.map(({ releaseType }) => releaseType))
    expect(types).toEqual(new Set(['docs-patch', 'runtime-patch', 'minor', 'major']))
    expect(new Set(dossiers.map(({ profile }) => profile))).toEqual(
      new Set(['local_live', 'real_local', 'vendor_live']),
    )
  })

  test('a KPI that drifts beyond its tolerance and comes back', () => {
    const value = (version: string) => release(`analytics@${version}`).record.dossier?.kpis[0]?.value
    expect(['1.0.0', '1.1.1', '1.2.0', '1.2.1', '1.3.0'].map(value)).toEqual([704, 720, 1890, 940, 930])
  })

  test('hot spots of every kind, and ledger ones that are worked on and resolved', () => {
    const spots = dossiers.flatMap(({ hotSpots }) => hotSpots)
    const status = (version: string) =>
      release(`ledger@${version}`).record.dossier?.hotSpots.find(({ id }) => id === 'bets-index')?.status
    expect(new Set(spots.map(({ kind }) => kind))).toEqual(new Set(['expensive', 'contention', 'isolate']))
    expect(['1.0.0', '1.1.0', '1.3.0', '1.4.0'].map(status)).toEqual([
      'open',
      'isolating',
      'resolved',
      undefined,
    ])
  })

  test('promotions that reached, were blocked by each condition, were rolled back or done by hand', () => {
    const promotions = dossiers.flatMap((each) => each.promotions)
    const conditions = promotions.flatMap((each) => each.conditions)
    expect(new Set(promotions.map(({ result }) => result))).toEqual(
      new Set(['reached', 'blocked', 'rolled-back']),
    )
    expect(new Set(conditions.map(({ id }) => id))).toEqual(
      new Set(['A-012', 'evidence-pack', 'C-OPS-002', 'A-014', 'phase-signoff']),
    )
    expect(conditions.some(({ status }) => status === 'not-met')).toBe(true)
    expect(promotions.some(({ directPush, noVerify }) => directPush && noVerify)).toBe(true)
  })

  test('smoke runs that passed and one that names its failing step', () => {
    const runs = dossiers.flatMap((each) => each.smokeRuns)
    expect(runs.some(({ steps }) => steps.every(({ result }) => result === 'passed'))).toBe(true)
    const failed = release('payout-worker@1.2.0').record.dossier?.smokeRuns.at(-1)?.steps
    expect(failed?.map(({ result }) => result)).toEqual([
      'passed',
      'passed',
      'passed',
      'passed',
      'failed',
      'skipped',
      'skipped',
    ])
  })

  test('boundaries that git confirms', () => {
    const { git, dossier } = release('ledger@1.3.0').record
    expect(git.boundaries.map(({ service }) => service).toSorted()).toEqual(['ledger', 'schema'])
    expect(dossier?.boundaries.map(({ service }) => service).toSorted()).toEqual(['ledger', 'schema'])
  })
})
