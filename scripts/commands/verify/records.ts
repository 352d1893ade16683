import { hash } from 'node:crypto'
import { forEachAtOnce } from '#lib/pool.ts'
import type { Finding } from '#model/finding.ts'
import type { LedgerEntry } from '#model/ledger.ts'
import { ReleaseRecord, releaseId } from '#model/release.ts'
import { slug } from '#model/slug.ts'
import type { AuditStep, PublishedPlace } from './published-place.ts'

/** Records whose bytes are the ones the ledger names, by `service@version`. */
export type Proved = ReadonlyMap<string, { record: ReleaseRecord; digest: string }>

const LARGEST_RECORD = 64 << 20
const LARGEST_EVIDENCE = 64 << 20
const AT_ONCE = 8

/** Compares every record with its newest ledger entry, and the bytes of published evidence with their names. */
export async function auditRecords(
  place: PublishedPlace,
  newest: ReadonlyMap<string, LedgerEntry>,
): Promise<{ records: Proved; step: AuditStep; evidence: AuditStep }> {
  const live = [...newest.values()].filter(({ act }) => act !== 'withdrawn')
  const faults = new Map<string, Finding>()
  const records = new Map<string, { record: ReleaseRecord; digest: string }>()
  await forEachAtOnce(live, AT_ONCE, async (entry) => {
    const name = `${entry.service}/${slug(entry.version)}`
    const checked = checkRecord(place, name, entry, await place.read({ record: name }, LARGEST_RECORD))
    if ('code' in checked) faults.set(name, checked)
    else records.set(releaseId(entry), checked)
  })
  for (const name of unknownRecords(place, live)) faults.set(name, about('record_unknown', place, name, {}))
  return {
    records,
    step: { name: 'records', checked: live.length, faults: inOrder(faults) },
    evidence: await auditEvidence(place, records),
  }
}

function checkRecord(place: PublishedPlace, name: string, entry: LedgerEntry, bytes: Buffer | null) {
  const { index, recordSha256 } = entry
  if (bytes === null) return about('record_missing', place, name, { entry: index })
  const digest = hash('sha256', bytes)
  if (digest !== recordSha256)
    return about('record_differs', place, name, { entry: index, found: digest, expected: recordSha256 })
  const record = ReleaseRecord.safeParse(JSON.parse(bytes.toString('utf8')))
  return record.success
    ? { record: record.data, digest }
    : about('record_foreign', place, name, { entry: index })
}

function unknownRecords(place: PublishedPlace, live: readonly LedgerEntry[]): string[] {
  const known = new Set(live.map(({ service, version }) => `${service}/${slug(version)}`))
  return (place.records() ?? []).filter((name) => !known.has(name))
}

async function auditEvidence(place: PublishedPlace, records: Proved): Promise<AuditStep> {
  const digests = new Set<string>()
  for (const { record } of records.values())
    for (const { publish, sha256, status } of record.evidence)
      if (publish && sha256 !== null && status !== 'tampered') digests.add(sha256)
  const faults = new Map<string, Finding>()
  await forEachAtOnce([...digests], AT_ONCE, async (sha256) => {
    const bytes = await place.read({ evidence: sha256 }, LARGEST_EVIDENCE)
    const found = bytes && hash('sha256', bytes)
    if (found === sha256) return
    const code = found === null ? 'ledger.evidence_missing' : 'ledger.evidence_differs'
    faults.set(sha256, { code, args: { file: place.nameOf({ evidence: sha256 }), found }, path: [] })
  })
  return { name: 'evidence', checked: digests.size, faults: inOrder(faults) }
}

function about(
  what: keyof typeof CODES,
  place: PublishedPlace,
  record: string,
  args: Finding['args'],
): Finding {
  return { code: CODES[what], args: { ...args, file: place.nameOf({ record }) }, path: [] }
}

const CODES = {
  record_missing: 'ledger.record_missing',
  record_differs: 'ledger.record_differs',
  record_foreign: 'ledger.record_foreign',
  record_unknown: 'ledger.record_unknown',
} as const

/** By name, whatever order the bytes came in. */
function inOrder(faults: ReadonlyMap<string, Finding>): Finding[] {
  return [...faults].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, fault]) => fault)
}
