import { getCollection } from 'astro:content'
import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { judgePublished } from '#decide/history/judging.ts'
import { policyNamed } from '#decide/history/policies.ts'
import { latestRelease } from '#decide/lib/order.ts'
import type { Posture } from '#model/evaluation.ts'
import type { IndexLine } from '#model/index-line.ts'
import { type ReleaseRecord, readStoredRecord } from '#model/release.ts'
import { SearchLine } from '#model/search.ts'
import type { Service } from '#model/service.ts'
import { slug } from '#model/slug.ts'
import type { ApiContext } from '#views/api.ts'
import { type Assessed, isAssessed, type ReleaseInput } from '#views/release/input.ts'
import { byService, makeRowContext, newestFirst, type RowContext } from '#views/release-list.ts'
import { CONTENT, collectAgain, facts, links, services, summary } from './catalog.ts'
import { entriesOf, ledgerOf, supersededRecord } from './ledger.ts'

/** All releases, newest first by tag time. */
export const releases: readonly IndexLine[] = newestFirst(
  (await getCollection('releases')).map((entry) => entry.data),
)

const searchLines = readSearchLines()

/** What every document of the API is made with. */
export const apiContext: ApiContext = {
  facts,
  links,
  codes: new Map(searchLines.map((each) => [key(each), each.codes])),
  entries: entriesOf,
}

/** Releases by service, newest version first; tags that are no versions stand last. */
export const releasesOf: ReadonlyMap<string, readonly IndexLine[]> = byService(releases)

/** What every list of releases is made with. */
export const rowContext: RowContext = makeRowContext(summary, searchLines, entriesOf, releasesOf)

/** Services whose newest release has a dossier, with that release: the next one may use some of what it has. */
export const planned: ReadonlyMap<Service, IndexLine> = new Map(
  facts.services.flatMap((service) => {
    const newest = latestRelease(releasesOf.get(service.id) ?? [])
    return newest?.state === 'dossier' ? [[service, newest] as const] : []
  }),
)

/** The releases beside each one in its service, by version. */
const neighbors: ReadonlyMap<IndexLine, { newer: IndexLine | null; older: IndexLine | null }> = new Map(
  [...releasesOf.values()].flatMap((members) =>
    members.map(
      (line, i) => [line, { newer: members[i - 1] ?? null, older: members[i + 1] ?? null }] as const,
    ),
  ),
)

crossCheck()

let last: { digest: string; record: ReleaseRecord } | null = null

/**
 * Reads the record of an index line and proves that it is the one the index was made from.
 * The last one is kept, for the pages of a service come newest first: the next page is about the release that this one
 * is compared with. Reading, digesting and validating it again takes 1 ms, 4 % of the build of a page.
 */
export function record(line: IndexLine): ReleaseRecord {
  if (last?.digest === line.digest) return last.record
  const path = recordPath(line)
  const bytes = readFileSync(path)
  if (hash('sha256', bytes) !== line.digest)
    throw collectAgain(`${path} is not the record the index was made from.`)
  const loaded = readStoredRecord(JSON.parse(bytes.toString('utf8')))
  last = { digest: line.digest, record: loaded }
  return loaded
}

/** Both verdicts of a release, recomputed from its record; at release by the policy that its ledger entry names. */
export function judge(release: ReleaseRecord): Posture {
  const { policies, policy, at, inputs } = facts
  return judgePublished(release, { policies, policy, services, at, inputs }, ledgerOf(release).at(-1)?.entry)
}

/** Everything the page of a release is made of. */
export function releaseInput(line: IndexLine): Omit<ReleaseInput, 'drawings'> {
  const release = record(line)
  const judged = judge(release)
  const { newer = null, older = null } = neighbors.get(line) ?? {}
  return {
    record: release,
    posture: judged,
    policies: {
      atRelease: policyNamed(facts.policies, judged.atRelease.policy),
      today: policyNamed(facts.policies, judged.today.policy),
    },
    services,
    digest: line.digest,
    instead: insteadOf(line),
    runsIn: runsInTitles(line),
    newer,
    older,
    previousReleased: releasesOf.get(line.service)?.find(({ version }) => version === release.git.previous)
      ?.released,
    // Only drift looks back; most releases need not read a second record.
    previous: older && release.dossier?.kpis.length ? record(older) : null,
    links,
    ledger: ledgerOf(line),
    supersededRecord,
    site: import.meta.env.SITE ?? null,
    repositoryUrl: facts.repositoryUrl,
    environments: facts.environments,
    registers: facts.inputs,
  }
}

/** The same of a release with a dossier. */
export function assessedInput(line: IndexLine): Omit<Assessed, 'drawings'> {
  const input = releaseInput(line)
  if (!isAssessed(input))
    throw collectAgain(`The index says that ${key(line)} has a dossier, and its record holds none.`)
  return input
}

/** What the page of a release says of others and of environments: changes when that does. */
export function aroundKey(line: IndexLine): string {
  return hash('sha256', JSON.stringify([insteadOf(line), runsInTitles(line)])).slice(0, 8)
}

function insteadOf(line: IndexLine): ReleaseInput['instead'] {
  return newestGo(line.service, line)
}

/** The newest GO of a service besides a release; a pre-release only where there is nothing else. */
export function newestGo(service: string, besides: IndexLine | null): ReleaseInput['instead'] {
  const good = (releasesOf.get(service) ?? []).filter((each) => each.today === 'go' && each !== besides)
  const found = good.find((each) => each.semantic && !each.prerelease) ?? good[0]
  return found ? { service: found.service, version: found.version, until: found.validUntil } : null
}

function runsInTitles(line: IndexLine): string[] {
  const titles = new Map(facts.environments.map(({ id, title }) => [id, title]))
  return rowContext.runsIn(line).map((id) => titles.get(id) ?? id)
}

/** Records of the quarantined releases, newest first. */
export function quarantined(): ReleaseRecord[] {
  return releases.filter((line) => line.state === 'quarantined').map(record)
}

/** What the index step noted for the search holds texts that lists need too, so that the index can stay thin. */
function readSearchLines(): SearchLine[] {
  const lines = readFileSync(join(CONTENT, 'releases/search.ndjson'), 'utf8').split('\n').filter(Boolean)
  return lines.map((text) => SearchLine.parse(JSON.parse(text)))
}

function recordPath(line: IndexLine): string {
  return join(CONTENT, 'releases', line.service, `${slug(line.version)}.json`)
}

/** Astro does not check references between collections; a dangling one stops the build here. */
function crossCheck(): void {
  const unknown = [...releasesOf.keys()].filter((id) => !services.has(id))
  if (unknown.length > 0)
    throw new Error(
      `The release index names services that catalog.json does not hold: ${unknown.join(', ')}.`,
    )
}

function key(line: { service: string; version: string }): string {
  return `${line.service}/${slug(line.version)}`
}
