import { count, day } from '#messages/format.ts'
import type { Links } from '#messages/links.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { say } from './findings.ts'

export type QuarantinePage = ReturnType<typeof quarantinePage>

/** Every release whose dossier cannot be trusted: what, where, why, and the way out. Newest first, as given. */
export function quarantinePage(records: readonly ReleaseRecord[], links: Links) {
  const releases = records.map((record) => ({
    name: `${record.service} ${record.version}`,
    href: links.release(record.service, record.version),
    tag: record.git.tag,
    released: { iso: record.git.taggedAt, text: day(record.git.taggedAt) },
    where: record.dossierSource?.path ?? null,
    reasons: say(record.quarantine, links),
  }))
  return {
    heading:
      releases.length === 0
        ? 'Nothing is quarantined.'
        : `${count(releases.length, 'dossier')} cannot be judged.`,
    lead:
      releases.length === 0
        ? 'Every dossier that was found could be read, and fits its tag.'
        : 'A dossier that cannot be read, or contradicts its tag, is kept apart. It never counts as GO and takes no other release down.',
    releases,
  }
}
