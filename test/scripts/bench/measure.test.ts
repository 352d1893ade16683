import { expect, test } from 'vitest'
import { measure } from '#bench/measure.ts'

const run = (script: string) => measure({ cwd: '.', args: ['-e', script] })
const onLinux = test.skipIf(process.platform !== 'linux')
/** Keeps 200 MB alive in a process of its own while it works for some tenths of a second. */
const WORK = `const held = Buffer.alloc(2e8, 1); let sum = 0; for (let n = 0; n < 3e8; n++) sum += n & held[0]; console.log(sum)`

onLinux('counts the memory and the processor time of processes that a process starts', async () => {
  const nested = `require('node:child_process').execFileSync(process.execPath, ['-e', ${JSON.stringify(WORK)}])`
  const [idle, busy] = [await run(''), await run(nested)]
  expect(busy.memory).toBeGreaterThan(2e8)
  expect(busy.cpu).toBeGreaterThan(idle.cpu)
})

onLinux('counts the processor time of a process that nobody waited for', async () => {
  const script = `const { spawn } = require('node:child_process')
    const child = spawn(process.execPath, ['-e', ${JSON.stringify(`${WORK}; setInterval(() => {}, 1000)`)}])
    child.stdout.on('data', () => setTimeout(() => process.exit(child.kill() ? 0 : 1), 100))`
  const [idle, left] = [await run(''), await run(script)]
  expect(left.cpu).toBeGreaterThan(2 * idle.cpu + 0.1)
})

onLinux('passes on what a process said when it failed', async () => {
  await expect(run("console.error('no such thing'); process.exitCode = 1")).rejects.toThrow('no such thing')
})
