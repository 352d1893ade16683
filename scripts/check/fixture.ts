import { spawnSync } from 'node:child_process'

/** The moment at which the sample is judged: its dates are fixed, so its "today" is too. */
const AT = '2026-08-15T00:00:00Z'

const STEPS = [
  ['scripts/sample/build.ts'],
  ['scripts/catalog.ts', 'collect', '--content', '.cache/test/content', '--at', AT],
]

// Collects the sample into the folder that the types and the browser tests are checked with.
process.exitCode = STEPS.map(
  (step) => spawnSync(process.execPath, step, { stdio: 'inherit' }).status ?? 70,
).find((status) => status !== 0)
