import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import type { Command } from 'commander'

// Stripping types and compiling cost more than a small command itself: both are remembered between runs.
enableCompileCache(join(import.meta.dirname, '../.cache/node'))
// A release in work is a few hundred short-lived kilobytes: with more room for them, fewer are moved before they die.
setFlagsFromString('--max-semi-space-size=64')
// Loaded now, so that the cache holds it too.
const { newProgram, runProgram } = await import('#lib/program.ts')
const { withPlaces } = await import('#lib/places.ts')

/** How each command mounts itself. They share little, so only the one that is asked for is loaded. */
const COMMANDS: Readonly<Record<string, () => Promise<(program: Command) => void>>> = {
  baseline: async () => (await import('#commands/baseline.ts')).addBaselineCommand,
  compare: async () => (await import('#commands/compare.ts')).addCompareCommand,
  collect: async () => (await import('#commands/collect.ts')).addCollectCommand,
  index: async () => (await import('#commands/collect.ts')).addIndexCommand,
  dossier: async () => (await import('#commands/dossier.ts')).addDossierCommand,
  evaluate: async () => (await import('#commands/evaluate.ts')).addEvaluateCommand,
  formats: async () => (await import('#commands/formats.ts')).addFormatsCommand,
  init: async () => (await import('#commands/init.ts')).addInitCommand,
  plan: async () => (await import('#commands/plan.ts')).addPlanCommand,
  releases: async () => (await import('#commands/releases.ts')).addReleasesCommand,
  read: async () => (await import('#commands/read.ts')).addReadCommand,
  scoring: async () => (await import('#commands/scoring.ts')).addScoringCommand,
  schema: async () => (await import('#commands/schema.ts')).addSchemaCommand,
  verify: async () => (await import('#commands/verify.ts')).addVerifyCommand,
}

const program = withPlaces(
  newProgram(
    'npm run catalog --',
    'A catalog of releases whose go/no-go is recomputed from published evidence.',
  ),
)
const asked = process.argv.slice(2).find((word) => !word.startsWith('-'))
const known = Object.entries(COMMANDS)
const wanted = known.filter(([name]) => name === asked)
for (const [, load] of wanted.length > 0 ? wanted : known) (await load())(program)
await runProgram(program)
