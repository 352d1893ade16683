import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { runScript, StepFailed } from '#start/run-script.ts'

const folder = mkdtempSync(join(tmpdir(), 'start-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function script(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

describe('runScript', () => {
  test('keeps quiet about a step that succeeds', async () => {
    await expect(runScript(script('good.mjs', 'console.log("done")'), [])).resolves.toBeUndefined()
  })

  test('passes on what a failed step said and its exit code', async () => {
    const failing = script('bad.mjs', 'console.error("no", process.argv[2]); process.exitCode = 75')
    const error = await runScript(failing, ['luck']).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(StepFailed)
    expect(error).toMatchObject({ message: 'no luck', exitCode: 75 })
  })

  test('names the step when it printed nothing itself', async () => {
    const silent = script('silent.mjs', 'process.exitCode = 1')
    await expect(runScript(silent, [])).rejects.toMatchObject({
      message: `node ${silent} ended with exit code 1.`,
    })
  })
})
