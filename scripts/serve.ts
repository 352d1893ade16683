import { parseArgs } from 'node:util'
import { serve } from '#serve/serve.ts'

const USAGE = 'Usage: npm run serve -- [--folder DIR] [--base /path/] [--port NUMBER]'

const options = {
  folder: { type: 'string', default: 'dist' },
  base: { type: 'string', default: '/' },
  port: { type: 'string', default: '4321' },
} as const

try {
  const { folder, base, port } = parseArgs({ options }).values
  if (!/^\/(.*\/)?$/.test(base)) throw new Error(`--base ${base} must start and end with /.`)
  if (!/^\d{1,5}$/.test(port)) throw new Error(`--port ${port} is not a port number.`)
  const { url } = await serve({ folder, base, port: Number(port) })
  console.log(`Serving ${folder} at ${url} (stop with Ctrl+C)`)
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\n${USAGE}`)
  process.exitCode = 2
}
