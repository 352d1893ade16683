/** Writes an evidence file of the nth release as its tool would, at a time in UTC. */
export type Writer = (occasion: { n: number; at: string; name: string }) => { file: string; text: string }

/** A test report: six cases a suite, all passed. */
export function junit(...suites: readonly string[]): Writer {
  return ({ n, at, name }) => {
    const total = suites.length * CASES.length
    const body = suites.map((suite) => {
      const cases = CASES.map(
        (index) => `    <testcase classname="${suite}" name="case ${index} of ${n}" time="0.0${index}"/>`,
      )
      const counts = `tests="${CASES.length}" failures="0" errors="0" skipped="0"`
      return `  <testsuite name="${suite}" ${counts} timestamp="${at}">\n${cases.join('\n')}\n  </testsuite>`
    })
    const lines = ['<?xml version="1.0" encoding="UTF-8"?>', `<testsuites tests="${total}">`, ...body]
    return { file: `${name}.xml`, text: [...lines, '</testsuites>', ''].join('\n') }
  }
}

const CASES = [1, 2, 3, 4, 5, 6] as const

/** A scanner's log that names one high finding in every `period`th release. */
export function sarif(tool: string, period: number): Writer {
  return ({ n, at, name }) => {
    const result = { ruleId: 'B-1', level: 'error', message: { text: `An old package in ${n}` } }
    const run = {
      tool: { driver: { name: tool, version: '1.4.2', rules: [RULE] } },
      invocations: [{ executionSuccessful: true, endTimeUtc: at }],
      results: n % period === 0 ? [result] : [],
    }
    return { file: `${name}.sarif`, text: json({ $schema: SARIF, version: '2.1.0', runs: [run] }) }
  }
}

const SARIF = 'https://json.schemastore.org/sarif-2.1.0.json'
const RULE = {
  id: 'B-1',
  shortDescription: { text: 'An old package' },
  properties: { 'security-severity': '7.5' },
}

/** Measurements under load, each a little different in every release. */
export const metrics: Writer = ({ n, at, name }) => ({
  file: `${name}.json`,
  text: json({
    generatedAt: at,
    tool: { name: 'bench-load', version: '2.0.0' },
    metrics: {
      throughput_rows_per_second: { value: 900 + (n % 97), unit: 'rows/s' },
      failure_rate: 0,
      duration_seconds: { value: 50 + (n % 11), unit: 's' },
      memory_peak_mb: { value: 1000 + (n % 89), unit: 'MB' },
      'http_req_duration.p95': { value: 90 + (n % 40), unit: 'ms' },
    },
  }),
})

/** A person's dated act. */
export function record(act: 'drill' | 'review'): Writer {
  return ({ n, at, name }) => ({
    file: `${name}.json`,
    text: json({
      record: 1,
      act,
      title: `${name} before release ${n}`,
      owner: { name: `Owner ${n % 7}`, role: 'operations' },
      date: at,
      subject: { what: `what runs at release ${n}` },
      result: 'passed',
    }),
  })
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
