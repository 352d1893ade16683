import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

// Stripping types and compiling cost more than a small command itself: both are remembered between runs.
enableCompileCache(join(import.meta.dirname, '../.cache/node'))
const { main } = await import('./commands/program.ts')
process.exitCode = await main(process.argv)
