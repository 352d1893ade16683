import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildSample, SAMPLE } from '#sample/build.ts'

const CONTENT = '.cache/test/content'

// Collects the sample into the folder that the types and the browser tests are checked with.
await buildSample()
// A ledger remembers what other versions of this program published, and so does what stands beside it.
for (const file of ['ledger.ndjson', 'catalog.json', 'published.json'])
  rmSync(join(CONTENT, file), { force: true })
const { config, at, ledger } = SAMPLE
const collect = ['collect', '--config', config, '--content', CONTENT, '--at', at, '--ledger', ledger]
const { status } = spawnSync(process.execPath, ['scripts/catalog.ts', ...collect], { stdio: 'inherit' })
process.exitCode = status ?? 70
