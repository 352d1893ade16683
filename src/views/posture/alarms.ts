import { alarmsOf } from '#decide/history/alarms.ts'
import { changesSince, rejudgedSince } from '#decide/ledger/ledger.ts'
import type { Links } from '#messages/links.ts'
import { VERDICT_WORDS } from '#messages/verdict.ts'
import type { IndexLine } from '#model/index-line.ts'
import type { LedgerEntry } from '#model/ledger.ts'
import { releaseId } from '#model/release.ts'
import type { CatalogSummary } from '#model/summary.ts'
import { sentenceList } from '../format.ts'
import type { Tone } from '../outcome.ts'
import type { Panel } from './attention.ts'

/** Something about a release that nobody should have to look for. */
export interface Attention {
  /** `TAMPERED`, `MOVED`, `CHANGED`, `WITHDRAWN`, `REJUDGED`, `AGED OUT`. */
  word: string
  tone: Tone
  name: string
  href: string
  text: string
}

/** What alarms are told from. */
export interface Watched {
  summary: Pick<CatalogSummary, 'runbooks'>
  /** The releases that matter today. */
  subjects: readonly IndexLine[]
  /** What the ledger remembers of every release, oldest first, by `service@version`. */
  entries: ReadonlyMap<string, readonly LedgerEntry[]>
  links: Links
}

const MOST = 8

/** What cannot be trusted as it was published comes first, then what ran out where it runs or is the latest. */
export function alarms(watched: Watched): Panel<Attention> {
  const all = [
    ...tampered(watched),
    ...changed(watched),
    ...withdrawn(watched),
    ...rejudged(watched),
    ...agedOut(watched),
  ]
  return { items: all.slice(0, MOST), more: Math.max(0, all.length - MOST) }
}

type Named = { service: string; version: string }

function about({ service, version }: Named, links: Links) {
  return { name: `${service} ${version}`, href: links.release(service, version) }
}

/** The runbook of changed bytes knows which releases it is for. */
function tampered({ summary, links }: Watched): Attention[] {
  const own = links.runbookOf('artifact.digest_mismatch')
  return summary.runbooks
    .filter(({ slug }) => links.runbook(slug) === own)
    .flatMap(({ newest }) => newest)
    .map((release) => ({
      word: 'TAMPERED',
      tone: 'bad',
      ...about(release, links),
      text: 'Bytes of its evidence are not the ones that were named.',
    }))
}

function changed({ entries, links }: Watched): Attention[] {
  return [...entries.values()].flatMap((own) => {
    const newest = own.at(-1)
    const what = newest?.act === 'withdrawn' ? [] : changesSince(own)
    if (newest === undefined || what.length === 0) return []
    const text = `Since it was published, ${sentenceList(what.map((each) => CHANGES[each]))}.`
    const word = alarmsOf({ tampered: false }, own).includes('moved') ? 'MOVED' : 'CHANGED'
    return [{ word, tone: 'bad' as const, ...about(newest, links), text }]
  })
}

const CHANGES: Record<ReturnType<typeof changesSince>[number], string> = {
  commit: 'its tag was moved',
  'tag-object': 'its tag was created again',
  tag: 'its tag got another name',
  dossier: 'its dossier was edited',
}

function withdrawn({ entries, links }: Watched): Attention[] {
  return [...entries.values()]
    .flatMap((own) => own.slice(-1))
    .filter((entry) => alarmsOf({ tampered: false }, [entry]).includes('withdrawn'))
    .map((entry) => ({
      word: 'WITHDRAWN',
      tone: 'bad',
      ...about(entry, links),
      text: `Its tag ${entry.tag} no longer exists.`,
    }))
}

/** A verdict that turned without anybody touching the release; only where it matters today. */
function rejudged({ subjects, entries, links }: Watched): Attention[] {
  return subjects
    .filter((line) => rejudgedSince(entries.get(releaseId(line)) ?? []).length > 0)
    .map((line) => ({
      word: 'REJUDGED',
      tone: 'warn',
      ...about(line, links),
      text: 'It is judged otherwise than when it was published; its page says why.',
    }))
}

function agedOut({ subjects, links }: Watched): Attention[] {
  return subjects
    .filter(({ today }) => today === 'aged-out')
    .map((line) => ({
      word: VERDICT_WORDS['aged-out'],
      tone: 'warn',
      ...about(line, links),
      text: 'It was GO at release; since then proof, an approval or a waiver ran out.',
    }))
}
