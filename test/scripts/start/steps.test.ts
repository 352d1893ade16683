import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { CliError } from '#lib/cli-error.ts'
import { runScript } from '#start/steps.ts'

const folder = mkdtempSync(join(tmpdir(), 'catalog-steps-'))
afterAll(() => rmSync(folder, { recursive: true }))

function script(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

describe('runScript', () => {
  test('keeps the last line of a step that succeeds', async () => {
    const good = script('good.mjs', 'console.log("begun"); console.log("done")')
    await expect(runScript(good, [])).resolves.toBe('done')
  })

  test('passes on what a failed step said and its exit code', async () => {
    const failing = script('bad.mjs', 'console.error("no", process.argv[2]); process.exitCode = 75')
    const error = await runScript(failing, ['luck']).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(CliError)
    expect(error).toMatchObject({ message: 'no luck', exitCode: 75 })
  })

  test('names the step when it printed nothing itself', async () => {
    const silent = script('silent.mjs', 'process.exitCode = 1')
    await expect(runScript(silent, [])).rejects.toMatchObject({
      message: `node ${silent} ended with exit code 1.`,
    })
  })
})
