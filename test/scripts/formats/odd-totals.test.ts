import { describe, expect, test } from 'vitest'
import { readEvidence } from '#formats/read-evidence.ts'

/** Each report has one test, which passed; `said` stands where the file gives one of its own totals. */
const REPORTS: Readonly<Record<string, (said: string) => string>> = {
  'failures of JUnit': (said) => `<testsuite tests="1" failures="${said}"><testcase name="a"/></testsuite>`,
  'errors of JUnit': (said) => `<testsuite tests="1" errors="${said}"><testcase name="a"/></testsuite>`,
  'tests of JUnit': (said) => `<testsuite tests="${said}"><testcase name="a"/></testsuite>`,
  'skipped of JUnit': (said) => `<testsuite tests="1" skipped="${said}"><testcase name="a"/></testsuite>`,
  'failed of NUnit': (said) =>
    `<test-run total="1" failed="${said}" result="Passed"><test-case name="a" result="Passed"/></test-run>`,
  'total of NUnit': (said) =>
    `<test-run total="${said}" result="Passed"><test-case name="a" result="Passed"/></test-run>`,
  'failed of TRX': (said) =>
    `<TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results><UnitTestResult testName="a" outcome="Passed"/></Results><ResultSummary outcome="Completed"><Counters total="1" failed="${said}"/></ResultSummary></TestRun>`,
  'failed of xUnit.net': (said) =>
    `<assemblies><assembly total="1" failed="${said}"><collection><test name="a" result="Pass"/></collection></assembly></assemblies>`,
  'errors of xUnit.net': (said) =>
    `<assemblies><assembly total="1" failed="0" errors="${said}"><collection><test name="a" result="Pass"/></collection></assembly></assemblies>`,
  'failed of CTRF': (said) => ctrf({ tests: 1, failed: said }),
  'tests of CTRF': (said) => ctrf({ tests: said, failed: 0 }),
  'skipped of Playwright': (said) =>
    JSON.stringify({
      config: { version: '1.49.0' },
      errors: [],
      stats: { expected: 1, unexpected: 0, skipped: said, flaky: 0, duration: 1 },
      suites: [{ title: 'a', file: 'a', specs: [playwrightSpec()] }],
    }),
}

function ctrf(summary: Record<string, unknown>): string {
  const tests = [{ name: 'a', status: 'passed', duration: 1 }]
  return JSON.stringify({
    reportFormat: 'CTRF',
    specVersion: '1.0.0',
    results: { tool: { name: 't' }, summary, tests },
  })
}

function playwrightSpec() {
  const results = [{ status: 'passed', duration: 1 }]
  return {
    title: 'x',
    ok: true,
    tests: [{ expectedStatus: 'passed', projectName: '', status: 'expected', results }],
  }
}

/** A report without paths is recognized as none of Playwright, which reads it all the same. */
function formatOf(name: string): string | null {
  return name.endsWith('Playwright') ? 'playwright' : null
}

const ODD = ['Infinity', '99999999999999999999', '9007199254740993', '-1', '1e3', '0x1', 'NaN', '٣']

describe('a total that is no whole number keeps a report from passing', () => {
  test.each(Object.entries(REPORTS))('%s', (name, report) => {
    for (const said of ODD) {
      const { status, reasons } = readEvidence(Buffer.from(report(said)), formatOf(name))
      expect(status, said).toBe('unknown')
      expect(reasons.map(({ code }) => code).join(), said).toMatch(/tests\.odd_total|junit\.unknown_word/)
    }
  })

  test.each(Object.entries(REPORTS))('and one that is bears it out: %s', (name, report) => {
    const right = /^(tests|total) /.test(name) ? '1' : '0'
    const number = name.includes('CTRF') || name.includes('Playwright')
    const text = number ? report(right).replace(`"${right}"`, right) : report(right)
    expect(readEvidence(Buffer.from(text), formatOf(name))).toMatchObject({ status: 'passed', reasons: [] })
  })

  test('blanks around a number hide it from nobody', () => {
    const text = '<testsuite tests="1" failures=" 3 "><testcase name="a"/></testsuite>'
    expect(readEvidence(Buffer.from(text), null).status).not.toBe('passed')
  })
})
