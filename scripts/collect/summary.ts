import type { CatalogFacts } from '#model/catalog.ts'
import type { Finding } from '#model/finding.ts'
import { type ReleaseRecord, releaseId } from '#model/release.ts'

/** A release with something to say about it. */
export type Remark = { release: string; tag: string; file: string; findings: Finding[] }

/** What a person should hear about. */
export type Remarks = {
  quarantined: Remark[]
  /** Releases with facts that git could not tell, and why. */
  unknown: Remark[]
}

/** What a run did: the object that `--json` prints. */
export type Summary = Remarks & {
  content: string
  at: string
  counts: CatalogFacts['counts']
  /** Releases read from git in this run, taken over from the last one, and dropped because their tag is gone. */
  read: number
  reused: number
  removed: number
  /** Length of the ledger, and how many entries this run added. */
  ledger: { entries: number; added: number }
  gitProcesses: number
}

/** Notes what a person should know about a record. @param file path of the record, from the content folder. */
export function remark(
  { quarantined, unknown: unknowns }: Remarks,
  record: ReleaseRecord,
  file: string,
): void {
  const { tag, unknown } = record.git
  const of = (findings: Finding[]) => ({ release: releaseId(record), tag, file, findings })
  if (record.quarantine.length > 0) quarantined.push(of(record.quarantine))
  if (unknown.length > 0) unknowns.push(of(unknown))
}

/** In one order, whatever order the releases were read in. */
export function sortRemarks(remarks: Remark[]): Remark[] {
  return remarks.sort((a, b) => (a.file < b.file ? -1 : 1))
}
