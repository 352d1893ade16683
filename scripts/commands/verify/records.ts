import { hash } from 'node:crypto'
import { newestEntries } from '#decide/ledger/ledger.ts'
import { forEachAtOnce } from '#lib/pool.ts'
import { isPublished } from '#messages/report/evaluation.ts'
import { type Finding, finding } from '#model/finding.ts'
import type { LedgerEntry } from '#model/ledger.ts'
import { ReleaseRecord, releaseId } from '#model/release.ts'
import { slug } from '#model/slug.ts'
import type { AuditStep, PublishedPlace } from './published-place.ts'
import { declaredFormat, readingFault } from './readings.ts'

/** Records whose bytes are the ones the ledger names, by `service@version`. */
export type Proved = ReadonlyMap<string, { record: ReleaseRecord; digest: string }>

const LARGEST_RECORD = 64 << 20
const LARGEST_EVIDENCE = 64 << 20
const AT_ONCE = 8

/** Compares every record with the digest in its newest ledger entry. */
export async function auditRecords(
  place: PublishedPlace,
  newest: ReadonlyMap<string, LedgerEntry>,
): Promise<{ records: Proved; step: AuditStep }> {
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

/** Compares the bytes of published evidence with their names, and what the records say of it with what the bytes say. */
export async function auditEvidence(
  place: PublishedPlace,
  records: Proved,
): Promise<{ step: AuditStep; readings: AuditStep }> {
  const published = [...records].flatMap(([release, { record }]) =>
    record.evidence
      .filter(isPublished)
      .map((item) => ({ release, item, format: declaredFormat(record, item.name) })),
  )
  const byDigest = Map.groupBy(published, ({ item }) => item.sha256 ?? '')
  const faults = new Map<string, Finding>()
  const misread = new Map<string, Finding>()
  await forEachAtOnce([...byDigest], AT_ONCE, async ([sha256, items]) => {
    const bytes = await place.read({ evidence: sha256 }, LARGEST_EVIDENCE)
    const found = bytes && hash('sha256', bytes)
    const file = place.nameOf({ evidence: sha256 })
    if (found === null) faults.set(sha256, finding('ledger.evidence_missing', { file }))
    else if (found !== sha256) faults.set(sha256, finding('ledger.evidence_differs', { file, found }))
    else
      for (const { release, item, format } of items) {
        const fault = readingFault(release, item, bytes ?? Buffer.alloc(0), format)
        if (fault) misread.set(`${release} ${item.name}`, fault)
      }
  })
  return {
    step: { name: 'evidence', checked: byDigest.size, faults: inOrder(faults) },
    readings: { name: 'readings', checked: published.length, faults: inOrder(misread) },
  }
}

/** Compares the bytes of every superseded record that is kept with its digest. @returns also how many nobody keeps. */
export async function auditSuperseded(
  place: PublishedPlace,
  entries: readonly LedgerEntry[],
): Promise<{ step: AuditStep; missing: number }> {
  const newest = [...newestEntries(entries).values()].filter(({ act }) => act !== 'withdrawn')
  const current = new Set(newest.map(({ recordSha256 }) => recordSha256))
  const digests = new Set(
    entries.map(({ recordSha256 }) => recordSha256).filter((each) => !current.has(each)),
  )
  const faults = new Map<string, Finding>()
  let missing = 0
  await forEachAtOnce([...digests], AT_ONCE, async (superseded) => {
    const bytes = await place.read({ superseded }, LARGEST_RECORD)
    const found = bytes && hash('sha256', bytes)
    if (found === null) missing += 1
    else if (found !== superseded)
      faults.set(
        superseded,
        finding('ledger.superseded_differs', { file: place.nameOf({ superseded }), found }),
      )
  })
  const step = { name: 'superseded' as const, checked: digests.size - missing, faults: inOrder(faults) }
  return { step, missing }
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
