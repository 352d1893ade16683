import { hash } from 'node:crypto'
import { forEachAtOnce } from '#lib/pool.ts'
import { type Finding, finding } from '#model/finding.ts'
import type { ReleaseRecord } from '#model/release.ts'
import type { SignatureTrust } from '#verify/check-signature.ts'
import { evidenceAgain, publishedDigests } from './made-again.ts'
import type { AuditStep, PublishedPlace } from './published-place.ts'
import { readingFaults, signatureFaults } from './readings.ts'
import { type Proved, sortedFaults } from './records.ts'

const LARGEST_EVIDENCE = 64 << 20
/** So many releases are held with all their bytes. */
const RELEASES_AT_ONCE = 2
const FILES_AT_ONCE = 8

/** The steps over published evidence, and how many signatures nobody could check again. */
export type EvidenceAudit = { steps: AuditStep[]; signaturesUnchecked: number }

/**
 * Compares the bytes of published evidence with their names, what the records say of it with what the bytes say, and
 * checks the signatures among it again.
 * @param trust what signatures are checked with.
 */
export async function auditEvidence(
  place: PublishedPlace,
  records: Proved,
  trust: SignatureTrust,
): Promise<EvidenceAudit> {
  const fault = new Map<string, Finding | null>()
  const misread = new Map<string, Finding>()
  const missigned = new Map<string, Finding>()
  const counted = { read: 0, checked: 0, unchecked: 0 }
  await forEachAtOnce([...records], RELEASES_AT_ONCE, async ([release, { record }]) => {
    const bytes = await bytesOf(place, record, fault)
    const again = await evidenceAgain({ record, bytes }, trust)
    counted.read += again.filter(({ made }) => made !== null).length
    const signed = signatureFaults(release, record, again)
    counted.checked += signed.checked
    counted.unchecked += signed.unchecked
    for (const each of readingFaults(release, again)) misread.set(`${release} ${each.args['item']}`, each)
    for (const each of signed.faults) missigned.set(`${release} ${each.args['item']}`, each)
  })
  const faults = new Map([...fault].flatMap(([sha256, each]) => (each ? [[sha256, each] as const] : [])))
  return {
    steps: [
      { name: 'evidence', checked: fault.size, faults: sortedFaults(faults) },
      { name: 'readings', checked: counted.read, faults: sortedFaults(misread) },
      { name: 'signatures', checked: counted.checked, faults: sortedFaults(missigned) },
    ],
    signaturesUnchecked: counted.unchecked,
  }
}

/** Published bytes by their digest, those that are not there or others left out and told. */
async function bytesOf(
  place: PublishedPlace,
  record: ReleaseRecord,
  fault: Map<string, Finding | null>,
): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>()
  await forEachAtOnce(publishedDigests(record), FILES_AT_ONCE, async (sha256) => {
    const bytes = await place.read({ evidence: sha256 }, LARGEST_EVIDENCE)
    const digest = bytes && hash('sha256', bytes)
    const file = place.nameOf({ evidence: sha256 })
    if (bytes && digest === sha256) found.set(sha256, bytes)
    fault.set(sha256, faultOf(file, sha256, digest))
  })
  return found
}

function faultOf(file: string, sha256: string, found: string | null): Finding | null {
  if (found === null) return finding('ledger.evidence_missing', { file })
  return found === sha256 ? null : finding('ledger.evidence_differs', { file, found })
}
