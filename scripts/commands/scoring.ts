import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { beside, readServices } from '#collect/configuration/configuration.ts'
import { scoringBeside } from '#collect/configuration/scoring.ts'
import { canonical } from '#decide/lib/canonical.ts'
import { scoringAt } from '#decide/scoring/queue.ts'
import { CliError } from '#lib/cli-error.ts'
import { readPlain } from '#lib/files.ts'
import type { Places } from '#lib/places.ts'
import { printable } from '#lib/text.ts'
import { catalogTime } from '#lib/time.ts'
import { scoringDocument, scoringText } from '#messages/scoring.ts'
import { CatalogFacts } from '#model/catalog.ts'

export type ScoringOptions = Pick<Places, 'content'> &
  Partial<Places> & { config?: string; format: string; at?: string }

/** Mounts `catalog scoring` on the command line; the exit code goes to `process.exitCode`. */
export function addScoringCommand(program: Command): void {
  program
    .command('scoring')
    .description(
      'say which scoring profile orders which review queue, and why; exit 1 when a scoring file is left out. It changes no verdict',
    )
    .option(
      '--config <file>',
      'configuration beside which the scoring files lie (default: content/catalog.yaml)',
    )
    .option('--content <folder>', 'folder of the collected catalog (default: content)')
    .option('--at <instant>', 'the moment to ask for, such as 2026-05-01T12:00:00Z (default: now)')
    .option('--format <name>', 'text or json', 'text')
    .action((options: ScoringOptions) => {
      const { text, exitCode } = scoringCommand(options)
      process.stdout.write(text)
      process.exitCode = exitCode
    })
}

/**
 * What the scoring files beside a configuration come to. Nothing that is dated after the moment counts.
 * @returns what to print, and the exit code: 1 when a file is left out.
 * @throws CliError 2 for an unknown format, or a moment that is none.
 */
export function scoringCommand(
  options: ScoringOptions,
  environment: NodeJS.ProcessEnv = process.env,
): { text: string; exitCode: 0 | 1 } {
  const { format } = options
  if (format !== 'text' && format !== 'json')
    throw new CliError(`--format ${printable(format)}: use text or json.`)
  const at = catalogTime(options.at, environment)
  const registry = scoringBeside(options, at)
  const document = scoringDocument(scoringAt(registry, servicesOf(options), at), registry)
  const text =
    format === 'json'
      ? `${canonical(document)}\n`
      : scoringText(document).split('\n').map(printable).join('\n')
  return { text, exitCode: registry.refused.length > 0 ? 1 : 0 }
}

/** The services that are configured; where none are, those that were guessed when the catalog was collected. */
function servicesOf(options: ScoringOptions): string[] {
  const folder = beside(options, 'services')
  const configured = folder === null ? [] : readServices(folder)
  if (configured.length > 0) return configured.map(({ id }) => id)
  const file = join(options.content, 'catalog.json')
  if (!existsSync(file)) return []
  const facts = CatalogFacts.safeParse(JSON.parse(readPlain(file).toString('utf8')))
  return facts.success ? facts.data.services.map(({ id }) => id) : []
}
