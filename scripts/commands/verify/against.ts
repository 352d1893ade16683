import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CollectOrder, collect } from '#collect/collect.ts'
import type { OfferMemory } from '#collect/remembered-offers.ts'
import { firstDifference } from '#decide/lib/difference.ts'
import { SILENT } from '#lib/progress.ts'
import { type Finding, finding } from '#model/finding.ts'
import { releaseId } from '#model/release.ts'
import { allRecords } from '#store/records.ts'
import type { AuditStep } from './published-place.ts'
import type { Proved } from './records.ts'

/** What to collect anew, as `catalog collect` takes it; what CI keeps is found by the configuration. */
export type Against = Pick<CollectOrder, 'repository' | 'config' | 'environment'>

/**
 * Collects anew from a repository at the catalog's time, and compares every record: what somebody wrote who holds the
 * site and not the repository is another one there.
 * @param records whose digest is the one in the ledger.
 * @param memory what the ledger tells of releases that are no longer in the repository as they were.
 * @throws CliError 2 for a wrong configuration or a repository that cannot be read, 75 when it should be tried later.
 */
export async function auditAgainst(
  against: Against,
  records: Proved,
  at: string,
  memory: OfferMemory,
): Promise<AuditStep> {
  const scratch = mkdtempSync(join(tmpdir(), 'catalog-against-'))
  const content = join(scratch, 'content')
  try {
    await collect({ ...against, content, at, cache: join(scratch, 'cache'), newLedger: true, memory }, SILENT)
    const faults = comparedWith(content, records)
    return { name: 'against', checked: records.size, faults }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

function comparedWith(content: string, records: Proved): Finding[] {
  const faults: Finding[] = []
  const collected = new Set<string>()
  for (const { record, digest } of allRecords(content)) {
    const id = releaseId(record)
    collected.add(id)
    const published = records.get(id)
    if (published === undefined) faults.push(finding('ledger.against_missing', { release: id }))
    else if (published.digest !== digest) {
      const said = firstDifference(published.record, record)
      faults.push(finding('ledger.against_differs', { release: id, ...(said ?? { at: 'its spelling' }) }))
    }
  }
  const unknown = [...records.keys()].filter((id) => !collected.has(id)).sort()
  return [...faults, ...unknown.map((id) => finding('ledger.against_unknown', { release: id }))]
}
