import { millis } from '#decide/lib/time.ts'
import { verificationOutcome } from '#decide/verdict/verification.ts'
import type { Links } from '#messages/links.ts'
import type { AssessedItem, Posture } from '#model/evaluation.ts'
import type { IndexLine } from '#model/index-line.ts'
import type { Instant } from '#model/primitives.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { byDomain } from './domains.ts'
import { say } from './findings.ts'
import { age, count, day } from './format.ts'
import { evidenceLook, type Tone, usesToday } from './outcome.ts'
import { countsText, topologyText } from './release/evidence.ts'
import { verified } from './release/proof.ts'
import { judgedToday, type TurningText, turningAt } from './turning.ts'

/** A release that stands for its service, judged. */
export interface JudgedRelease {
  record: ReleaseRecord
  posture: Posture
}

export type EvidencePage = ReturnType<typeof evidencePage>

/**
 * What `/evidence/` says: the artifacts of the release that stands for each service, by the eight domains [002], those in
 * trouble first, then what goes stale first; which required ones are missing; and every release with changed bytes.
 * @param lines of all releases.
 */
export function evidencePage(
  standings: readonly JudgedRelease[],
  links: Links,
  lines: readonly Pick<IndexLine, 'service' | 'version' | 'tampered'>[],
) {
  const items = standings.flatMap((standing) => itemsOf(standing, links))
  const domains = byDomain(items).map(({ id, title, items: inDomain }) => {
    const rows = inDomain.toSorted(byTrouble)
    const shown = Math.max(rows.filter(isTroubled).length, LEAST_SHOWN)
    return { id, title, hint: turning(rows, hint), rows: rows.slice(0, shown), folded: rows.slice(shown) }
  })
  return {
    releases: standings.map(({ record, posture }) => ({
      name: `${record.service} ${record.version}`,
      href: links.release(record.service, record.version),
      today: judgedToday(record, posture),
    })),
    lead: `${count(items.length, 'artifact')} of ${count(standings.length, 'release')}, one for each service with a dossier.`,
    /** Every release with changed bytes, also those that stand for no service. */
    tampered: lines
      .filter(({ tampered }) => tampered)
      .map(({ service, version }) => ({
        name: `${service} ${version}`,
        href: links.release(service, version),
      })),
    totals: totals(items),
    domains,
    missing: standings.flatMap((standing) => missingOf(standing, links)),
  }
}

/** What is in trouble is always in sight, and so many rows of a domain; the rest is folded away. */
const LEAST_SHOWN = 5

function isTroubled({ status }: Row): boolean {
  return isLookTroubled(status)
}

function isLookTroubled({ tone }: Row['status']): boolean {
  return tone === 'bad' || tone === 'warn'
}

type Row = ReturnType<typeof itemsOf>[number]

function itemsOf({ record, posture }: JudgedRelease, links: Links) {
  const href = links.release(record.service, record.version)
  const weighed = usesToday(posture)
  return record.evidence.map((item) => {
    const { generatedAt } = item
    const uses = weighed.get(item.name) ?? []
    const freshUntil = firstEnd(uses)
    const { word, tone } = evidenceLook(item, weighed)
    const status = { word, tone }
    return {
      kind: item.kind,
      name: item.purpose ?? item.name,
      producer: item.producer,
      href: `${href}#e-${item.name}`,
      release: `${record.service} ${record.version}`,
      status,
      said: countsText(item),
      topology: topologyText(item),
      problems: say(item.reasons, links),
      generatedAt,
      ages: generatedAt === null ? null : ageText(generatedAt, posture.atRelease.at),
      freshUntil,
      /** When what is no worse than that turns stale. */
      ends: status.tone === 'ok' || status.tone === 'none' ? freshUntil : null,
      freshText: freshUntil && day(freshUntil),
      digest: item.sha256?.slice(0, 12) ?? null,
      verification: verificationOutcome(item) === null ? null : verified(item),
    }
  })
}

function firstEnd(uses: readonly AssessedItem[]): string | null {
  const ends = uses.flatMap(({ freshUntil }) => freshUntil ?? [])
  return ends.toSorted((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null
}

function ageText(generatedAt: string, released: string): string {
  const isLater = Date.parse(generatedAt) > Date.parse(released)
  return isLater ? 'after the release' : `${age(generatedAt, released)} old at release`
}

const WEIGHT: Record<Tone, number> = { bad: 0, warn: 1, none: 2, ok: 3 }

function byTrouble(a: Row, b: Row): number {
  const trouble = WEIGHT[a.status.tone] - WEIGHT[b.status.tone]
  return trouble || endOf(a) - endOf(b) || (a.href < b.href ? -1 : 1)
}

function endOf({ freshUntil }: Row): number {
  return freshUntil === null ? Number.MAX_SAFE_INTEGER : Date.parse(freshUntil)
}

/** The looks of all rows at a moment; null for today. What turns stale does so in its row, too. */
function looksAt(rows: readonly Row[], at: Instant | null): Row['status'][] {
  return rows.map(({ status, ends }) =>
    at !== null && ends !== null && millis(ends) <= millis(at) ? STALE : status,
  )
}

const STALE = { word: 'stale', tone: 'warn' } as const satisfies Row['status']

/** A text about rows, with what it says once more of them are stale. */
function turning(rows: readonly Row[], say: (looks: readonly Row['status'][]) => string): TurningText {
  const moments = [...new Set(rows.flatMap(({ ends }) => ends ?? []))].sort((a, b) => millis(a) - millis(b))
  return turningAt(moments, say(looksAt(rows, null)), (at) => say(looksAt(rows, at)))
}

/** `12 artifacts, 2 with problems`. */
function hint(rows: readonly Row['status'][]): string {
  const troubled = rows.filter(isLookTroubled).length
  if (rows.length === 0) return 'no evidence'
  return troubled === 0
    ? count(rows.length, 'artifact')
    : `${count(rows.length, 'artifact')}, ${troubled} with problems`
}

/** How many artifacts have each status, most first, and how many will; a status that none has yet says from when. */
function totals(rows: readonly Row[]) {
  const first = rows.flatMap(({ ends }) => ends ?? []).sort((a, b) => millis(a) - millis(b))[0] ?? null
  const grouped = Map.groupBy(rows, ({ status }) => status.word)
  if (first !== null && !grouped.has(STALE.word)) grouped.set(STALE.word, [])
  return [...grouped]
    .map(([word, members]) => ({
      word,
      tone: members[0]?.status.tone ?? STALE.tone,
      count: members.length,
      said: turning(rows, (looks) => `${looks.filter((look) => look.word === word).length} ${word}`),
      from: members.length === 0 ? first : null,
    }))
    .sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1))
}

/** Required artifacts that nothing was shown for. */
function missingOf({ record, posture }: JudgedRelease, links: Links) {
  return posture.today.artifacts
    .filter(({ required, outcome }) => required && outcome === 'missing')
    .map(({ name, title }) => ({
      name,
      title,
      release: `${record.service} ${record.version}`,
      href: links.release(record.service, record.version),
    }))
}
