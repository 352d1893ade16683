import {
  changesBetween,
  headOf,
  type LedgerChange,
  newestEntries,
  rejudgedSince,
} from '#decide/ledger/ledger.ts'
import { count, day, sentenceList } from '#messages/format.ts'
import type { Links } from '#messages/links.ts'
import type { LedgerEntry, LedgerLine, LedgerVerdict, RejudgeReason } from '#model/ledger.ts'
import { releaseId } from '#model/release.ts'
import type { Service } from '#model/service.ts'
import { goodUntil, type Instead } from './release/reason.ts'

/** Address of a record that was published once and superseded since; null for one that nobody keeps. */
export type SupersededRecord = (sha256: string) => string | null

/** So many entries stand on the page, the newest of them in sight; the file has all. */
const SHOWN = 100
const IN_SIGHT = 20

/** What `/ledger/` says: how long the chain is, what was changed after it was published, and its newest entries. */
export function ledgerPage(ledger: readonly LedgerLine[], links: Links, recordOf: SupersededRecord) {
  const { entries, head } = headOf(ledger)
  const told = tell(ledger, recordOf)
  const withdrawn = [...newestEntries(ledger.map(({ entry }) => entry)).values()]
  const rows = told.map((each) => ({ ...each, href: links.release(each.service, each.version) }))
  const changed = rows.filter(({ changes }) => changes)
  return {
    entries,
    head,
    heading: heading(ledger, changed),
    lead: lead(ledger, withdrawn),
    changed: changed.slice(0, SHOWN),
    moreChanged: Math.max(0, changed.length - SHOWN),
    newest: rows.slice(0, IN_SIGHT),
    folded: rows.slice(IN_SIGHT, SHOWN),
    moreEntries: Math.max(0, rows.length - SHOWN),
    file: links.ledgerFile,
  }
}

/**
 * What the ledger remembers of one release, oldest first, a warning when it is not what was published first, and a notice
 * when it was judged otherwise since.
 */
export function releaseLedger(ledger: readonly LedgerLine[], recordOf: SupersededRecord) {
  const rows = tell(ledger, recordOf).reverse()
  const loud = rows.filter(({ alarming }) => alarming)
  const last = loud.at(-1)
  const rejudged = rows.findLast(({ act, changes }) => act === 'rejudged' && changes)
  const [first] = rows
  return {
    rows,
    /** In place of the rows, when nothing happened since. */
    first: first && rows.length === 1 ? `entry ${first.index}, ${first.day}` : null,
    alarm: last
      ? `${last.text} This was recorded on ${last.day}, after the release had been published.`
      : null,
    rejudged: rejudged ? { text: rejudged.text, iso: rejudged.iso, day: rejudged.day } : null,
  }
}

/**
 * What the page of a release says whose tag is gone: what the ledger remembers is all there is. Its service may be gone
 * from the catalog too.
 * @param instead the newest GO of its service
 */
export function withdrawnPage(
  ledger: readonly LedgerLine[],
  services: ReadonlyMap<string, Service>,
  links: Links,
  recordOf: SupersededRecord,
  instead: Instead | null,
) {
  const newest = ledger.at(-1)?.entry
  if (newest === undefined) throw new Error('A withdrawn release has at least one entry.')
  const { service, version, tag, commit, recordSha256, dossierSha256, at } = newest
  const name = services.get(service)?.name ?? service
  return {
    title: `Withdrawn · ${name} ${version}`,
    name: `${name} ${version}`,
    description: `Do not run it: the tag ${tag} no longer exists, as recorded on ${day(at)}.`,
    service: { text: name, href: services.has(service) ? links.service(service) : null },
    version,
    since: { iso: at, text: day(at) },
    instead: instead && {
      version: instead.version,
      href: links.release(instead.service, instead.version),
      until: goodUntil(instead.until),
    },
    facts: [
      { label: 'Tag', text: tag },
      { label: 'Commit', text: commit ?? 'none' },
      { label: 'Dossier', text: dossierSha256 ?? 'none' },
      { label: 'Last record', text: recordSha256 },
    ],
    rows: releaseLedger(ledger, recordOf).rows,
  }
}

function heading(ledger: readonly LedgerLine[], changed: readonly { id: string }[]): string {
  if (ledger.length === 0) return 'Nothing has been published yet'
  const releases = new Set(changed.map(({ id }) => id)).size
  if (releases === 0) return 'Every release is as it was first published.'
  return `${count(releases, 'release was', 'releases were')} changed after ${releases === 1 ? 'it was' : 'they were'} published.`
}

function lead(ledger: readonly LedgerLine[], newest: readonly LedgerEntry[]): string {
  const first = ledger.at(0)?.entry
  if (first === undefined)
    return 'The first publication begins the chain: each entry holds the digest of the one before it.'
  const gone = newest.filter(({ act }) => act === 'withdrawn').length
  const releases = count(newest.length, 'release')
  return `${count(ledger.length, 'entry', 'entries')} about ${releases} since ${day(first.at)}${gone > 0 ? `, ${gone} of them withdrawn` : ''}.`
}

/** Newest first, each with what it changed of the entry before it of the same release. */
function tell(ledger: readonly LedgerLine[], recordOf: SupersededRecord) {
  const newest = newestEntries(ledger.map(({ entry }) => entry))
  const before = new Map<string, LedgerEntry>()
  const told = ledger.map(({ entry, digest }) => {
    const id = releaseId(entry)
    const changes = entry.act === 'superseded' ? changesFrom(before.get(id), entry) : []
    const text = textOf(entry, before.get(id), changes)
    before.set(id, entry)
    const { index, act, service, version, at } = entry
    const alarming = act === 'superseded' && changes.some((change) => change !== 'record')
    return {
      index,
      act,
      service,
      version,
      id,
      iso: at,
      day: day(at),
      text,
      alarming,
      digest,
      changes: isChange(entry),
      record: isSuperseded(entry, newest.get(id)) ? recordOf(entry.recordSha256) : null,
    }
  })
  return told.reverse()
}

/** True when what an entry tells of is not the release's record any more. */
function isSuperseded({ recordSha256 }: LedgerEntry, newest: LedgerEntry | undefined): boolean {
  return newest?.act === 'withdrawn' || newest?.recordSha256 !== recordSha256
}

/** True for what became of a release after it was published; that a verdict is noted for the first time changes nothing. */
function isChange(entry: LedgerEntry): boolean {
  return entry.act === 'rejudged' ? rejudgedSince([entry]).length > 0 : entry.act !== 'published'
}

function changesFrom(before: LedgerEntry | undefined, entry: LedgerEntry): LedgerChange[] {
  return before ? changesBetween(before, entry) : []
}

function textOf(entry: LedgerEntry, before: LedgerEntry | undefined, changes: LedgerChange[]): string {
  if (entry.act === 'withdrawn') return `Withdrawn: the tag ${entry.tag} no longer exists.`
  if (entry.act === 'published') return before ? 'Published again.' : 'Published.'
  if (entry.act === 'rejudged') return rejudgedText(entry, before)
  const told = changes.filter((change) => change !== 'record').map((change) => CHANGES[change])
  if (told.length === 0) return 'Superseded: the same tag and dossier were read again.'
  const moved = changes.includes('commit')
    ? ` from ${short(before?.commit ?? null)} to ${short(entry.commit)}`
    : ''
  return `Superseded: ${sentenceList(told)}${moved}.`
}

type Rejudged = Extract<LedgerEntry, { act: 'rejudged' }>

/** Each reason in words, with the verdict that it changed. */
function rejudgedText(entry: Rejudged, before: LedgerEntry | undefined): string {
  const kept = before && 'schemaVersion' in before ? before : null
  return entry.reasons.map((reason) => REASONS[reason](entry, kept)).join(' ')
}

type Judged = Extract<LedgerEntry, { schemaVersion: 2 }>

const REASONS: Record<RejudgeReason, (entry: Rejudged, before: Judged | null) => string> = {
  'policy-version': (entry, before) =>
    `Judged anew: ${todayTurn(entry, before)} today, by another version of its policy. ${KEPT}`,
  'service-policy': (entry, before) =>
    `Judged anew: ${todayTurn(entry, before)} today, because its service has another policy. ${KEPT}`,
  record: (entry, before) =>
    `Judged anew: ${turn(before?.atRelease, entry.atRelease)} at release, because its evidence was read again and says something else.`,
  'dated-ahead': (entry, before) =>
    `Judged anew: ${turn(before?.atRelease, entry.atRelease)} at release, because the moment has come for which it was dated ahead.`,
  program: (entry, before) =>
    `Judged anew: ${turn(before?.atRelease, entry.atRelease)} at release, because the program judges by newer rules.`,
  'not-recorded': ({ atRelease }) =>
    `Noted for the first time how it is judged: ${verdictText(atRelease)} at release.`,
}

const KEPT = 'Its verdict at release is as it was.'

function todayTurn(entry: Judged, before: Judged | null): string {
  return turn(before && (before.today ?? before.atRelease), entry.today ?? entry.atRelease)
}

function turn(before: LedgerVerdict | null | undefined, after: LedgerVerdict | null): string {
  const [from, to] = [verdictText(before ?? null), verdictText(after)]
  return from === to ? `${to}, as before,` : `from ${from} to ${to}`
}

function verdictText(verdict: LedgerVerdict | null): string {
  if (verdict === null) return 'not assessed'
  const { decision, policy } = verdict
  return `${decision === 'go' ? 'GO' : 'NO-GO'} (${policy.id} ${policy.version})`
}

const CHANGES: Record<Exclude<LedgerChange, 'record'>, string> = {
  commit: 'the tag was moved',
  'tag-object': 'the tag was created again',
  tag: 'the tag has another name',
  dossier: 'the dossier was edited',
}

function short(id: string | null): string {
  return id?.slice(0, 7) ?? 'no commit'
}
