import { formatFinding } from '#lib/format-finding.ts'
import { countOf, printable } from '#lib/text.ts'
import type { CatalogFacts } from '#model/catalog.ts'
import type { Finding } from '#model/finding.ts'
import { type ReleaseRecord, releaseId } from '#model/release.ts'
import type { ScoringRegistry } from '#model/scoring.ts'

/** A release with something to say about it. */
export type Remark = {
  release: string
  tag: string
  file: string
  findings: Finding[]
  /** Where its dossier was; null without one. */
  from: string | null
}

/** What a person should hear about. */
export type Remarks = {
  quarantined: Remark[]
  /** Releases with facts that git could not tell, and why. */
  unknown: Remark[]
}

/** What a run did: the object that `--json` prints. */
export type RunSummary = Remarks & {
  content: string
  at: string
  counts: CatalogFacts['counts']
  /** Releases read from git in this run, taken over from the last one, and dropped because their tag is gone. */
  read: number
  reused: number
  removed: number
  /** Length of the ledger, and how many entries this run added. */
  ledger: { entries: number; added: number }
  /** Records that were published once and superseded since, and whose bytes lie nowhere any more. */
  lost: { service: string; version: string; recordSha256: string }[]
  /** Files of the last run that were damaged and made again, and files of no release that were removed. */
  mended: string[]
  /** Scoring files that mean nothing as they are, and why; nothing else depends on them. */
  refusedScoring: ScoringRegistry['refused']
  gitProcesses: number
}

/** Notes what a person should know about a record. @param file path of the record, from the content folder. */
export function remark(
  { quarantined, unknown: unknowns }: Remarks,
  record: ReleaseRecord,
  file: string,
): void {
  const { tag, unknown } = record.git
  const from = record.dossierSource?.path ?? null
  const of = (findings: Finding[]) => ({ release: releaseId(record), tag, file, findings, from })
  if (record.quarantine.length > 0) quarantined.push(of(record.quarantine))
  if (unknown.length > 0) unknowns.push(of(unknown))
}

/** In one order, whatever order the releases were read in. */
export function sortRemarks(remarks: Remark[]): Remark[] {
  return remarks.sort((a, b) => (a.file < b.file ? -1 : 1))
}

/** What a run did, in a few lines for people. */
export function summaryLines({
  content,
  at,
  counts,
  read,
  reused,
  removed,
  ledger,
  lost,
  mended,
  gitProcesses,
}: RunSummary): string[] {
  const { tags, releases, dossiers, quarantined, ignored } = counts
  const aliases = tags - releases - ignored
  const parts = [
    countOf(dossiers, 'dossier'),
    `${quarantined} quarantined`,
    ...(aliases > 0
      ? [`${countOf(aliases, 'tag')} that only ${aliases === 1 ? 'points' : 'point'} at the newest of a line`]
      : []),
    ...(ignored > 0 ? [`${countOf(ignored, 'tag')} of no service`] : []),
  ]
  return [
    `${countOf(tags, 'tag')}, ${countOf(releases, 'release')}: ${parts.join(', ')}.`,
    `${read} read, ${reused} unchanged, ${removed} removed, with ${countOf(gitProcesses, 'git process', 'git processes')}.`,
    `${countOf(ledger.entries, 'ledger entry', 'ledger entries')}, ${ledger.added} of them new.`,
    ...(lost.length > 0 ? [lostLine(lost)] : []),
    ...(mended.length > 0 ? [mendedLine(mended)] : []),
    `Written to ${printable(content)} for catalog time ${at}.`,
  ]
}

function mendedLine([first = '', ...others]: readonly string[]): string {
  const more = others.length > 0 ? ` and ${countOf(others.length, 'other file')}` : ''
  return `${printable(first)}${more} in the content folder ${others.length > 0 ? 'were' : 'was'} not as the last run left it: made again, or removed where it belongs to no release. If nobody did that, look after the disk or the cache.`
}

function lostLine(lost: RunSummary['lost']): string {
  const [first] = lost
  return `${countOf(lost.length, 'superseded record')} of the ledger cannot be published any more, for the bytes lie neither here nor where the ledger was published${first ? `: ${printable(releaseId(first))}${lost.length > 1 ? ' and others' : ''}` : ''}. Whoever kept them can still check their digests.`
}

/**
 * One warning a release that is quarantined or has unknown facts. At most {@link MOST_WARNINGS}, then how many more.
 * @param asAnnotations as workflow commands, which the pages of a CI run show as annotations.
 */
export function warningLines(
  { quarantined, unknown, content, refusedScoring }: RunSummary,
  asAnnotations: boolean,
): string[] {
  const warnings = [
    ...quarantined.map((remark) => ({ remark, what: 'is quarantined' })),
    ...unknown.map((remark) => ({ remark, what: 'has unknown facts' })),
  ]
  const lines = warnings.slice(0, MOST_WARNINGS).map(({ remark, what }) => {
    const text = `${remark.release} (tag ${remark.tag}) ${what}: ${reasonsOf(remark)}`
    return asAnnotations ? annotation(`${content}/${remark.file}`, text) : `warning: ${printable(text)}`
  })
  const scoring = refusedScoring.slice(0, MOST_WARNINGS).map(({ file, findings }) => {
    const text = `The scoring file ${file} is left out: ${reasonsOf({ findings })}`
    return asAnnotations ? annotation(`scoring/${file}`, text) : `warning: ${printable(text)}`
  })
  const more = warnings.length + refusedScoring.length - lines.length - scoring.length
  const all = [...lines, ...scoring]
  return more > 0 ? [...all, `and ${countOf(more, 'more warning')}; --json lists all.`] : all
}

const MOST_WARNINGS = 50
const MOST_REASONS = 3

function reasonsOf({ findings }: Pick<Remark, 'findings'>): string {
  const said = findings.slice(0, MOST_REASONS).map(formatFinding)
  const more = findings.length - said.length
  return [...said, ...(more > 0 ? [`And ${more} more.`] : [])].join(' ')
}

/** A workflow command: its own separators and line ends are escaped, so that no text can add one. */
function annotation(file: string, text: string): string {
  const property = escaped(printable(file)).replaceAll(':', '%3A').replaceAll(',', '%2C')
  return `::warning file=${property}::${escaped(printable(text))}`
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}
