import { asPort } from '#lib/arguments.ts'
import { type Places, withPlaces } from '#lib/places.ts'
import { newProgram, runProgram } from '#lib/program.ts'
import { type StartOptions, start } from '#start/start.ts'

const program = withPlaces(
  newProgram(
    'npm start --',
    'Collects the repository you stand in, or your catalog, builds the site and serves it; in the folder of the program without content/catalog.yaml, the sample.',
  ),
)
  .option('--repository <path-or-url>', 'repository to show instead; needs no configuration')
  .option('--port <number>', 'port to serve at; 0 takes any free one', asPort, 4321)
  .option(
    '--at <instant>',
    "moment that today means, such as 2026-11-21T12:00:00Z (default: the sample's, or now)",
  )
  .option('--lenient', 'show a diagram that cannot be drawn as its source instead of stopping')
  .action((options: StartOptions & Places) => start(options))

await runProgram(program)
