import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'

/** One command of `npm test`. */
export interface CheckStep {
  name: string
  command: string
  args: readonly string[]
  env?: Readonly<Record<string, string>>
  /** Where the command writes Vitest's JSON report; the step then counts its tests, else itself. */
  report?: string
}

export interface StepResult {
  ok: boolean
  passed: number
  failed: number
  /** Everything the command wrote. */
  output: string
  seconds: number
}

/** Runs a step to its end, without standard input. A command that cannot start is a failure, not an error. */
export function runStep(step: CheckStep): StepResult {
  if (step.report) rmSync(step.report, { force: true })
  const started = performance.now()
  const child = spawnSync(step.command, step.args, {
    encoding: 'utf8',
    env: { ...process.env, ...step.env },
    maxBuffer: 256 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const seconds = (performance.now() - started) / 1000
  const output = [child.stdout, child.stderr, child.error?.message].filter(Boolean).join('')
  return { ...count(step, child.status === 0), output, seconds }
}

/** The last line of a run, by which CI counts. */
export function summaryLine(results: readonly StepResult[]): string {
  const sum = (key: 'passed' | 'failed') => results.reduce((total, result) => total + result[key], 0)
  return `${sum('passed')} passed, ${sum('failed')} failed`
}

/** A run of tests without any test, or without a report, has shown nothing: it failed. */
function count({ report }: CheckStep, ok: boolean): Pick<StepResult, 'ok' | 'passed' | 'failed'> {
  if (!report) return { ok, passed: ok ? 1 : 0, failed: ok ? 0 : 1 }
  const { numPassedTests: passed, numFailedTests: failed } = readReport(report)
  const good = ok && failed === 0 && passed > 0
  return { ok: good, passed, failed: good ? 0 : Math.max(failed, 1) }
}

function readReport(path: string): { numPassedTests: number; numFailedTests: number } {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : { numPassedTests: 0, numFailedTests: 0 }
}
