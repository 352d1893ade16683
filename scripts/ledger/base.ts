import { join } from 'node:path'
import { breakBetween } from '#decide/ledger/chain.ts'
import { CliError } from '#lib/cli-error.ts'
import { formatFinding } from '#lib/format-finding.ts'
import { printable } from '#lib/text.ts'
import type { LedgerLine } from '#model/ledger.ts'
import { readPlace } from './address.ts'
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

/**
 * The ledger text to go on from: the longer one of what was published and what lies in the content folder, when the
 * shorter is its beginning. Only what was published is proved here; whoever extends the text reads all of it.
 * @throws CliError 1 when the two contradict each other or a chain is broken: nothing must be published then.
 */
export async function ledgerBase({ content, published, isNew }: LedgerOrder): Promise<string> {
  if (isNew) return ''
  const here = join(content, LEDGER_FILE)
  const local = await textAt(here)
  if (published === null) return local ?? ''
  const before = await textAt(published)
  if (before === null) throw new CliError(NOTHING_PUBLISHED.replace('PLACE', printable(published)), 1)
  proved(before, published)
  if (local === null) return before
  const [shorter, longer] = local.length < before.length ? [local, before] : [before, local]
  const line = breakBetween(linesOf(shorter), linesOf(longer))
  if (line === null) return longer
  throw new CliError(
    `${printable(published)} and ${printable(here)} differ from line ${line} on, so one of them was rewritten. Nothing was collected. Find out which; if the local one is a left-over, delete it.`,
    1,
  )
}

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
