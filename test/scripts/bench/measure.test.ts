import { expect, test } from 'vitest'
import { measure } from '../../../scripts/bench/measure.ts'

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

onLinux('passes on what a process said when it failed', async () => {
  await expect(run("console.error('no such thing'); process.exitCode = 1")).rejects.toThrow('no such thing')
})
