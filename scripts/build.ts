import { buildSite, type SiteOptions } from '#build/site.ts'
import { asBase, asOrigin } from '#lib/arguments.ts'
import { openMade, type Places, withPlaces } from '#lib/places.ts'
import { newProgram, runProgram } from '#lib/program.ts'
import { countOf, printable } from '#lib/text.ts'

const program = withPlaces(newProgram('npm run build --', 'Builds the site from what was collected.'))
  .option('--content <dir>', 'folder that was collected into (default: content)')
  .option('--authored <dir>', 'folder with the services, the runbooks and the guide (default: content)')
  .option('--out <dir>', 'where the site goes; it is replaced when the new one is whole (default: dist)')
  .option('--base </path/>', 'path that the site lives under (default: as collected)', asBase)
  .option('--site <https://host>', 'origin of the published site (default: as collected)', asOrigin)
  .option('--lenient', 'show a diagram that cannot be drawn as its source instead of stopping')
  .option('--strict', 'exit with 1 when a page or a diagram could not be made')
  .action(async (options: SiteOptions & Places) => {
    openMade(options)
    const started = performance.now()
    const { pages, failures } = await buildSite(options)
    const seconds = Math.round((performance.now() - started) / 1000)
    for (const { what, why } of failures)
      console.error(
        `warning: ${printable(what)} failed: ${printable(isDebug() ? why : (why.split('\n')[0] ?? ''))}`,
      )
    console.log(`Built ${countOf(pages, 'page')} in ${seconds} s: ${options.out}`)
    if (options.strict && failures.length > 0) process.exitCode = 1
  })

/** As in all programs: where a fault is is told to those who ask. */
function isDebug(): boolean {
  return process.argv.includes('--debug')
}

await runProgram(program)
