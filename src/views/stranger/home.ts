import { BASELINE } from '#decide/baseline/requirements.ts'
import { baselineCounts, metCount } from '#decide/baseline/trend.ts'
import { DAY_MS, millis } from '#decide/lib/time.ts'
import { BASELINE_WORDS } from '#messages/baseline.ts'
import { count, countWord, day, number } from '#messages/format.ts'
import type { Links } from '#messages/links.ts'
import type { CatalogFacts } from '#model/catalog.ts'
import type { IndexLine } from '#model/index-line.ts'
import type { ReleaseRecord } from '#model/release.ts'
import type { BaselineCounts, ServiceHistory } from '#model/service-history.ts'
import type { ServiceStanding } from '../posture/standing.ts'
import { strangerChanges } from './changes.ts'
import { rhythmOf } from './rhythm.ts'
import { changedText, shortKey, signedCell } from './seen.ts'

/** What the first page of a catalog without a dossier is made of. */
interface StrangerInput {
  facts: CatalogFacts
  standings: readonly ServiceStanding[]
  histories: ReadonlyMap<string, ServiceHistory>
  /** Newest first by the time of the tag. */
  newest: readonly IndexLine[]
  /** Reads the record of a release. */
  read: (line: IndexLine) => ReleaseRecord
  links: Links
}

export type StrangerHome = ReturnType<typeof strangerHome>
export type StrangerRow = StrangerHome['active'][number]

/** Last release within so many days: active, then quiet; asleep for longer. */
const ACTIVE = 90
const QUIET = 365

/** Where nobody has put evidence behind a release: what was released last, how often, what changed, and what public facts show. */
export function strangerHome(input: StrangerInput) {
  const { facts, standings, newest, links } = input
  const { active, quiet, asleep } = placed(input)
  const shown = active.length > 0 ? active : quiet.length > 0 ? quiet : asleep
  return {
    ...sentences(input, standings.length, active.length),
    active,
    quiet,
    asleep,
    keys: [...active, ...quiet].flatMap(({ otherKey }) => otherKey ?? []),
    aliases: facts.aliases.map(({ tag }) => tag),
    requirements: requirements(shown),
    newest: newestOf(input),
    all: { href: links.releases, text: count(newest.length, 'release') },
  }
}

/** The list of services where all were guessed and none has a dossier; null where there is more to say of them. */
export function strangerServices(input: StrangerInput) {
  const { guessed, counts } = input.facts
  const isBare = guessed && counts.releases > 0 && counts.dossiers + counts.quarantined === 0
  return isBare ? placed(input) : null
}

/** The services by how long ago something of them was released, the newest first. */
function placed(input: StrangerInput) {
  const at = millis(input.facts.at)
  const sorted = input.standings
    .map((standing) => ({ standing, days: (at - millis(lastOf(standing).released)) / DAY_MS }))
    .sort((a, b) => a.days - b.days)
  const rows = (from: number, to: number) =>
    sorted.filter(({ days }) => days > from && days <= to).map(({ standing }) => rowOf(standing, input))
  return {
    active: rows(Number.NEGATIVE_INFINITY, ACTIVE),
    quiet: rows(ACTIVE, QUIET),
    asleep: rows(QUIET, Number.POSITIVE_INFINITY),
  }
}

/** By time, pre-releases included: a service that makes candidates is not asleep. */
function lastOf({ releases, latest }: ServiceStanding): IndexLine {
  return releases.reduce(
    (last, line) => (millis(line.released) > millis(last.released) ? line : last),
    latest,
  )
}

function rowOf(standing: ServiceStanding, { facts, histories, read, links }: StrangerInput) {
  const { service, latest, releases } = standing
  const record = read(latest)
  const letters = histories
    .get(service.id)
    ?.seen.baseline.find(({ version }) => version === latest.version)?.outcomes
  const { own = null, before = null } = record.publicFacts?.key ?? {}
  return {
    name: service.name,
    href: links.service(service.id),
    version: latest.version,
    release: links.release(service.id, latest.version),
    released: hasDate(record) ? day(latest.released) : 'no date is known',
    rhythm: rhythmOf(releases, facts.at),
    changed: changedText(record),
    since: record.git.previous === null ? '' : `since ${record.git.previous}`,
    signed: signedCell(record, histories.get(service.id)),
    letters: letters ?? '',
    met: letters === undefined ? null : metCount(letters),
    otherKey:
      own === null || before === null || own === before
        ? null
        : {
            name: `${service.name} ${latest.version}`,
            href: links.release(service.id, latest.version),
            previous: record.git.previous ?? 'the release before',
            key: shortKey(own),
          },
  }
}

function hasDate({ git }: ReleaseRecord): boolean {
  return !git.unknown.some(({ code }) => code === 'git.no_time')
}

function sentences({ facts, newest, standings }: StrangerInput, services: number, active: number) {
  const [last] = newest
  const names = new Map(facts.services.map(({ id, name }) => [id, name]))
  const named = (line: IndexLine) => `${names.get(line.service) ?? line.service} ${line.version}`
  const first = newest.findLast((line) => millis(line.released) > 0)
  const from = first === undefined ? '' : ` since ${first.released.slice(0, 4)}`
  const [only] = standings
  const headline =
    only !== undefined && services === 1
      ? `${only.service.name} ${only.latest.version} is the latest release, of ${day(only.latest.released)}.`
      : active === 0
        ? `${countWord(services)} services, none of them released in the last ${ACTIVE} days.`
        : `${countWord(services)} services, ${number(active)} of them released in the last ${ACTIVE} days.`
  const isSaid = services === 1 && last === only?.latest
  return {
    headline,
    lead: last === undefined || isSaid ? '' : `The newest tag is ${named(last)}, of ${day(last.released)}.`,
    scope: `${count(newest.length, 'release')}${from}, none with a dossier: nothing here is GO or NO-GO. What you see are public facts.`,
  }
}

/** How many of the services shown meet what with their latest release; what nobody was asked stands in one line. */
function requirements(rows: readonly { letters: string }[]) {
  const letters = rows.map((row) => row.letters).filter(Boolean)
  const counts = baselineCounts(letters).map((each, at) => ({
    ...each,
    title: BASELINE[at]?.title ?? each.id,
  }))
  const total = letters.length
  return {
    total,
    rows: counts
      .filter(({ unasked }) => unasked < total)
      .map((each) => ({
        title: each.title,
        text: metText(each, total),
        width: Math.round((each.met / total) * 100),
      })),
    unasked: counts.filter(({ unasked }) => total > 0 && unasked === total).map(({ title }) => title),
  }
}

/** Of one release what came of it, of several how many meet it. */
function metText(counts: BaselineCounts, total: number): string {
  const [only] = (['met', 'unmet', 'unshown', 'unasked'] as const).filter((outcome) => counts[outcome] > 0)
  return total === 1 && only !== undefined ? BASELINE_WORDS[only] : `${counts.met} of ${total}`
}

const BLOCKS = 12
const SUBJECTS = 8

/** Subjects of the newest commits; where all are merges, of those. */
function subjectsOf({ git }: ReleaseRecord): string[] {
  const own = git.latestCommits.map(({ subject }) => subject)
  const told = own.filter((subject) => !/^merge /i.test(subject))
  return (told.length > 0 ? told : own).slice(0, SUBJECTS)
}

/** What the newest release changed, in its own words where it has some. */
function newestOf({ newest, facts, read, links }: StrangerInput) {
  const [line] = newest
  if (line === undefined) return null
  const record = read(line)
  const changes = strangerChanges({ record, links, repositoryUrl: facts.repositoryUrl })
  const told = changes.changelog ?? null
  const name = facts.services.find(({ id }) => id === line.service)?.name ?? line.service
  return {
    name: `${name} ${line.version}`,
    href: links.release(line.service, line.version),
    draft: `${links.release(line.service, line.version)}#draft`,
    counts: changes.counts,
    since: changes.since,
    blocks: told === null ? [] : told.blocks.slice(0, BLOCKS),
    source: told && { path: told.path, href: told.href },
    isWhole: told?.isWhole === true && told.blocks.length <= BLOCKS,
    subjects: told === null ? subjectsOf(record) : [],
  }
}
