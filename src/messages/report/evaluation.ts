import type { ApiEvaluation } from '#model/api.ts'
import type { Evaluation, Posture } from '#model/evaluation.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { Finding } from '#model/finding.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { remedy, sentence } from '../messages.ts'
import { byCause, type RunbookOf } from '../runbook-of.ts'

/**
 * Why a release is GO or not, as data: blockers and findings of both evaluations, each once, in words. Holds no catalog
 * time, so that it stays the same while nothing changes.
 * @param digest SHA-256 of the record's bytes.
 */
export function apiEvaluation(
  record: ReleaseRecord,
  digest: string,
  posture: Posture,
  runbookOf: RunbookOf,
): ApiEvaluation {
  const { atRelease, today, findings, declared, standing, ends } = posture
  const always = [...record.quarantine, ...findings]
  const say = (then: readonly Finding[], now: readonly Finding[]) => said(then, now, runbookOf)
  return {
    schemaVersion: 1,
    service: record.service,
    version: record.version,
    state: record.state,
    digest,
    repeatable: publishedFiles(record),
    declared,
    standing,
    ends,
    atRelease: { ...outcome(atRelease), at: atRelease.at },
    today: outcome(today),
    blockers: say(atRelease.blockers, today.blockers),
    findings: say([...always, ...atRelease.findings], [...always, ...today.findings]),
  }
}

/** True for an artifact whose bytes are published: bytes that are not the declared ones are nobody's evidence. */
export function isPublished({ publish, sha256, status }: EvidenceItem): boolean {
  return publish && sha256 !== null && status !== 'tampered'
}

/** How far a verdict can be repeated from published bytes: files of evidence, how many are here, where the others are. */
export function publishedFiles({ evidence }: Pick<ReleaseRecord, 'evidence'>): ApiEvaluation['repeatable'] {
  const files = evidence.filter(({ sha256 }) => sha256 !== null)
  const elsewhere: ApiEvaluation['repeatable']['elsewhere'] = {}
  for (const item of files) {
    const { source } = item.collectedFrom
    if (source !== 'none' && !isPublished(item)) elsewhere[source] = (elsewhere[source] ?? 0) + 1
  }
  return { files: files.length, published: files.filter(isPublished).length, elsewhere }
}

function outcome({ decision, policy, validUntil, endedBy }: Evaluation) {
  return { decision, policy, validUntil, endedBy }
}

/** In the order at release, then what is new today. One program made both lists: equal findings are equal texts. */
function said(
  then: readonly Finding[],
  now: readonly Finding[],
  runbookOf: RunbookOf,
): ApiEvaluation['blockers'] {
  const [old, current] = [then, now].map((list) => new Map(list.map((each) => [JSON.stringify(each), each])))
  return [...new Map([...(old ?? []), ...(current ?? [])])].map(([key, finding]) => ({
    ...finding,
    sentence: sentence(finding),
    remedy: remedy(finding),
    runbook: addressOf(byCause(finding, runbookOf)),
    atRelease: old?.has(key) ?? false,
    today: current?.has(key) ?? false,
  }))
}

/** From `api/v1/releases/<service>/<version>/`: a site may live under any path. */
function addressOf(slug: string | null): string | null {
  return slug === null ? null : `../../../../../runbooks/${slug}/`
}
