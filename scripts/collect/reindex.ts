import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Publication } from '#decide/ledger/ledger.ts'
import { publishedFacts } from '#decide/ledger/proving.ts'
import { LEDGER_FILE } from '#ledger/base.ts'
import { extendLedger } from '#ledger/extend.ts'
import { sha256 } from '#ledger/text.ts'
import { CliError } from '#lib/cli-error.ts'
import { readPlain } from '#lib/files.ts'
import { CatalogFacts } from '#model/catalog.ts'
import { takeLock } from '#store/lock.ts'
import { requirePublished } from '#store/published.ts'
import { allRecords } from '#store/records.ts'
import { type CollectedRelease, readState, STATE_FILE } from '#store/state.ts'
import { openStore } from '#store/store.ts'
import { indexKey } from './cache-keys.ts'
import { type CatalogContext, contextOf } from './configuration/catalog-context.ts'
import { type Home, limitBeside, policiesBeside, runbooksBeside } from './configuration/configuration.ts'
import { scoringBeside, writeScoring } from './configuration/scoring.ts'
import { writeIndex } from './index/write.ts'
import { judgeStored } from './judged.ts'
import { knownLedger } from './known-ledger.ts'
import { refuseMassChange } from './mass-change.ts'
import { type Remarks, remark } from './report.ts'
import { judgingOf } from './run.ts'
import type { KeptVerdict } from './statements.ts'

/** Which collected catalog to judge again, with the policies beside which configuration, at which catalog time. */
type Reindex = Home & {
  content: string
  config?: string | undefined
  at: string
  /** A change of much of what was published is meant. */
  acceptChanges?: boolean | undefined
}

/**
 * Judges all collected records again: writes the index, the ledger and `catalog.json`, reads no repository.
 * @returns how many releases were judged.
 * @throws CliError 2 when nothing was collected there or what was published is damaged, 1 for a policy that was edited after it judged a published
 *   release, and for much that would be judged otherwise.
 */
export function reindex({ content, at, acceptChanges = false, ...given }: Reindex): number {
  if (!existsSync(join(content, 'releases'))) throw nothingThere(content)
  const unlock = takeLock(join(content, 'releases'))
  try {
    const store = openStore(content)
    requirePublished(content)
    const facts = readFacts(content)
    const judges = policiesBeside(given)
    const context: CatalogContext = {
      ...contextOf(facts),
      policies: [...judges.policies],
      runbooks: runbooksBeside(given),
    }
    const text = readPlain(join(content, LEDGER_FILE)).toString('utf8')
    const lines = knownLedger(text, judges)
    const judging = judgingOf(
      context,
      at,
      lines.map(({ entry }) => entry),
    )
    const judged = judgeAll({ store, content, context, judging })
    const { entries, publications } = judged
    const ledger = extendLedger(text, lines, publications, at)
    if (!acceptChanges)
      refuseMassChange({
        before: lines,
        after: ledger.lines,
        quarantined: judged.quarantined,
        known: new Set(),
        limit: limitBeside(given),
      })
    writeScoring(store, content, scoringBeside(given, at))
    writeIndex(store, entries, context, { at, counts: facts.counts, ledger })
    store.write(LEDGER_FILE, ledger.text)
    const made = { indexKey: indexKey(context, at), ledger: sha256(ledger.text) }
    const state = readState(content)
    const releases = state.releases.map((each) => remembered(each, judged.left.get(each.path)))
    store.write(STATE_FILE, JSON.stringify({ ...state, ...made, releases }))
    store.commit()
    return entries.length
  } finally {
    unlock()
  }
}

type LeftRelease = KeptVerdict & { isFailed: boolean }

/** What could not be judged is read again by the next collect. */
function remembered(release: CollectedRelease, left: LeftRelease | undefined): CollectedRelease {
  if (left === undefined) return release
  const { isFailed, ...kept } = left
  return { ...release, ...kept, lacking: release.lacking + (isFailed ? 1 : 0) }
}

function judgeAll(run: Parameters<typeof judgeStored>[0]) {
  const publications: Publication[] = []
  /** What the next collect has to know of a record, by its path. */
  const left = new Map<string, LeftRelease>()
  const remarks: Remarks = { quarantined: [], unknown: [] }
  const entries = Array.from(allRecords(run.content), (stored) => {
    const { entry, kept, stored: judged, isFailed } = judgeStored(run, stored, stored.path)
    const { record, digest } = judged
    left.set(stored.path, { ...kept, isFailed })
    if (isFailed) remark(remarks, record, stored.path)
    const facts = { ...publishedFacts(record), tag: record.git.tag, recordSha256: digest }
    publications.push({ ...facts, ...entry.verdicts })
    return entry
  })
  return { entries, publications, left, quarantined: remarks.quarantined }
}

function readFacts(content: string): CatalogFacts {
  const path = join(content, 'catalog.json')
  if (!existsSync(path)) throw nothingThere(content)
  const facts = CatalogFacts.safeParse(JSON.parse(readPlain(path).toString('utf8')))
  if (facts.success) return facts.data
  throw new CliError(`${path} was written by another version. Run: npm run catalog -- collect`)
}

function nothingThere(content: string): CliError {
  return new CliError(
    `Nothing has been collected into ${content}. Run: npm run catalog -- collect --content ${content}`,
  )
}
