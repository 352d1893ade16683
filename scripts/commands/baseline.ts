import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { baselineOf } from '#decide/baseline/baseline.ts'
import { movedReleases } from '#decide/history/alarms.ts'
import { canonical } from '#decide/lib/canonical.ts'
import { readLedger } from '#ledger/text.ts'
import { CliError } from '#lib/cli-error.ts'
import { readPlain } from '#lib/files.ts'
import type { Places } from '#lib/places.ts'
import { printable } from '#lib/text.ts'
import { baselineSentence, ospsAddress } from '#messages/baseline.ts'
import { apiBaseline, apiServiceBaseline } from '#messages/baseline-api.ts'
import { catalogBaselineText, releaseBaselineText, serviceBaselineText } from '#messages/baseline-report.ts'
import { makeLinks } from '#messages/links.ts'
import { CatalogFacts } from '#model/catalog.ts'
import { type ReleaseRecord, releaseId } from '#model/release.ts'
import { CatalogSummary } from '#model/summary.ts'
import { readSubject } from './evaluate/subject.ts'

type BaselineOptions = Pick<Places, 'content'> & Partial<Places> & { format: string }

/** Mounts `catalog baseline` on the command line. */
export function addBaselineCommand(program: Command): void {
  program
    .command('baseline')
    .description(
      'say what public facts show of a release, of a service over its releases, or of all releases. It is no verdict',
    )
    .argument('[subject]', 'a release such as ledger@1.4.0 or ledger@latest, a service, or none for all')
    .option('--content <folder>', 'folder of the collected catalog (default: content)')
    .option('--format <name>', 'text or json', 'text')
    .action(async (subject: string | undefined, options: BaselineOptions) => {
      process.stdout.write(await baselineCommand(subject, options))
    })
}

/**
 * What public facts show, of what was collected.
 * @param subject `service@version`, a service, a file that holds a record, or undefined for the whole catalog.
 * @returns what to print.
 * @throws CliError 2 for an unknown format or subject, and where nothing was collected.
 */
export async function baselineCommand(
  subject: string | undefined,
  options: BaselineOptions,
): Promise<string> {
  const { content, format } = options
  if (format !== 'text' && format !== 'json')
    throw new CliError(`--format ${printable(format)}: use text or json.`)
  const said =
    subject?.includes('@') || (subject !== undefined && existsSync(subject))
      ? await ofRelease(subject, options)
      : ofCatalog(subject, content)
  return format === 'json' ? `${canonical(said.document)}\n` : `${said.lines.map(printable).join('\n')}\n`
}

type Said = { document: unknown; lines: string[] }

async function ofRelease(subject: string, options: BaselineOptions): Promise<Said> {
  const record = await readSubject(subject, options, AT)
  const items = baselineOf(record, isMoved(record, options.content))
  const requirements = items.map(({ id, title, outcome, osps, paths, ...why }) => ({
    id,
    title,
    outcome,
    sentence: baselineSentence(why),
    paths,
    osps: osps.map((each) => ({ id: each, url: ospsAddress(each) })),
  }))
  const { service, version } = record
  return { document: { service, version, requirements }, lines: releaseBaselineText(record, items) }
}

/** Nothing of a baseline depends on the moment. */
const AT = '2026-01-01T00:00:00Z'

/** Only the ledger knows whether a tag led elsewhere once. */
function isMoved(record: ReleaseRecord, content: string): boolean {
  const file = join(content, 'ledger.ndjson')
  if (!existsSync(file)) return false
  const ledger = readLedger(readPlain(file).toString('utf8'))
  return ledger.ok && movedReleases(ledger.lines.map(({ entry }) => entry)).has(releaseId(record))
}

function ofCatalog(service: string | undefined, content: string): Said {
  const facts = CatalogFacts.parse(readJson(content, 'catalog.json'))
  const summary = CatalogSummary.parse(readJson(content, 'releases/summary.json'))
  const links = makeLinks(facts.base, facts.runbooks, facts)
  if (service === undefined) {
    const document = apiBaseline(facts, summary, links)
    return { document, lines: catalogBaselineText(document) }
  }
  const history = summary.services.find((each) => each.service === service)
  if (history === undefined)
    throw new CliError(
      `There is no service ${printable(service)}. There are: ${facts.services.map(({ id }) => id).join(', ')}.`,
    )
  const document = apiServiceBaseline(facts, service, history, links)
  return { document, lines: serviceBaselineText(document) }
}

function readJson(content: string, path: string): unknown {
  const file = join(content, path)
  if (existsSync(file)) return JSON.parse(readPlain(file).toString('utf8'))
  throw new CliError(`${printable(file)} does not exist. Collect releases first: npm run catalog -- collect`)
}
