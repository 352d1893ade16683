import type { Command } from 'commander'
import { type CollectOrder, collect } from '#collect/collect.ts'
import { reindex } from '#collect/reindex.ts'
import { type RunSummary, summaryLines, warningLines } from '#collect/report.ts'
import { openMade, type Places } from '#lib/places.ts'
import { standardProgress } from '#lib/progress.ts'
import { countOf } from '#lib/text.ts'
import { catalogTime } from '#lib/time.ts'

type CollectOptions = Places & {
  repository?: string
  config?: string
  at?: string
  ledger?: string
  newLedger?: boolean
  acceptChanges?: boolean
  strict?: boolean
  json?: boolean
}

/** Mounts `catalog collect` on the command line; the exit code goes to `process.exitCode`. */
export function addCollectCommand(program: Command): void {
  program
    .command('collect')
    .description('read the tags, dossiers and evidence of a git repository into records and an index')
    .option('--repository <path-or-url>', 'repository to read; needs no configuration')
    .option('--config <file>', 'configuration to use (default: content/catalog.yaml)')
    .option('--content <dir>', 'folder to write to (default: content)')
    .option('--at <instant>', 'catalog time, such as 2026-11-21T12:00:00Z (default: now)')
    .option('--ledger <path-or-url>', 'the ledger that was published last: the new one has to continue it')
    .option('--new-ledger', 'start a ledger: for the very first publication')
    .option('--accept-changes', 'go on although much of what was published changes at once')
    .option('--strict', 'exit with 1 when anything is quarantined')
    .option('--json', 'end with one summary object on standard output')
    .action(run)
}

async function run(options: CollectOptions): Promise<void> {
  const at = catalogTime(options.at, process.env)
  openMade(options)
  const summary = await withProgress({ ...options, at, environment: process.env })
  const onGitHub = process.env['GITHUB_ACTIONS'] === 'true'
  // Workflow commands are read from both streams; with --json standard output is the summary's alone.
  for (const line of warningLines(summary, onGitHub)) console.error(line)
  console.log(options.json ? JSON.stringify(summary) : summaryLines(summary).join('\n'))
  if (options.strict && summary.counts.quarantined > 0) process.exitCode = 1
}

async function withProgress(order: CollectOrder): Promise<RunSummary> {
  const progress = await standardProgress(process.stderr)
  try {
    const summary = await collect(order, progress)
    progress.end(true)
    return summary
  } catch (error) {
    progress.end(false)
    throw error
  }
}

type IndexOptions = Places & { config?: string; at?: string; acceptChanges?: boolean }

/** Mounts `catalog index`, which judges what was collected again, at another time or by other policies. */
export function addIndexCommand(program: Command): void {
  program
    .command('index')
    .description('judge the collected releases again and write the index; reads no repository')
    .option('--content <dir>', 'folder that was collected into (default: content)')
    .option(
      '--config <file>',
      'configuration whose policies judge (default: content/catalog.yaml, if there is one)',
    )
    .option('--at <instant>', 'catalog time, such as 2026-11-21T12:00:00Z (default: now)')
    .option('--accept-changes', 'go on although much of what was published is judged otherwise')
    .action((options: IndexOptions) => {
      const at = catalogTime(options.at, process.env)
      console.log(`Judged ${countOf(reindex({ ...options, at }), 'release')} at ${at}.`)
    })
}
