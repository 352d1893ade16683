import { buildSite, type SiteOptions } from '#build/site.ts'
import { asBase, asOrigin } from '#lib/arguments.ts'
import { newProgram, runProgram } from '#lib/program.ts'
import { count } from '#lib/text.ts'

const program = newProgram('npm run build --', 'Builds the site from what was collected.')
  .option('--content <dir>', 'folder that was collected into', 'content')
  .option('--authored <dir>', 'folder with the services, the runbooks and the guide', 'content')
  .option('--out <dir>', 'where the site goes; it is replaced when the new one is whole', 'dist')
  .option('--base </path/>', 'path that the site lives under (default: as collected)', asBase)
  .option('--site <https://host>', 'origin of the published site (default: as collected)', asOrigin)
  .option('--lenient', 'show a diagram that cannot be drawn as its source instead of stopping')
  .action(async (options: SiteOptions) => {
    const started = performance.now()
    const pages = await buildSite(options)
    const seconds = Math.round((performance.now() - started) / 1000)
    console.log(`Built ${count(pages, 'page')} in ${seconds} s: ${options.out}`)
  })

await runProgram(program)
