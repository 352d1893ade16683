import { millis } from '#decide/lib/time.ts'
import { count, countWord, number, sentenceList } from '#messages/format.ts'
import type { Links } from '#messages/links.ts'
import type { Instant } from '#model/primitives.ts'
import { byDomain } from '../domains.ts'
import { outcomeLook } from '../outcome.ts'
import { judgedToday, type TurningText, turningAt } from '../turning.ts'
import { type EvidenceRow, type JudgedRelease, missingOf, rowsOf } from './rows.ts'

export type EvidencePage = ReturnType<typeof evidencePage>

/**
 * What `/evidence/` says: how much of the evidence holds today, then what does not, worst first, then the rest by the eight
 * domains [002], what runs out first before the others.
 * @param standings the release that stands for each service.
 * @param others releases besides these that have changed bytes.
 */
export function evidencePage(
  standings: readonly JudgedRelease[],
  others: readonly JudgedRelease[],
  links: Links,
) {
  const rows = [
    ...standings.flatMap((each) => rowsOf(each, links)),
    ...others.flatMap((each) => rowsOf(each, links)).filter(({ status }) => status.word === 'tampered'),
  ]
  const missing = standings.flatMap((each) => missingOf(each, links))
  const attention = rows.filter(isTroubled).toSorted(byTrouble)
  const domains = byDomain(rows.filter((row) => !isTroubled(row))).map(({ id, title, items }) => {
    const sorted = items.toSorted(byTrouble)
    return {
      id,
      title,
      hint: turning(sorted, hint),
      rows: sorted.slice(0, SHOWN),
      folded: sorted.slice(SHOWN),
    }
  })
  return {
    heading: turning(rows, (words) => heading(words, missing.length)),
    lead: turning(rows, (words) => lead(words, missing.length)),
    scope: scope(standings.length, others.length),
    attention: {
      missing,
      // What was changed comes before what is not there.
      tampered: attention.filter(({ status }) => status.word === 'tampered'),
      rest: attention.filter(({ status }) => status.word !== 'tampered'),
      count: attention.length + missing.length,
    },
    domains: domains.filter(({ rows: all }) => all.length > 0),
    empty: domains.filter(({ rows: all }) => all.length === 0).map(({ title }) => title),
    releases: standings.map(({ record, posture }) => ({
      name: `${record.service} ${record.version}`,
      href: links.release(record.service, record.version),
      today: judgedToday(record, posture),
    })),
  }
}

/** So many rows of a domain are in sight; what needs attention always is. */
const SHOWN = 5

function isTroubled({ status }: EvidenceRow): boolean {
  return status.tone === 'bad' || status.tone === 'warn'
}

const RAN_OUT = outcomeLook('stale').word

/** What needs attention, in the order that it is told. */
const ORDER = ['tampered', 'failed', 'unreadable', 'unverified', 'unknown', RAN_OUT]

function byTrouble(a: EvidenceRow, b: EvidenceRow): number {
  const trouble = placeOf(a) - placeOf(b)
  return trouble || endOf(a) - endOf(b) || (a.href < b.href ? -1 : 1)
}

function placeOf({ status }: EvidenceRow): number {
  const place = ORDER.indexOf(status.word)
  return place < 0 ? ORDER.length : place
}

function endOf({ freshUntil }: EvidenceRow): number {
  return freshUntil === null ? Number.MAX_SAFE_INTEGER : Date.parse(freshUntil.iso)
}

/** A text about rows, with what it says once more of them have run out. */
function turning(
  rows: readonly EvidenceRow[],
  tell: (words: ReadonlyMap<string, number>) => string,
): TurningText {
  const moments = [...new Set(rows.flatMap(({ ends }) => ends ?? []))].sort((a, b) => millis(a) - millis(b))
  return turningAt(moments, tell(wordsAt(rows, null)), (at) => tell(wordsAt(rows, at)))
}

/** How many rows have each word at a moment; null for today. */
function wordsAt(rows: readonly EvidenceRow[], at: Instant | null): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { status, ends } of rows) {
    const word = at !== null && ends !== null && millis(ends) <= millis(at) ? RAN_OUT : status.word
    counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return counts
}

function sum(words: ReadonlyMap<string, number>, of: readonly string[]): number {
  return of.reduce((total, word) => total + (words.get(word) ?? 0), 0)
}

const HOLDING = ['passed', 'measured']

function heading(words: ReadonlyMap<string, number>, missing: number): string {
  const total = sum(words, [...words.keys()]) + missing
  if (total === 0) return 'No evidence yet'
  const held = sum(words, HOLDING)
  if (held === total)
    return total === 1 ? 'The one artifact holds today.' : `All ${number(total)} artifacts hold today.`
  return `${number(held)} of ${count(total, 'artifact')} ${held === 1 ? 'holds' : 'hold'} today.`
}

/** One line of what follows: what does not hold, worst first. */
function lead(words: ReadonlyMap<string, number>, missing: number): string {
  const doubtful = sum(words, ['unreadable', 'unverified', 'unknown'])
  const told = [
    said(
      words.get('tampered') ?? 0,
      'was changed after its digest was taken',
      'were changed after their digests were taken',
    ),
    said(missing, 'is missing', 'are missing'),
    said(words.get('failed') ?? 0, 'failed', 'failed'),
    said(doubtful, 'cannot be relied on', 'cannot be relied on'),
    said(words.get(RAN_OUT) ?? 0, 'ran out', 'ran out'),
  ].flat()
  const [first, ...rest] = told
  if (first !== undefined)
    return `${countWord(first.n)} ${sentenceList([first.text, ...rest.map(({ n, text }) => `${countWord(n).toLowerCase()} ${text}`)])}.`
  return words.size === 0
    ? 'A dossier names the files that show a release is ready; none was found.'
    : 'Nothing was changed, nothing is missing, nothing failed and nothing ran out.'
}

function said(n: number, one: string, many: string): { n: number; text: string }[] {
  return n === 0 ? [] : [{ n, text: n === 1 ? one : many }]
}

function scope(standings: number, others: number): string | null {
  if (standings === 0) return null
  const more = others > 0 ? ', and every artifact with changed bytes of any release' : ''
  return standings === 1
    ? `The evidence of the newest release with a dossier${more}.`
    : `The evidence of the newest release with a dossier of each of ${number(standings)} services${more}.`
}

/** `14 artifacts`, `14 artifacts, 2 ran out`. */
function hint(words: ReadonlyMap<string, number>): string {
  const ranOut = words.get(RAN_OUT) ?? 0
  const total = count(sum(words, [...words.keys()]), 'artifact')
  return ranOut === 0 ? total : `${total}, ${number(ranOut)} ran out`
}
