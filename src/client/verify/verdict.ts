import { type JudgingFacts, judgePublished, policyOf } from '#decide/history/judging.ts'
import { entryFaults, publishedFacts } from '#decide/ledger/proving.ts'
import { releaseStatement } from '#decide/ledger/statement.ts'
import { type PolicyDigests, policyName, verdictsOf } from '#decide/ledger/verdicts.ts'
import { canonical } from '#decide/lib/canonical.ts'
import { firstDifference } from '#decide/lib/difference.ts'
import { decisionTime } from '#decide/verdict/decision-time.ts'
import { apiEvaluation } from '#messages/report/evaluation.ts'
import { makeRunbookOf } from '#messages/runbook-of.ts'
import type { CatalogFacts } from '#model/catalog.ts'
import type { Posture } from '#model/evaluation.ts'
import { type Finding, finding } from '#model/finding.ts'
import type { LedgerEntry, LedgerLine } from '#model/ledger.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { slug } from '#model/slug.ts'
import { type PublishedSite, parsed, readTextOf } from './site.ts'
import { notChecked, stepOf, type VerifyStep } from './steps.ts'

/** A release that was judged again, with all that judging it takes. */
export type JudgedAgain = {
  record: ReleaseRecord
  facts: CatalogFacts
  judging: JudgingFacts
  policyId: string
  posture: Posture
}

/** Judges a proven record again. */
export function judgeAgain(record: ReleaseRecord, facts: CatalogFacts, entry: LedgerEntry): JudgedAgain {
  const services = new Map(facts.services.map((each) => [each.id, each]))
  const { policies, policy, at, inputs } = facts
  const judging = { policies, policy, services, at, inputs }
  const posture = judgePublished(record, judging, entry)
  return { record, facts, judging, policyId: policyOf(record, judging), posture }
}

/** The digest of the record's bytes, and of what the policies say. */
type Digested = { digest: string; policyDigests: PolicyDigests }

/** Judges the release again, and compares with its ledger entry field by field and with its published evaluation byte by byte. */
export async function verdictStep(
  site: PublishedSite,
  { record, facts, posture }: JudgedAgain,
  own: readonly LedgerLine[],
  { digest, policyDigests }: Digested,
): Promise<VerifyStep> {
  if (record.state === 'no-dossier')
    return notChecked('verdict', 'Without a dossier there is no verdict to repeat.')
  const verdicts = verdictsOf(posture, policyDigests, decisionTime(record))
  const publication = { ...publishedFacts(record), tag: record.git.tag, recordSha256: digest, ...verdicts }
  const file = `api/v1/releases/${record.service}/${encodeURI(slug(record.version))}/evaluation.json`
  const expected = apiEvaluation(record, digest, posture, makeRunbookOf(facts.runbooks))
  const faults = [
    ...entryFaults(own, [publication], facts.at),
    ...differenceFaults(file, await readTextOf(site, file), expected),
  ]
  return stepOf('verdict', verdictText(posture), faults)
}

/** The command line compares the same bytes. */
function differenceFaults(file: string, found: string | null, expected: object): Finding[] {
  if (found === canonical(expected)) return []
  if (found === null) return [finding('ledger.document_missing', { file })]
  const differs = firstDifference(parsed(found), expected) ?? {
    at: 'its spelling',
    found: null,
    expected: null,
  }
  return [finding('ledger.document_differs', { file, ...differs })]
}

function verdictText({ atRelease, today }: Posture): string {
  if (atRelease.decision === 'not-assessed')
    return 'Judged again from the record and the policy: it cannot be assessed.'
  return `Judged again from the record and the policy: ${today.satisfied} of ${today.required} required gates.`
}

/** Makes the in-toto statement about the verdict at release again, and compares it byte by byte. */
export async function statementStep(
  site: PublishedSite,
  { record, facts, posture }: JudgedAgain,
  { digest, policyDigests }: Digested,
) {
  const { policy } = posture.atRelease
  const statement = releaseStatement(record, posture.atRelease, {
    recordSha256: digest,
    policySha256: policyDigests.get(policyName(policy)) ?? '',
    site: facts.site === null ? null : new URL(facts.base, facts.site).href,
    repositoryUrl: facts.repositoryUrl,
  })
  if (statement === null)
    return notChecked('statement', 'Nothing is stated about a release without a verdict.')
  const file = `api/v1/attestations/${record.service}/${encodeURI(slug(record.version))}.json`
  const faults = differenceFaults(file, await readTextOf(site, file), statement)
  return stepOf(
    'statement',
    'The in-toto statement about the verdict at release, made again: the same byte by byte. Who signed it, the command line checks.',
    faults,
  )
}
