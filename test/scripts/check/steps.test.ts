import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { runStep, summaryLine } from '#check/steps.ts'

const folder = mkdtempSync(join(tmpdir(), 'catalog-steps-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const node = (script: string) => ({ name: 'step', command: process.execPath, args: ['-e', script] })

/** A command that leaves a report with so many tests and exits with `code`. */
function tests(passed: number, failed: number, code: number) {
  const report = join(folder, 'report.json')
  const json = JSON.stringify({ numPassedTests: passed, numFailedTests: failed })
  const script = `require('node:fs').writeFileSync(${JSON.stringify(report)}, '${json}'); process.exitCode = ${code}`
  return { ...node(script), report }
}

describe('runStep', () => {
  test('counts a command that succeeds as passed', () => {
    expect(runStep(node(''))).toMatchObject({ ok: true, passed: 1, failed: 0 })
  })

  test('counts a command that fails as failed, with what it wrote', () => {
    const result = runStep(node("console.log('out'); console.error('err'); process.exitCode = 3"))
    expect(result).toMatchObject({ ok: false, passed: 0, failed: 1, output: 'out\nerr\n' })
  })

  test('counts a command that does not exist as failed', () => {
    const result = runStep({ name: 'step', command: join(folder, 'nothing'), args: [] })
    expect(result).toMatchObject({ ok: false, passed: 0, failed: 1 })
    expect(result.output).toContain('ENOENT')
  })

  test('gives the command no standard input', () => {
    expect(runStep(node("process.exitCode = require('node:fs').readFileSync(0).length")).ok).toBe(true)
  })

  test.each([
    ['tests that all passed', tests(5, 0, 0), { ok: true, passed: 5, failed: 0 }],
    ['tests that failed', tests(5, 2, 1), { ok: false, passed: 5, failed: 2 }],
    ['an error beside the tests', tests(5, 0, 1), { ok: false, passed: 5, failed: 1 }],
    ['a run without any test', tests(0, 0, 0), { ok: false, passed: 0, failed: 1 }],
    [
      'a run without a report',
      { ...node(''), report: join(folder, 'none') },
      { ok: false, passed: 0, failed: 1 },
    ],
  ])('counts %s', (_name, step, expected) => {
    expect(runStep(step)).toMatchObject(expected)
  })
})

describe('summary', () => {
  test('adds up all steps', () => {
    expect(summaryLine([runStep(tests(5, 2, 1)), runStep(node(''))])).toBe('6 passed, 2 failed')
  })
})
