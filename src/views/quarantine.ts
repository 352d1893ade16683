import type { Links } from '#messages/links.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { say } from './findings.ts'
import { day } from './format.ts'

/** Every release whose dossier cannot be trusted: what, where, why, and the way out. Newest first, as given. */
export function quarantinePage(records: readonly ReleaseRecord[], links: Links) {
  return records.map((record) => ({
    name: `${record.service} ${record.version}`,
    href: links.release(record.service, record.version),
    tag: record.git.tag,
    released: { iso: record.git.taggedAt, text: day(record.git.taggedAt) },
    where: record.dossierSource?.path ?? null,
    reasons: say(record.quarantine, links),
  }))
}
