import type { Command } from 'commander'
import { catalogTime } from '../collect/clock.ts'
import { collect } from '../collect/collect.ts'
import { SILENT } from '../collect/progress.ts'

type Options = {
  repository?: string
  config?: string
  content: string
  at?: string
  strict?: boolean
  json?: boolean
}

/** `catalog collect`: reads tags, dossiers and evidence of a repository into records and an index. */
export function addCollectCommand(program: Command): void {
  program
    .command('collect')
    .description('Read the tags, dossiers and evidence of a git repository into records and an index.')
    .option('--repository <path-or-url>', 'repository to read; needs no configuration')
    .option('--config <file>', 'configuration to use (default: content/catalog.yaml)')
    .option('--content <dir>', 'folder to write to', 'content')
    .option('--at <instant>', 'catalog time, such as 2026-11-21T12:00:00Z (default: now)')
    .option('--strict', 'exit with 1 when anything is quarantined')
    .option('--json', 'end with one summary object on standard output')
    .action(run)
}

async function run(options: Options): Promise<void> {
  const at = catalogTime(options.at, process.env)
  const summary = await collect({ ...options, at, cache: '.cache/repositories' }, SILENT)
  console.log(JSON.stringify(summary))
  if (options.strict && summary.counts.quarantined > 0) process.exitCode = 1
}
