import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'

// Stripping types and compiling cost more than a small command itself: both are remembered between runs.
enableCompileCache(join(import.meta.dirname, '../.cache/node'))
// A release in work is a few hundred short-lived kilobytes: with more room for them, fewer are moved before they die.
setFlagsFromString('--max-semi-space-size=64')
const { main } = await import('#commands/program.ts')
process.exitCode = await main(process.argv)
