import { hash } from 'node:crypto'
import { publishedFacts } from '#decide/ledger/proving.ts'
import { isolated, isolatedNow } from '#lib/isolate.ts'
import { forEachAtOnce } from '#lib/pool.ts'
import type { LedgerLine } from '#model/ledger.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { damagedEvidence, publishedPath } from '#store/published.ts'
import { isStored, loadRecord, type StoredRecord } from '#store/records.ts'
import type { CollectedRelease } from '#store/state.ts'
import { surroundingsKey } from './cache-keys.ts'
import { openEarlierReleases, type Turn } from './earlier-releases.ts'
import { openRoom, type ReleaseRoom } from './evidence/room.ts'
import { forgeFactsOf } from './forge/forges.ts'
import type { Forge, Marks } from './forge/types.ts'
import type { IndexEntry, Judging } from './index/entry.ts'
import { type CachedEvaluations, readJudged } from './index/evaluation-cache.ts'
import { isOfItsPolicy, judgeStored } from './judged.ts'
import { knownLedger } from './known-ledger.ts'
import { dropOthers, isIndexCurrent, isLeftWhole, isUnchanged } from './left-files.ts'
import { countLacking, recordPath } from './record.ts'
import type { ReleaseReader } from './release-reader.ts'
import { type OfferMemory, rememberedUses } from './remembered-offers.ts'
import { type Remarks, remark } from './report.ts'
import { type CollectRun, judgingOf } from './run.ts'
import { artifactsDigest } from './sources/artifact-files.ts'
import { isVerdictKept } from './statements.ts'
import { publishedRecord } from './superseded.ts'
import type { ReadTag } from './tags/git-facts.ts'

/** All releases of the catalog after this run. */
export type GatheredReleases = Remarks & {
  releases: CollectedRelease[]
  /** In the order of the releases. Null when nothing has changed since the last run, the catalog time included. */
  entries: IndexEntry[] | null
  /** The ledger that the verdicts go on from; empty when it need not be read. */
  ledger: readonly LedgerLine[]
  read: number
  removed: number
  /** Records of the last run that were not as it left them, or what was published of their verdicts, and were made again. */
  damaged: string[]
  /** Files that belonged to no release and were removed. */
  stray: string[]
}

/** Reads the releases that are new or have changed, takes over the others, and drops those whose tag is gone. */
export async function collectReleases(given: CollectRun): Promise<GatheredReleases> {
  const { configuration, assigned, context, at } = given
  const artifacts = new Map(
    assigned.tagged.map(({ tag }) => [
      tag,
      isolatedNow(
        () => artifactsDigest(configuration.artifacts, tag),
        (what) => what,
      ),
    ]),
  )
  const isSame = isUnchanged(given, artifacts)
  if (isSame && isIndexCurrent(given) && isLeftWhole(given.content, given.state.releases))
    return sameIndex(given)
  const ledger = knownLedger(given.ledger, configuration)
  const entries = ledger.map(({ entry }) => entry)
  const run = { ...given, judging: judgingOf(context, at, entries), known: ledger }
  const judged = readJudged(run.content, context, at)
  const same = isSame ? sameRecords(run, judged) : null
  if (same) return same
  const gathered = nothing(ledger)
  // Readers and verifiers are half of the program: most runs find nothing to read.
  const { withReleaseReader } = await import('./release-reader.ts')
  await withReleaseReader(run, (session) => readChanged(run, session, { artifacts, judged }, gathered))
  Object.assign(gathered, dropOthers(run, gathered.releases))
  return gathered
}

/** A run that knows what was published before. */
type JudgingRun = CollectRun & { judging: Judging; known: readonly LedgerLine[] }

function nothing(ledger: readonly LedgerLine[] = []): GatheredReleases {
  return {
    releases: [],
    entries: [],
    ledger,
    read: 0,
    removed: 0,
    damaged: [],
    stray: [],
    quarantined: [],
    unknown: [],
  }
}

/** Nothing is different: only what a person should hear is read again. */
function sameIndex({ content, state }: CollectRun): GatheredReleases {
  const gathered = { ...nothing(), releases: [...state.releases], entries: null }
  for (const { path, digest } of state.releases.filter(({ remarkable }) => remarkable)) {
    const stored = loadRecord(content, path, digest)
    if (stored) remark(gathered, stored.record, path)
  }
  return gathered
}

/** Only the time or the policies are different: the stored records are judged again. Null when one was damaged. */
function sameRecords(run: JudgingRun, judged: CachedEvaluations): GatheredReleases | null {
  const gathered = nothing(run.known)
  return run.state.releases.every((collected) => takeOver(run, judged, collected, gathered)) ? gathered : null
}

/** Takes a release over from the last run, with its verdict while that holds. False when its record is damaged. */
function takeOver(
  run: JudgingRun,
  judged: CachedEvaluations,
  collected: CollectedRelease,
  gathered: GatheredReleases,
): boolean {
  const { path, digest, remarkable } = collected
  const entry = judged.get(path)
  const holds = entry?.line.digest === digest && isOfItsPolicy(entry, collected, run.judging)
  const isWhole = isStored(run.content, path, digest) && isVerdictKept(run.content, collected)
  if (entry && holds && !remarkable && isWhole) {
    gathered.releases.push(collected)
    gathered.entries?.push(entry)
    return true
  }
  const stored = isolatedNow(
    () => loadRecord(run.content, path, digest),
    () => null,
  )
  if (stored) add(run, gathered, stored, collected)
  if (!isWhole) gathered.damaged.push(path)
  return stored !== null
}

/** So many releases are read at a time: enough to keep git busy, few enough to keep memory low. */
const AT_ONCE = 64

async function readChanged(
  run: JudgingRun,
  session: ReleaseReader,
  { artifacts, judged }: { artifacts: ReadonlyMap<string, string>; judged: CachedEvaluations },
  gathered: GatheredReleases,
): Promise<void> {
  const known = new Map(
    run.state.recordsKey === run.recordsKey ? run.state.releases.map((each) => [each.tag, each]) : [],
  )
  run.progress.step('Reading releases')
  const offered = await rememberedUses(run.memory ?? ownMemory(run), run.state.releases, session.tags)
  const queue = openEarlierReleases(session.before, offered)
  const rooms = openRoom()
  await forEachAtOnce(session.tags, AT_ONCE, async (tag) => {
    const turn = queue.join(tag)
    const room = rooms.open()
    try {
      const sources = {
        artifacts: artifacts.get(tag.tag) ?? '',
        surroundings: await surroundingsOf(tag, session),
      }
      const before = known.get(tag.tag)
      const lost = damagedEvidence(run.content, before?.evidence ?? [])
      gathered.damaged.push(...lost)
      const isKept =
        lost.length === 0 && isReusable(before, tag, sources, run) && (await isStillSaid(before, turn))
      if (isKept && takeOver(run, judged, before, gathered)) turn.leave(before)
      else await readNew(run, session, { tag, sources, turn, room }, gathered)
    } finally {
      // Those who wait must not wait for what has failed.
      turn.fail()
      room.close()
    }
    run.progress.count(gathered.releases.length, session.tags.length)
  })
}

/** What the ledger that a run goes on from tells of. */
function ownMemory({ known, content, published }: JudgingRun): OfferMemory {
  return {
    entries: known.map(({ entry }) => entry),
    recordOf: (entry) => publishedRecord(entry, content, published),
  }
}

/** True when earlier releases stand to a release as they did when it was read. */
const isStillSaid = (before: CollectedRelease, turn: Turn) => turn.come.then(() => turn.isSame(before))

/** Of what cannot be told nothing is taken over: an empty digest is that of no surroundings. */
function surroundingsOf(tag: ReadTag, session: ReleaseReader): Promise<string> {
  return isolated(
    async () => surroundingsKey(tag, session.before(tag), await session.stateOf(tag)),
    () => '',
  )
}

type Sources = Pick<CollectedRelease, 'artifacts' | 'surroundings'>

function isReusable(
  before: CollectedRelease | undefined,
  { id }: ReadTag,
  sources: Sources,
  { forge }: CollectRun,
): before is CollectedRelease {
  // What could not be known may be known by now.
  if (before === undefined || before.lacking > 0) return false
  if (sources.surroundings === '' || forge?.hasNews(before.marks)) return false
  return (
    before.id === id && before.surroundings === sources.surroundings && before.artifacts === sources.artifacts
  )
}

async function readNew(
  run: JudgingRun,
  session: ReleaseReader,
  { tag, sources, turn, room }: { tag: ReadTag; sources: Sources; turn: Turn; room: ReleaseRoom },
  gathered: GatheredReleases,
): Promise<void> {
  const { record, text, publish } = await session.read(tag, {
    compare: async (offer) => {
      await turn.come
      return turn.compare(offer)
    },
    room,
  })
  // A release that could not be read is compared with nothing, and must not overtake the others either.
  await turn.come
  const facts = publishedFacts(record)
  const kept = turn.keep(record)
  turn.leave(kept)
  const path = recordPath(record)
  const digest = hash('sha256', text)
  run.store.write(path, text)
  for (const [sha256, artifact] of publish) run.store.write(publishedPath(sha256), artifact)
  gathered.read += 1
  const lacking = countLacking(record, run.forge)
  const remarkable = record.quarantine.length + record.git.unknown.length > 0
  const collected = {
    tag: tag.tag,
    id: tag.id,
    ...sources,
    published: facts,
    path,
    digest,
    state: record.state,
    marks: marksOf(record, run.forge),
    statement: null,
    evaluation: null,
    evidence: [...publish.keys()].sort(),
    ...kept,
    lacking,
    remarkable,
  }
  add(run, gathered, { record, digest }, collected)
}

function marksOf(record: ReleaseRecord, forge: Forge | null): Marks {
  const facts = forgeFactsOf(record)
  return facts && forge ? forge.marksOf(facts, record) : {}
}

function add(
  run: JudgingRun,
  gathered: GatheredReleases,
  stored: StoredRecord,
  collected: CollectedRelease,
): void {
  const judged = judgeStored(run, stored, collected.path)
  const { record, digest } = judged.stored
  // What could not be judged is read again by the next run.
  const failed = {
    digest,
    state: record.state,
    evidence: [],
    lacking: collected.lacking + 1,
    remarkable: true,
  }
  gathered.releases.push({ ...collected, ...judged.kept, ...(judged.isFailed ? failed : {}) })
  gathered.entries?.push(judged.entry)
  remark(gathered, record, collected.path)
}
