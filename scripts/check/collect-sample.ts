import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'

/** The moment at which the sample is judged: its dates are fixed, so its "today" is too. */
const AT = '2026-08-15T00:00:00Z'

const CONTENT = '.cache/test/content'
const LEDGER = '.cache/sample/ledger.ndjson'

// A ledger remembers what other versions of this program published.
rmSync(join(CONTENT, 'ledger.ndjson'), { force: true })

const STEPS = [
  ['scripts/sample/build.ts'],
  ['scripts/catalog.ts', 'collect', '--content', CONTENT, '--at', AT, '--ledger', LEDGER],
]

// Collects the sample into the folder that the types and the browser tests are checked with.
process.exitCode = STEPS.map(
  (step) => spawnSync(process.execPath, step, { stdio: 'inherit' }).status ?? 70,
).find((status) => status !== 0)
