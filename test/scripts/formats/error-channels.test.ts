import { describe, expect, test } from 'vitest'
import { readEvidence } from '#formats/read-evidence.ts'
import { type Change, drop, set } from './changes.ts'

describe('numbers', () => {
  const LIGHTHOUSE = () => ({
    lighthouseVersion: '12.0.0',
    fetchTime: '2026-11-20T10:00:00Z',
    categories: { performance: { score: 0.9 } },
    audits: { a: { score: 0.9, scoreDisplayMode: 'numeric' } },
  })
  const HYPERFINE = () => ({
    results: [{ command: 'x', mean: 1, stddev: 0, times: [1, 1], exit_codes: [0, 0] }],
  })
  const GOOGLE = () => ({
    context: { date: '2026-11-20T10:00:00+00:00' },
    benchmarks: [{ name: 'a', real_time: 1, cpu_time: 1, time_unit: 'ns' }],
  })
  const cases: [string, () => object, Change, string][] = [
    [
      'a page that did not load',
      LIGHTHOUSE,
      set('runtimeError', { code: 'NO_FCP' }),
      'lighthouse.runtime_error',
    ],
    [
      'an error without a code',
      LIGHTHOUSE,
      set('runtimeError', { message: 'x' }),
      'lighthouse.runtime_error',
    ],
    ['a warning about the run', LIGHTHOUSE, set('runWarnings', ['slow']), 'lighthouse.run_warnings'],
    ['an audit in error', LIGHTHOUSE, set('audits.a.scoreDisplayMode', 'error'), 'lighthouse.audit_errors'],
    ['no exit codes', HYPERFINE, drop('results.0.exit_codes'), 'benchmark.no_exit_codes'],
    ['an exit code', HYPERFINE, set('results.0.exit_codes', [0, 1]), 'benchmark.exit_codes'],
    ['a killed command', HYPERFINE, set('results.0.exit_codes', [0, null]), 'benchmark.exit_codes'],
    ['an error message', GOOGLE, set('benchmarks.0.error_message', 'x'), 'benchmark.failed'],
    ['a skipped benchmark', GOOGLE, set('benchmarks.0.skipped', true), 'benchmark.skipped'],
  ]

  test.each(cases)('with %s no limit can make a pass of them', (_, green, change, code) => {
    const read = (document: object) => readEvidence(new TextEncoder().encode(JSON.stringify(document)), null)
    expect(read(green()).judgement).toBe('measurements')
    const document = green()
    change(document)
    const reading = read(document)
    expect(reading.judgement).toBe('verdict')
    expect(reading.status).not.toBe('passed')
    expect(reading.reasons.map((each) => each.code)).toContain(code)
  })

  test.each([
    'panic: oh no',
    'fatal error: all goroutines are asleep',
    'exit status 2',
    'signal: killed',
    '*** Test killed with quit: ran too long',
  ])('of Go that end with "%s" failed', (line) => {
    const text = `BenchmarkFib-8   5000   325 ns/op\n${line}\n`
    expect(readEvidence(new TextEncoder().encode(text), null)).toMatchObject({
      format: 'go-bench',
      status: 'failed',
    })
  })
})
