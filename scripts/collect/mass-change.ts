import { changesOf, isMassChange, type PublishedChange } from '#decide/ledger/mass-change.ts'
import { CliError } from '#lib/cli-error.ts'
import { formatFinding } from '#lib/format-finding.ts'
import { countOf, printable } from '#lib/text.ts'
import type { MassChangeLimit } from '#model/catalog.ts'
import type { LedgerLine } from '#model/ledger.ts'
import type { Remark } from './report.ts'

/** What a run is about to publish. */
type Publishing = {
  /** Lines of the ledger that it goes on from, and all lines after it. */
  before: readonly LedgerLine[]
  after: readonly LedgerLine[]
  quarantined: readonly Remark[]
  /** Releases that were in quarantine before, by `service@version`. */
  known: ReadonlySet<string>
  limit: MassChangeLimit
}

/**
 * Refuses a run that would change much of what was published at once: a lost branch of tags, a bad note or an edited
 * policy does that, and so does a person who means it.
 * @throws CliError 1 with what would change; nothing may be written then.
 */
export function refuseMassChange({ before, after, quarantined, known, limit }: Publishing): void {
  const entries = (lines: readonly LedgerLine[]) => lines.map(({ entry }) => entry)
  const fresh = quarantined.filter(({ release }) => !known.has(release))
  const found = changesOf(
    entries(before),
    entries(after.slice(before.length)),
    new Set(fresh.map(({ release }) => release)),
  )
  if (!isMassChange(found, limit)) return
  const reasons = new Map(fresh.map((remark) => [remark.release, reasonOf(remark)]))
  const lines = found.changes
    .slice(0, MOST_LISTED)
    .map(({ release, what }) => `  ${printable(release)} ${WORDS[what]}${reasons.get(release) ?? ''}`)
  const more = found.changes.length - lines.length
  throw new CliError(
    [
      `${found.changes.length} of ${countOf(found.published, 'published release')} would change at once, which is more than massChange in catalog.yaml lets pass in one run (share: ${limit.share}, least: ${limit.least}). Nothing was collected.`,
      ...lines,
      ...(more > 0 ? [`  and ${more} more`] : []),
      'Find out what they have in common: tags that were not fetched, a note, a policy, a newer version of this program. If it is meant, run again with --accept-changes.',
    ].join('\n'),
    1,
  )
}

const MOST_LISTED = 20

const WORDS: Record<PublishedChange['what'], string> = {
  withdrawn: 'would be withdrawn: its tag is gone',
  quarantined: 'would be quarantined',
  rejudged: 'would be judged otherwise',
  replaced: 'would be replaced: its tag was moved, or its dossier is another one',
}

function reasonOf({ findings: [first], from }: Remark): string {
  const place = from === null ? '' : ` (dossier from ${printable(from)})`
  return first ? `: ${printable(formatFinding(first))}${place}` : place
}
