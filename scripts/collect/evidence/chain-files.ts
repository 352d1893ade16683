import { dirname, join } from 'node:path/posix'
import { differingEntries } from '#formats/dpone/evidence-chain.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import { finding } from '#model/finding.ts'
import type { Collected } from './compare-checksums.ts'
import type { Look } from './lookups.ts'
import { sameHolder } from './place.ts'

/**
 * Compares the entries of a chain's index with the files they are kept in: dpone verifies the files, so an index alone
 * proves nothing. The artifact indexes behind them are a list and compared as one, after this; there an entry that could
 * not be compared keeps the chain from passing.
 */
export function compareEntryFiles(collected: readonly Collected[], look: Look): Promise<Collected[]> {
  return Promise.all(collected.map(async (each) => ({ ...each, item: await compared(each, look) })))
}

async function compared({ item, bytes, reference }: Collected, look: Look): Promise<EvidenceItem> {
  if (item.format !== 'dpone-evidence-chain' || bytes === null || item.status === 'tampered') return item
  // A pipeline that copies the chain into another folder leaves the paths in it as they were.
  const beside = async (path: string) =>
    (await look(sameHolder(reference, join(dirname(reference.path ?? '.'), path)))) ??
    look(sameHolder(reference, path))
  const { differing, absent } = await differingEntries(bytes, beside)
  const reasons = [
    ...item.reasons,
    ...differing,
    ...(absent > 0 ? [finding('chain.not_compared', { total: absent })] : []),
  ]
  return { ...item, reasons, status: differing.length > 0 ? 'failed' : item.status }
}
