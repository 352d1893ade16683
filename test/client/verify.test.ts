import { hash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { auditRelease } from '#client/verify/audit.ts'
import { NotCheckable, type PublishedSite } from '#client/verify/site.ts'
import { judgePublished } from '#decide/history/judging.ts'
import { policyText } from '#decide/history/policies.ts'
import { extend, headOf } from '#decide/ledger/ledger.ts'
import { publishedFacts } from '#decide/ledger/proving.ts'
import { releaseStatement } from '#decide/ledger/statement.ts'
import { policyName, verdictsOf } from '#decide/ledger/verdicts.ts'
import { canonical } from '#decide/lib/canonical.ts'
import { readEvidence } from '#formats/read-evidence.ts'
import { ledgerText, sha256 } from '#ledger/text.ts'
import { apiEvaluation } from '#messages/report/evaluation.ts'
import { makeRunbookOf } from '#messages/runbook-of.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { AT, aDossier, anItem, aPolicy, aRecord, COMMIT, DIGEST } from '../builders.ts'
import { someFacts } from '../factories.ts'

const JUNIT =
  '<testsuite name="unit" tests="1" failures="0" errors="0" skipped="0"><testcase classname="a" name="b" time="1"/></testsuite>'
const RELEASE = { service: 'ledger', version: '1.4.0' }
const RECORD_FILE = 'api/v1/releases/ledger/1.4.0.json'
const EVALUATION_FILE = 'api/v1/releases/ledger/1.4.0/evaluation.json'
const POLICY = aPolicy()

/** A GO release by one published artifact, approved by somebody. */
function aReleaseRecord(): ReleaseRecord {
  const { generatedAt: _, subject: __, ...reading } = readEvidence(Buffer.from(JUNIT), null)
  const unit = {
    name: 'unit',
    kind: 'test' as const,
    producer: 'ci',
    path: 'unit.xml',
    gates: ['unit-tests'],
  }
  const plain = aDossier({ evidence: [{ ...unit, publish: true }] })
  const { approvals: ___, ...bound } = plain
  const dossierSha256 = sha256(canonical(bound))
  const binds = { dossierSha256, commit: COMMIT }
  const approval = { role: 'owner', approver: 'Ada', decision: 'approved' as const, at: AT, binds }
  const item = anItem({ ...reading, gates: ['unit-tests'], sha256: sha256(JUNIT), publish: true })
  return aRecord({ dossier: { ...plain, approvals: [approval] }, dossierSha256, evidence: [item] })
}

/** What a site publishes of one release, by path, as `collect` and `build` write it. */
function publish(record: ReleaseRecord): Map<string, string> {
  const digests = new Map([[policyName(POLICY), sha256(policyText(POLICY))]])
  const judging = { policies: [POLICY], policy: POLICY.id, services: new Map(), at: AT }
  const posture = judgePublished(record, judging, undefined)
  const recordSha256 = sha256(canonical(record))
  const verdicts = verdictsOf(posture, digests, record.git.taggedAt)
  const publication = { ...publishedFacts(record), tag: record.git.tag, recordSha256, ...verdicts }
  const lines = extend([], [publication], AT, sha256)
  const facts = someFacts({ policies: [POLICY], policy: POLICY.id, at: AT, ledger: headOf(lines) })
  const statement = releaseStatement(record, posture.atRelease, {
    recordSha256,
    policySha256: digests.get(policyName(POLICY)) ?? '',
    site: facts.site === null ? null : new URL(facts.base, facts.site).href,
    repositoryUrl: facts.repositoryUrl,
  })
  return new Map([
    ['api/v1/catalog.json', canonical(facts)],
    ['api/v1/ledger.ndjson', ledgerText(lines)],
    [RECORD_FILE, canonical(record)],
    [EVALUATION_FILE, canonical(apiEvaluation(record, recordSha256, posture, makeRunbookOf(facts.runbooks)))],
    ['api/v1/attestations/ledger/1.4.0.json', canonical(statement)],
    [`evidence/${sha256(JUNIT)}`, JUNIT],
  ])
}

function siteOf(files: ReadonlyMap<string, string>): PublishedSite {
  const read = async (path: string) => {
    const text = files.get(path)
    return text === undefined ? null : new TextEncoder().encode(text)
  }
  return { read, sha256: async (bytes) => hash('sha256', bytes) }
}

async function check(files: ReadonlyMap<string, string>) {
  const { steps, judged } = await auditRelease(siteOf(files), RELEASE, () => {})
  const words = Object.fromEntries(steps.map(({ name, outcome }) => [name, outcome]))
  return {
    words,
    codes: steps.flatMap(({ name, faults }) => faults.map(({ code }) => `${name} ${code}`)),
    judged,
  }
}

describe('a release that is checked in the browser', () => {
  test('agrees in every step as it was published, and is judged again as it was', async () => {
    const { words, codes, judged } = await check(publish(aReleaseRecord()))
    expect(codes).toEqual([])
    expect(words).toEqual({
      ledger: 'agrees',
      record: 'agrees',
      dossier: 'agrees',
      policy: 'agrees',
      evidence: 'agrees',
      readings: 'agrees',
      verdict: 'agrees',
      statement: 'agrees',
    })
    expect(judged?.posture.atRelease.decision).toBe('go')
  })

  /** A file, what is changed in it, and the step that says so. */
  const CHANGES = [
    [`evidence/${sha256(JUNIT)}`, 'failures="0"', 'failures="1"', 'evidence ledger.evidence_differs'],
    [RECORD_FILE, '"passed"', '"failed"', 'record ledger.record_differs'],
    [EVALUATION_FILE, '"go"', '"no-go"', 'verdict ledger.document_differs'],
    ['api/v1/ledger.ndjson', COMMIT, 'c'.repeat(40), 'ledger ledger.head'],
    ['api/v1/catalog.json', '"title":"Unit tests pass"', '"title":"Nothing"', 'policy ledger.policy_edited'],
    ['api/v1/attestations/ledger/1.4.0.json', 'PASSED', 'FAILED', 'statement ledger.document_differs'],
  ] as const
  test.each(CHANGES)('differs where %s was changed', async (path, from, to, said) => {
    const files = publish(aReleaseRecord())
    const before = files.get(path) ?? ''
    expect(before).toContain(from)
    files.set(path, before.replace(from, to))
    const { codes } = await check(files)
    expect(codes).toContain(said)
  })

  test('differs in its readings where the whole record and ledger were made anew to lie about a file', async () => {
    const record = aReleaseRecord()
    const [item] = record.evidence
    const counts = { total: 9, passed: 9, failed: 0, skipped: 0, errored: 0, flaky: 0 }
    const files = publish({ ...record, evidence: item ? [{ ...item, counts }] : [] })
    expect(await check(files)).toMatchObject({ codes: ['readings ledger.reading_differs'] })
  })

  test('differs in its dossier where what was approved was edited', async () => {
    const record = aReleaseRecord()
    const files = publish({ ...record, dossier: record.dossier && { ...record.dossier, purpose: 'Another' } })
    expect((await check(files)).codes).toEqual(['dossier ledger.document_differs'])
  })

  test('is not checked any further where the record is not the one that the ledger names', async () => {
    const files = publish(aReleaseRecord())
    files.delete(RECORD_FILE)
    const { words, codes } = await check(files)
    expect(codes).toEqual(['record ledger.record_missing'])
    expect(words).toMatchObject({ evidence: 'not-checked', verdict: 'not-checked' })
  })

  test('says in part where an artifact is kept elsewhere', async () => {
    const record = aReleaseRecord()
    const kept = anItem({ name: 'kept', sha256: DIGEST })
    const { words } = await check(publish({ ...record, evidence: [...record.evidence, kept] }))
    expect(words).toMatchObject({ evidence: 'partly', readings: 'agrees' })
  })
})

test('a release that is checked has to be in the ledger', async () => {
  const files = publish(aReleaseRecord())
  const site = siteOf(files)
  await expect(auditRelease(site, { service: 'ledger', version: '9.9.9' }, () => {})).rejects.toThrow(
    NotCheckable,
  )
  await expect(auditRelease(siteOf(new Map()), RELEASE, () => {})).rejects.toThrow(NotCheckable)
})
