import { hash } from 'node:crypto'
import { offersToldBy } from '#collect/remembered-offers.ts'
import { newestEntries } from '#decide/ledger/ledger.ts'
import { proveRecord } from '#decide/ledger/proving.ts'
import type { EvidenceUse } from '#decide/lib/reuse.ts'
import { forEachAtOnce } from '#lib/pool.ts'
import { type Finding, finding } from '#model/finding.ts'
import type { LedgerEntry } from '#model/ledger.ts'
import { type ReleaseRecord, releaseId } from '#model/release.ts'
import { slug } from '#model/slug.ts'
import type { AuditStep, PublishedPlace } from './published-place.ts'

/** Records whose bytes are the ones the ledger names, by `service@version`. */
export type Proved = ReadonlyMap<string, { record: ReleaseRecord; digest: string }>

export const LARGEST_RECORD = 64 << 20
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
    step: { name: 'records', checked: live.length, faults: sortedFaults(faults) },
  }
}

function checkRecord(place: PublishedPlace, name: string, entry: LedgerEntry, bytes: Buffer | null) {
  const { index, recordSha256 } = entry
  if (bytes === null) return about('record_missing', place, name, { entry: index })
  const digest = hash('sha256', bytes)
  const proof = proveRecord(entry, bytes.toString('utf8'), digest)
  if (proof.ok) return { record: proof.record, digest }
  const digests = proof.fault === 'record_differs' ? { found: digest, expected: recordSha256 } : {}
  return about(proof.fault, place, name, { entry: index, ...digests })
}

function unknownRecords(place: PublishedPlace, live: readonly LedgerEntry[]): string[] {
  const known = new Set(live.map(({ service, version }) => `${service}/${slug(version)}`))
  return (place.records() ?? []).filter((name) => !known.has(name))
}

/** Superseded records as far as they are kept: what each offers, by its digest, and the digests of those that are lost. */
export type Superseded = { uses: ReadonlyMap<string, EvidenceUse[]>; lost: ReadonlySet<string> }

/** Compares the bytes of every superseded record that is kept with its digest. @returns also what they offer. */
export async function auditSuperseded(
  place: PublishedPlace,
  entries: readonly LedgerEntry[],
): Promise<{ step: AuditStep } & Superseded> {
  const newest = [...newestEntries(entries).values()].filter(({ act }) => act !== 'withdrawn')
  const current = new Set(newest.map(({ recordSha256 }) => recordSha256))
  const digests = new Set(
    entries.map(({ recordSha256 }) => recordSha256).filter((each) => !current.has(each)),
  )
  const faults = new Map<string, Finding>()
  const uses = new Map<string, EvidenceUse[]>()
  const lost = new Set<string>()
  await forEachAtOnce([...digests], AT_ONCE, async (superseded) => {
    const bytes = await place.read({ superseded }, LARGEST_RECORD)
    const found = bytes && hash('sha256', bytes)
    if (bytes === null) lost.add(superseded)
    else if (found === superseded) uses.set(superseded, offersToldBy(bytes)?.uses ?? [])
    else {
      lost.add(superseded)
      const args = { file: place.nameOf({ superseded }), found }
      faults.set(superseded, finding('ledger.superseded_differs', args))
    }
  })
  const checked = uses.size + faults.size
  return { step: { name: 'superseded', checked, faults: sortedFaults(faults) }, uses, lost }
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
export function sortedFaults(faults: ReadonlyMap<string, Finding>): Finding[] {
  return [...faults].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, fault]) => fault)
}
