import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Command, InvalidArgumentError } from 'commander'
import { millis } from '#decide/lib/time.ts'
import { matchesOf } from '#decide/query/evaluate.ts'
import { releasesAsCsv, releasesAsJson } from '#decide/query/export.ts'
import { inOrderOf, ORDERS, type OrderName, orderNamed } from '#decide/query/order.ts'
import { parseQuery, type QueryFault } from '#decide/query/parse.ts'
import { columnFrom, columnsFrom, type ReleaseTable, releaseTable } from '#decide/query/table.ts'
import { readLedger } from '#ledger/text.ts'
import { CliError } from '#lib/cli-error.ts'
import { readPlain } from '#lib/files.ts'
import { type Display, displayOf } from '#lib/terminal.ts'
import { countOf, printable } from '#lib/text.ts'
import { catalogTime } from '#lib/time.ts'
import { queryFaultText } from '#messages/query.ts'
import { CatalogFacts } from '#model/catalog.ts'
import { IndexLine } from '#model/index-line.ts'
import { releaseId } from '#model/release.ts'
import { SearchLine } from '#model/search.ts'
import { CatalogSummary } from '#model/summary.ts'
import { releaseLines } from './releases/table.ts'
import { listedRows } from './verify/listed-rows.ts'

interface ReleasesOptions {
  content: string
  sort: OrderName
  at?: string
  json?: boolean
  csv?: boolean
}

/** Mounts `catalog releases` on the command line. */
export function addReleasesCommand(program: Command): void {
  program
    .command('releases')
    .description('list the collected releases that a query lets through, as the list of the site does')
    .argument(
      '[query...]',
      'such as verdict:no-go service:ledger released:>=2026-01 "split payouts" (default: all)',
    )
    .option('--content <dir>', 'folder that was collected into (default: content)')
    .option('--sort <order>', `one of ${Object.keys(ORDERS).join(', ')}`, asOrder, 'newest' as OrderName)
    .option(
      '--at <instant>',
      'moment that today and distances such as 30d are counted from (default: catalog time)',
    )
    .option('--json', 'a JSON array instead of a table')
    .option('--csv', 'CSV instead of a table')
    .action((words: string[], options: ReleasesOptions) => {
      process.stdout.write(listReleases(words.join(' '), options, displayOf(process.stdout)))
    })
}

function asOrder(text: string): OrderName {
  const order = orderNamed(text)
  if (order !== null) return order
  throw new InvalidArgumentError(`It must be one of ${Object.keys(ORDERS).join(', ')}.`)
}

/**
 * The releases that a query lets through, as text.
 * @throws CliError 2 for a text that is no query, with its place, and where nothing was collected.
 */
export function listReleases(text: string, options: ReleasesOptions, display: Display): string {
  const read = parseQuery(text)
  if (!read.ok) throw new CliError(faultLines(text, read.fault))
  const table = tableOf(options.content, options.at)
  const matches = matchesOf(read.query, table)
  const places = inOrderOf(
    options.sort,
    [...matches.keys()].filter((n) => matches[n] === 1),
    table,
  )
  if (options.json) return releasesAsJson(table, places)
  if (options.csv) return releasesAsCsv(table, places)
  const foot = `${places.length} of ${countOf(table.total, 'release')}.`
  return `${[...releaseLines(table, places, display), foot].join('\n')}\n`
}

/** The query, with a mark below the place where it cannot be read. */
function faultLines(text: string, fault: QueryFault): string {
  const shown = printable(text.slice(0, 1000))
  const before = printable(text.slice(0, fault.column - 1)).length
  const mark = `${' '.repeat(before)}${'^'.repeat(Math.max(1, Math.min(fault.length, 60)))}`
  return `${printable(queryFaultText(fault))}\n  ${shown}\n  ${mark}`
}

/** Everything that was collected, as queries look at it. */
function tableOf(content: string, at: string | undefined): ReleaseTable {
  const facts = CatalogFacts.parse(JSON.parse(readText(content, 'catalog.json')))
  const summary = CatalogSummary.parse(JSON.parse(readText(content, 'releases/summary.json')))
  const search = linesOf(content, 'releases/search.ndjson').map((line) => SearchLine.parse(line))
  const lines = linesOf(content, 'releases/index.ndjson').map((line) => IndexLine.parse(line))
  const ledger = readLedger(readText(content, 'ledger.ndjson'))
  const entries = Map.groupBy(ledger.ok ? ledger.lines.map(({ entry }) => entry) : [], releaseId)
  const { rows } = listedRows({ summary, search, lines, entries })
  return releaseTable(columnsFrom(rows), millis(catalogTime(at ?? facts.at, {})), {
    titles: {
      titles: rows.map(({ purpose }) => purpose),
      owners: columnFrom(rows.map(({ owners }) => owners)),
    },
    commits: rows.map(({ commit }) => commit),
  })
}

function linesOf(content: string, path: string): unknown[] {
  return readText(content, path)
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
}

function readText(content: string, path: string): string {
  const file = join(content, path)
  if (existsSync(file)) return readPlain(file).toString('utf8')
  throw new CliError(`${printable(file)} does not exist. Collect releases first: npm run catalog -- collect`)
}
