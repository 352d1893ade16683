import { policyInForce } from '#decide/history/policies.ts'
import type { Links } from '#messages/links.ts'
import type { CatalogFacts } from '#model/catalog.ts'
import type { Posture } from '#model/evaluation.ts'
import type { IndexLine } from '#model/index-line.ts'
import type { LedgerEntry } from '#model/ledger.ts'
import type { ReleaseRecord } from '#model/release.ts'
import type { CatalogSummary } from '#model/summary.ts'
import { gatingInputs } from '../inputs.ts'
import { strangerHome } from '../stranger/home.ts'
import { verdictToday } from '../turning.ts'
import { alarms } from './alarms.ts'
import { hotSpots, subjects } from './attention.ts'
import { turningHeadline } from './headline.ts'
import { production, runningOf, share } from './production.ts'
import { type ServiceStanding, standing } from './standing.ts'

/** Everything the posture page is made of. */
export interface PostureInput {
  facts: CatalogFacts
  summary: CatalogSummary
  /** Newest version first. */
  releasesOf: ReadonlyMap<string, readonly IndexLine[]>
  postureOf: (line: IndexLine) => Posture
  /** Reads the record of a release. */
  read: (line: IndexLine) => ReleaseRecord
  /** Newest first by the time of the tag. */
  newest: readonly IndexLine[]
  /** What a release is for. */
  titleOf: (line: IndexLine) => string
  /** What the ledger remembers of every release, oldest first, by `service@version`. */
  entries: ReadonlyMap<string, readonly LedgerEntry[]>
  links: Links
}

export type PostureView = ReturnType<typeof posturePage>

/** The catalog at a glance: the answer, where each service stands, and what needs someone's eye. */
export function posturePage(input: PostureInput) {
  const { facts, summary, releasesOf, postureOf, entries, links, newest, read } = input
  const standings = standingsOf(facts, summary, releasesOf)
  const lines = subjects(standings)
  const policy = policyInForce(facts.policies, facts.policy, facts.at)
  const assessed = facts.counts.dossiers + facts.counts.quarantined > 0
  const histories = new Map(summary.services.map((each) => [each.service, each]))
  return {
    /** In place of all verdicts where no release has a dossier. */
    stranger:
      assessed || newest.length === 0
        ? null
        : strangerHome({ facts, standings, histories, newest, read, links }),
    headline: turningHeadline(standings, facts),
    at: facts.at,
    policy: `${policy.id} ${policy.version}`,
    guessed: facts.guessed,
    quarantined: facts.counts.quarantined,
    assessed,
    standings,
    production: production(standings, links, postureOf),
    share: share([...releasesOf.values()].flat()),
    latest: latestReleases(input),
    alarms: alarms({
      summary,
      subjects: lines,
      running: new Set(standings.flatMap((each) => runningOf(each).map(({ line }) => line))),
      entries,
      postureOf,
      at: facts.at,
      links,
    }),
    gating: gatingInputs(facts, links),
    spots: hotSpots(summary.services, links),
  }
}

/** So many of the newest releases are named. */
const NEWEST = 5

function latestReleases({ newest, titleOf, facts, links }: PostureInput) {
  const names = new Map(facts.services.map(({ id, name }) => [id, name]))
  const items = newest.slice(0, NEWEST).map((line) => ({
    name: `${names.get(line.service) ?? line.service} ${line.version}`,
    href: links.release(line.service, line.version),
    released: line.released,
    today: verdictToday(line),
    title: titleOf(line),
  }))
  return { items, all: newest.length }
}

/** Where each service with a release stands, in the catalog's order. */
export function standingsOf(
  facts: CatalogFacts,
  summary: CatalogSummary,
  releasesOf: ReadonlyMap<string, readonly IndexLine[]>,
): ServiceStanding[] {
  const histories = new Map(summary.services.map((each) => [each.service, each]))
  return facts.services
    .map((each) => standing(each, releasesOf.get(each.id) ?? [], histories.get(each.id), facts.environments))
    .filter((each) => each !== null)
}
