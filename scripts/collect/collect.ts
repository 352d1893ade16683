import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Publication } from '#decide/ledger/ledger.ts'
import { LEDGER_FILE, ledgerBase } from '#ledger/base.ts'
import { type ExtendedLedger, extendLedger } from '#ledger/extend.ts'
import { PUBLISHED_FILE, publishedText } from '#ledger/memory.ts'
import { sha256 } from '#ledger/text.ts'
import { readPlain } from '#lib/files.ts'
import type { Progress } from '#lib/progress.ts'
import { type CatalogFacts, USUAL_MASS_CHANGE } from '#model/catalog.ts'
import type { LedgerHead } from '#model/ledger.ts'
import { releaseId } from '#model/release.ts'
import { takeLock } from '#store/lock.ts'
import { STATE_FILE } from '#store/state.ts'
import { openStore, type Store } from '#store/store.ts'
import { collectReleases, type GatheredReleases } from './collect-releases.ts'
import { type Configuration, type Given, readConfiguration } from './configuration/configuration.ts'
import { writeScoring } from './configuration/scoring.ts'
import { FORGES, openForge } from './forge/forges.ts'
import type { ForgeKind } from './forge/types.ts'
import { listRefs } from './git/refs.ts'
import { openRepository } from './git/repository.ts'
import { writeIndex } from './index/write.ts'
import { refuseMassChange } from './mass-change.ts'
import type { OfferMemory } from './remembered-offers.ts'
import { type RunSummary, sortRemarks } from './report.ts'
import { type CollectRun, makeRun } from './run.ts'
import { keepSuperseded } from './superseded.ts'
import { assignTags } from './tags/tagged.ts'

/** What to collect, into which folder, at which catalog time, and where copies of what comes from elsewhere are kept. */
export type CollectOrder = Given & {
  content: string
  at: string
  cache: string
  /** Where a forge finds its token and its address; left out, it is asked as anybody. */
  environment?: NodeJS.ProcessEnv
  /** Path or address of the ledger that was published before; absent = the configured one. */
  ledger?: string | undefined
  /** Starts a ledger instead of going on with one. */
  newLedger?: boolean | undefined
  /** With a new ledger: what another one tells of who offered which bytes first. */
  memory?: OfferMemory | undefined
  /** A change of much of what was published is meant. */
  acceptChanges?: boolean | undefined
}

/**
 * Collects a repository: writes one record per release, the index, the ledger and `catalog.json`, all at once or nothing.
 * @param forges the kinds of forge that may be asked.
 * @throws CliError 2 for a wrong configuration or an unreadable repository, 1 when what was published before contradicts
 *   what would be published now, 75 when it should be tried later.
 */
export async function collect(order: CollectOrder, progress: Progress, forges = FORGES): Promise<RunSummary> {
  const configuration = readConfiguration(order)
  const unlock = takeLock(join(order.content, 'releases'))
  try {
    const run = await startRun(order, configuration, progress, forges)
    const gathered = await collectReleases(run)
    const extended = await write(run, gathered, order.acceptChanges ?? false)
    run.forge?.finish()
    return summarize(run, gathered, extended)
  } finally {
    unlock()
  }
}

async function startRun(
  order: CollectOrder,
  configuration: Configuration,
  progress: Progress,
  forges: readonly ForgeKind[],
): Promise<CollectRun> {
  const { content, at, cache, environment = {}, newLedger = false, memory = null } = order
  const store = openStore(content)
  const published = order.ledger ?? configuration.ledger
  const base = await ledgerBase({ content, published, isNew: newLedger })
  rememberPublished(store, content, base.published, newLedger)
  progress.step('Opening the repository')
  const repository = await openRepository(configuration.repository, join(cache, 'repositories'))
  progress.step('Listing tags')
  const { tags, notes } = await listRefs(repository.git)
  const assigned = assignTags(tags, configuration.services, repository.name)
  const forge = await openForge(forges, { configuration, environment, cache, at, progress })
  const before = newLedger ? null : published
  return makeRun(
    {
      content,
      configuration,
      repository,
      notes,
      forge,
      assigned,
      ledger: base.text,
      published: before,
      memory,
      store,
      progress,
    },
    at,
  )
}

/** Whoever takes entries off the published ledger, or puts an older one there, is found by the next run. */
function rememberPublished(store: Store, content: string, seen: LedgerHead | null, isNew: boolean): void {
  const file = join(content, PUBLISHED_FILE)
  const known = existsSync(file) ? readPlain(file).toString('utf8') : null
  if (isNew && known !== null) store.remove(PUBLISHED_FILE)
  const text = seen && publishedText(seen)
  if (text !== null && text !== known) store.write(PUBLISHED_FILE, text)
}

/** The ledger after a run, and the records in it whose bytes cannot be had any more. */
type Written = ExtendedLedger & Pick<RunSummary, 'lost'>

async function write(
  run: CollectRun,
  gathered: GatheredReleases,
  acceptChanges: boolean,
): Promise<Written | null> {
  const { store, context, at, recordsKey, listingsKey, indexKey, assigned, progress } = run
  writeScoring(store, run.content, run.scoring)
  // Nothing to judge again means that nothing at all has changed.
  if (gathered.entries === null) {
    store.commit()
    return null
  }
  progress.step('Writing')
  const ledger = extendLedger(run.ledger, gathered.ledger, publicationsOf(gathered), at)
  if (!acceptChanges) refuseMassChange(publishingOf(run, gathered, ledger))
  const counts = countsOf(gathered, assigned)
  writeIndex(store, gathered.entries, context, { at, counts, ledger })
  store.write(LEDGER_FILE, ledger.text)
  const current = new Set(gathered.releases.map(({ digest }) => digest))
  const lost = await keepSuperseded(run, ledger.lines, current)
  const releases = gathered.releases.toSorted((a, b) => (a.path < b.path ? -1 : 1))
  const made = { recordsKey, listingsKey, indexKey, ledger: sha256(ledger.text) }
  store.write(STATE_FILE, JSON.stringify({ ...made, releases }))
  store.commit()
  return {
    ...ledger,
    lost: lost.map(({ service, version, recordSha256 }) => ({ service, version, recordSha256 })),
  }
}

function publishingOf(
  { state, configuration }: CollectRun,
  { quarantined, ledger }: GatheredReleases,
  { lines }: ExtendedLedger,
): Parameters<typeof refuseMassChange>[0] {
  const known = state.releases.filter((each) => each.state === 'quarantined')
  return {
    before: ledger,
    after: lines,
    quarantined,
    known: new Set(known.map(({ published }) => releaseId(published))),
    limit: configuration.catalog?.massChange ?? USUAL_MASS_CHANGE,
  }
}

/** What the ledger is to tell: each release as it was collected, with both verdicts. */
function publicationsOf({ releases, entries }: GatheredReleases): Publication[] {
  return releases.flatMap(({ published, tag, digest }, place) => {
    const verdicts = entries?.[place]?.verdicts
    return verdicts ? [{ ...published, tag, recordSha256: digest, ...verdicts }] : []
  })
}

function countsOf(
  { releases }: GatheredReleases,
  { ignored, aliases }: CollectRun['assigned'],
): CatalogFacts['counts'] {
  const count = (state: string) => releases.filter((each) => each.state === state).length
  return {
    tags: releases.length + aliases.length + ignored,
    releases: releases.length,
    dossiers: count('dossier'),
    quarantined: count('quarantined'),
    ignored,
  }
}

function summarize(
  { content, at, assigned, repository, ledger, scoring, isStateDamaged }: CollectRun,
  gathered: GatheredReleases,
  extended: Written | null,
): RunSummary {
  const { read, removed, releases } = gathered
  return {
    content,
    at,
    counts: countsOf(gathered, assigned),
    read,
    reused: releases.length - read,
    removed,
    ledger: { entries: extended?.head.entries ?? ledger.split('\n').length - 1, added: extended?.added ?? 0 },
    lost: extended?.lost ?? [],
    mended: [...(isStateDamaged ? [STATE_FILE] : []), ...new Set(gathered.damaged), ...gathered.stray].sort(),
    quarantined: sortRemarks(gathered.quarantined),
    unknown: sortRemarks(gathered.unknown),
    refusedScoring: scoring.refused,
    gitProcesses: repository.git.started,
  }
}
