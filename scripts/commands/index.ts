import type { Command } from 'commander'
import { reindex } from '#collect/reindex.ts'
import { count } from '#lib/text.ts'
import { catalogTime } from '#lib/time.ts'

type Options = { content: string; config?: string; at?: string }

/** `catalog index`: judges what was collected again, at another time or by other policies. */
export function addIndexCommand(program: Command): void {
  program
    .command('index')
    .description('judge the collected releases again and write the index; reads no repository')
    .option('--content <dir>', 'folder that was collected into', 'content')
    .option(
      '--config <file>',
      'configuration whose policies judge (default: content/catalog.yaml, if there is one)',
    )
    .option('--at <instant>', 'catalog time, such as 2026-11-21T12:00:00Z (default: now)')
    .action((options: Options) => {
      const at = catalogTime(options.at, process.env)
      console.log(`Judged ${count(reindex({ ...options, at }), 'release')} at ${at}.`)
    })
}
