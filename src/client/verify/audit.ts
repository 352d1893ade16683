import { policyText } from '#decide/history/policies.ts'
import { headOf } from '#decide/ledger/ledger.ts'
import { headFaults, proveRecord } from '#decide/ledger/proving.ts'
import { type PolicyDigests, policyFault, policyName } from '#decide/ledger/verdicts.ts'
import { canonical } from '#decide/lib/canonical.ts'
import { CatalogFacts } from '#model/catalog.ts'
import { type Finding, finding } from '#model/finding.ts'
import type { LedgerEntry, LedgerLine } from '#model/ledger.ts'
import { type ReleaseRecord, releaseId } from '#model/release.ts'
import { slug } from '#model/slug.ts'
import { readLedgerLines } from '#parse/ledger.ts'
import { evidenceSteps } from './evidence.ts'
import { NotCheckable, type PublishedSite, parsed, readTextOf, textDigest } from './site.ts'
import { comparedDigests, notChecked, type StepName, stepOf, type VerifyStep } from './steps.ts'
import { type JudgedAgain, judgeAgain, statementStep, verdictStep } from './verdict.ts'

/** Every step, and the release as judged again; null when it came not so far. */
export type ReleaseAudit = { steps: VerifyStep[]; judged: JudgedAgain | null }

type Name = { service: string; version: string }

/**
 * Checks one published release as `catalog verify` checks all of them, with the same code: its place in the ledger, its
 * record, dossier, policy, evidence and readings, both verdicts, and the statement about them.
 * @param tell is told of each step as soon as it is done.
 * @throws NotCheckable when there is no such release, or nothing that this version can read.
 */
export async function auditRelease(
  site: PublishedSite,
  name: Name,
  tell: (step: VerifyStep) => void,
): Promise<ReleaseAudit> {
  const steps: VerifyStep[] = []
  const add = (...made: VerifyStep[]) => {
    for (const step of made) {
      steps.push(step)
      tell(step)
    }
  }
  const facts = await readFacts(site)
  const ledger = await readLedgerOf(site)
  if ('fault' in ledger) {
    add(
      stepOf('ledger', 'The ledger does not hold.', [ledger.fault]),
      ...rest(
        ['record', 'dossier', 'policy', 'evidence', 'readings', 'verdict', 'statement'],
        'the ledger does not hold',
      ),
    )
    return { steps, judged: null }
  }
  const own = ledger.lines.filter(({ entry }) => releaseId(entry) === releaseId(name))
  const entry = own.at(-1)?.entry
  if (entry === undefined)
    throw new NotCheckable(
      `No release ${releaseId(name)} is in the ledger of this catalog. Write it as service@version, such as ledger@1.4.0.`,
    )
  add(ledgerStep(ledger.lines, entry, facts))
  const record = await readRecord(site, entry, add)
  if (record === null) {
    add(
      ...rest(
        ['dossier', 'policy', 'evidence', 'readings', 'verdict', 'statement'],
        'the record is not the one that the ledger names',
      ),
    )
    return { steps, judged: null }
  }
  add(await dossierStep(site, record.proven, record.raw))
  const policyDigests = await digestPolicies(site, facts)
  add(policyStep(own, policyDigests))
  add(...(await evidenceSteps(site, record.proven)))
  const judged = judgeAgain(record.proven, facts, entry)
  add(await verdictStep(site, judged, own, { digest: record.digest, policyDigests }))
  add(await statementStep(site, judged, { digest: record.digest, policyDigests }))
  return { steps, judged }
}

/** Steps that could not be taken, because of another one. */
function rest(names: readonly StepName[], why: string): VerifyStep[] {
  return names.map((name) => notChecked(name, `Not checked, because ${why}.`))
}

async function readFacts(site: PublishedSite): Promise<CatalogFacts> {
  const text = await readTextOf(site, 'api/v1/catalog.json')
  const facts = CatalogFacts.safeParse(parsed(text))
  if (facts.success) return facts.data
  throw new NotCheckable(
    'This site publishes no catalog.json that this version of the program can read. Run the command below.',
  )
}

async function readLedgerOf(site: PublishedSite): Promise<{ lines: LedgerLine[] } | { fault: Finding }> {
  const text = await readTextOf(site, 'api/v1/ledger.ndjson')
  if (text === null) return { fault: finding('ledger.document_missing', { file: 'api/v1/ledger.ndjson' }) }
  // The browser takes digests only one by one and not at once; all of them stand ready when the chain is walked.
  const lines = text.split('\n')
  const known = new Map(
    await Promise.all(lines.map(async (line) => [line, await textDigest(site, line)] as const)),
  )
  const read = readLedgerLines(text, (line) => known.get(line) ?? '')
  return read.ok ? { lines: read.lines } : { fault: read.fault }
}

function ledgerStep(lines: readonly LedgerLine[], entry: LedgerEntry, facts: CatalogFacts) {
  const head = headOf(lines)
  const said = `Entry ${entry.index}, the newest of this release among ${lines.length}. Every entry from the first to the head follows from the one before it.`
  return stepOf('ledger', said, headFaults(head, facts.ledger), [
    comparedDigests('Head of the chain', facts.ledger.head ?? 'none', head.head),
  ])
}

async function readRecord(site: PublishedSite, entry: LedgerEntry, add: (step: VerifyStep) => void) {
  if (entry.act === 'withdrawn') {
    add(
      notChecked(
        'record',
        'This release was withdrawn: its tag is gone, and the ledger keeps the digest of its last record.',
      ),
    )
    return null
  }
  const file = `api/v1/releases/${entry.service}/${encodeURI(slug(entry.version))}.json`
  const bytes = await site.read(file)
  if (bytes === null) {
    add(
      stepOf('record', 'The record is not there.', [
        finding('ledger.record_missing', { file, entry: entry.index }),
      ]),
    )
    return null
  }
  const digest = await site.sha256(bytes)
  const text = new TextDecoder().decode(bytes)
  const proof = proveRecord(entry, text, digest)
  const compared = [comparedDigests('Record', entry.recordSha256, digest)]
  if (!proof.ok) {
    const args = proof.fault === 'record_differs' ? { found: digest, expected: entry.recordSha256 } : {}
    add(
      stepOf(
        'record',
        'The record is not the one that the ledger names.',
        [recordFault(proof.fault, { ...args, file, entry: entry.index })],
        compared,
      ),
    )
    return null
  }
  add(stepOf('record', 'The record of this release has the digest that the ledger names.', [], compared))
  return { proven: proof.record, raw: parsed(text), digest }
}

function recordFault(fault: 'record_differs' | 'record_foreign', args: Finding['args']): Finding {
  return fault === 'record_differs'
    ? finding('ledger.record_differs', args)
    : finding('ledger.record_foreign', args)
}

/** Approvals bind what the dossier says without them: that text is digested again, as it was found. */
async function dossierStep(site: PublishedSite, { dossier, dossierSha256 }: ReleaseRecord, raw: unknown) {
  if (dossier === null || dossierSha256 === null)
    return notChecked('dossier', 'This release has no dossier that could be judged.')
  const { approvals: _, ...bound } = (raw as { dossier: Record<string, unknown> }).dossier
  const found = await textDigest(site, canonical(bound))
  const { approvals } = dossier
  const naming = approvals.filter(({ binds }) => binds.dossierSha256 === found)
  const faults =
    found === dossierSha256
      ? []
      : [
          finding('ledger.document_differs', {
            file: 'The dossier in the record',
            at: 'its digest',
            found,
            expected: dossierSha256,
          }),
        ]
  const said =
    approvals.length === 0
      ? 'It has the digest that the record names. Nobody has approved it.'
      : `It has the digest that ${naming.length} of ${approvals.length} ${approvals.length === 1 ? 'approval' : 'approvals'} name.${naming.length < approvals.length ? ' The others approved something else, and do not count.' : ''}`
  return stepOf('dossier', said, faults, [
    comparedDigests('The record', dossierSha256, found),
    ...approvals.map(({ approver, role, binds }) => ({
      ...comparedDigests(`${approver}, ${role}`, binds.dossierSha256, found),
    })),
  ])
}

async function digestPolicies(site: PublishedSite, { policies }: CatalogFacts): Promise<PolicyDigests> {
  return new Map(
    await Promise.all(
      policies.map(async (each) => [policyName(each), await textDigest(site, policyText(each))] as const),
    ),
  )
}

function policyStep(own: readonly LedgerLine[], found: PolicyDigests): VerifyStep {
  const entries = own.map(({ entry }) => entry)
  const fault = policyFault(entries, found)
  const entry = entries.at(-1)
  const named =
    entry && 'schemaVersion' in entry
      ? [entry.atRelease, entry.today].flatMap((each) => each?.policy ?? [])
      : []
  if (named.length === 0)
    return notChecked('policy', 'The ledger names no policy for this release: it was not judged.')
  const args = fault && { policy: policyName(fault.policy), release: fault.release, entry: fault.entry }
  const faults = args
    ? [
        fault.what === 'edited'
          ? finding('ledger.policy_edited', args)
          : finding('ledger.policy_missing', args),
      ]
    : []
  const names = [...new Set(named.map(policyName))].join(' and ')
  return stepOf(
    'policy',
    `Policy ${names} says what it said when the ledger entry was written.`,
    faults,
    named.map((each) => comparedDigests(policyName(each), each.sha256, found.get(policyName(each)) ?? null)),
  )
}
