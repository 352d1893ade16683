import { join } from 'node:path'
import { breakBetween } from '#decide/ledger/chain.ts'
import { CliError } from '#lib/cli-error.ts'
import { formatFinding } from '#lib/format-finding.ts'
import { countOf, printable } from '#lib/text.ts'
import type { LedgerHead, LedgerLine } from '#model/ledger.ts'
import { besideLedger, isAddress, readPlace } from './address.ts'
import {
  headNamed,
  headOfLines,
  type LedgerMemory,
  PUBLISHED_FILE,
  readMemory,
  refuseForgotten,
} from './memory.ts'
import { readLedger } from './text.ts'

/** Where the ledger lies in a content folder. */
export const LEDGER_FILE = 'ledger.ndjson'

/** A hundred thousand publications. */
export const LARGEST_LEDGER = 128 << 20

/** Which ledger a run goes on from. */
type LedgerOrder = {
  content: string
  /** Path or address of the ledger that was published before; null when there is only the content folder's. */
  published: string | null
  /** True: there is no earlier ledger, a new one is started. */
  isNew: boolean
}

/** The text that a run goes on from, and the head of the ledger that is published; null without one. */
type LedgerBase = { text: string; published: LedgerHead | null }

/**
 * The ledger to go on from: the longer one of what was published and what lies in the content folder, when the shorter is
 * its beginning. Neither may lack what the content folder remembers of it, and the published one must be whole: as
 * `catalog.json` beside it says, and as a publication ends. Only what was published is proved here; whoever extends the
 * text reads all of it.
 * @throws CliError 1 when the two contradict each other, a chain is broken or entries are lost: nothing must be published
 *   then.
 */
export async function ledgerBase({ content, published, isNew }: LedgerOrder): Promise<LedgerBase> {
  if (isNew) return { text: '', published: null }
  const here = join(content, LEDGER_FILE)
  const memory = readMemory(content)
  const local = await textAt(here)
  const before = published === null ? null : await publishedLedger(published, memory)
  const text = longer({ place: here, text: local ?? '' }, before)
  refuseForgotten(linesOf(text), memory.left, here, LOCAL_LOST)
  return { text, published: before && headOfLines(linesOf(before.text)) }
}

type PlacedLedger = { place: string; text: string }

async function publishedLedger(place: string, { published }: LedgerMemory): Promise<PlacedLedger> {
  const text = await textAt(place)
  if (text === null) throw new CliError(NOTHING_PUBLISHED.replace('PLACE', printable(place)), 1)
  proved(text, place)
  const lines = linesOf(text)
  refuseForgotten(lines, published, place, PUBLISHED_LOST)
  await refuseOtherHead(lines, place)
  return { place, text }
}

/** A site publishes its ledger and `catalog.json`, which names the head, together: one alone was cut or replaced. */
async function refuseOtherHead(lines: readonly string[], place: string): Promise<void> {
  const beside = besideLedger(place, 'catalog.json')
  const facts = await textAt(beside)
  if (facts === null && lines.length > 0 && !isAddress(place)) return
  const said = facts === null ? null : headNamed(facts)
  const found = headOfLines(lines)
  if (said?.entries === found.entries && said.head === found.head) return
  const tells = said ? `${printable(beside)} says ${inWords(said)}` : `${printable(beside)} names no head`
  throw new CliError(
    `The ledger at ${printable(place)} has ${inWords(found)}, but ${tells}. It was cut or replaced, or a publication is under way. Nothing was collected. Try again in ten minutes; if it stays so, find out who changed it. ${PUBLISHED_LOST}`,
    1,
  )
}

function inWords({ entries, head }: LedgerHead): string {
  return entries === 0 ? 'no entry' : `${countOf(entries, 'entry', 'entries')}, the last with digest ${head}`
}

function longer(local: PlacedLedger, published: PlacedLedger | null): string {
  if (published === null) return local.text
  const [here, there] = [linesOf(local.text), linesOf(published.text)]
  const isShorter = there.length < here.length
  const line = isShorter ? breakBetween(there, here) : breakBetween(here, there)
  if (line !== null)
    throw new CliError(
      `${printable(published.place)} and ${printable(local.place)} differ from line ${line} on, so one of them was rewritten. Nothing was collected. Find out which; if the local one is a left-over, delete it and ${PUBLISHED_FILE} beside it.`,
      1,
    )
  if (!isShorter) return published.text
  const [last, next] = [momentOf(there.at(-1)), momentOf(here[there.length])]
  if (last === null || last !== next) return local.text
  throw new CliError(
    `The ledger at ${printable(published.place)} ends after ${inWords(headOfLines(there))}, in the middle of what was published at ${last}: it was cut off. Nothing was collected. ${PUBLISHED_LOST}`,
    1,
  )
}

/** Every entry of one publication has its moment: between two entries of the same moment no ledger ends. */
function momentOf(line: string | undefined): string | null {
  return line === undefined ? null : (/"at":"([^"]+)"/.exec(line)?.[1] ?? null)
}

const PUBLISHED_LOST =
  'Whoever kept a copy can tell what is missing. To publish the ledger that this folder kept, collect with --ledger and the path of its ledger.ndjson.'

const LOCAL_LOST =
  'Put it back from a copy, or name the ledger that was published last with --ledger. Only --new-ledger starts without a past.'

/** The lines of a ledger. @throws CliError 1 that names the place and the first line that is wrong. */
export function proved(text: string, place: string): LedgerLine[] {
  const ledger = readLedger(text)
  if (ledger.ok) return ledger.lines
  throw new CliError(`${printable(place)}: ${formatFinding(ledger.fault)}`, 1)
}

const NOTHING_PUBLISHED =
  'There is no ledger at PLACE. For the very first publication start one with --new-ledger; otherwise find out who removed it, since publishing now would forget everything published before.'

async function textAt(place: string): Promise<string | null> {
  const bytes = await readPlace(place, LARGEST_LEDGER)
  return bytes === null ? null : bytes.toString('utf8')
}

function linesOf(text: string): string[] {
  return text.split('\n').filter(Boolean)
}
