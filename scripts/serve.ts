import { asBase, asPort } from '#lib/arguments.ts'
import { type Places, withPlaces } from '#lib/places.ts'
import { newProgram, runProgram } from '#lib/program.ts'
import { type ServeOptions, serve } from '#serve/serve.ts'

const program = withPlaces(
  newProgram('npm run serve --', 'Serves a built site on this machine, as GitHub Pages would.'),
)
  .option('--folder <dir>', 'folder of the site (default: dist)')
  .option('--base </path/>', 'path that the site was built for', asBase, '/')
  .option('--port <number>', 'port to serve at; 0 takes any free one', asPort, 4321)
  .action(
    async ({ base, port, folder, out }: Partial<Pick<ServeOptions, 'folder'>> & ServeOptions & Places) => {
      const shown = folder ?? out
      const { url } = await serve({ folder: shown, base, port })
      console.log(`Serving ${shown} at ${url} (stop with Ctrl+C)`)
    },
  )

await runProgram(program)
