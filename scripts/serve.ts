import { asBase, asPort } from '#lib/arguments.ts'
import { newProgram, runProgram } from '#lib/program.ts'
import { type ServeOptions, serve } from '#serve/serve.ts'

const program = newProgram('npm run serve --', 'Serves a built site on this machine, as GitHub Pages would.')
  .option('--folder <dir>', 'folder of the site', 'dist')
  .option('--base </path/>', 'path that the site was built for', asBase, '/')
  .option('--port <number>', 'port to serve at; 0 takes any free one', asPort, 4321)
  .action(async (options: ServeOptions) => {
    const { url } = await serve(options)
    console.log(`Serving ${options.folder} at ${url} (stop with Ctrl+C)`)
  })

await runProgram(program)
