import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readEvidence } from '../../../scripts/readers/read.ts'
import { Reading } from '../../../src/model/evidence.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const codes = (reading: Reading) => reading.reasons.map((reason) => reason.code)

const JUNIT = '<testsuite name="s"><testcase name="a"/></testsuite>'
const SARIF = '{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x"}},"results":[]}]}'
const METRICS = '{"metrics":{"a":1}}'

describe('the table of readers', () => {
  test.each([
    ['junit', JUNIT],
    ['sarif', SARIF],
    ['metrics', METRICS],
  ])('%s reads the same by name and by content', (format, text) => {
    expect(readEvidence(bytes(text), format).format).toBe(format)
    expect(readEvidence(bytes(` \n${text}`), null)).toEqual(readEvidence(bytes(text), format))
  })

  test.each([
    ['junit', '<assemblies/>', 'junit.wrong_root', 'unreadable'],
    ['junit', SARIF, 'document.syntax', 'unreadable'],
    ['sarif', JUNIT, 'document.syntax', 'unreadable'],
    ['sarif', METRICS, 'sarif.missing', 'unreadable'],
    ['sarif', '[]', 'sarif.invalid', 'unreadable'],
    ['record', METRICS, 'record.missing', 'unreadable'],
    ['metrics', SARIF, 'metrics.missing', 'unreadable'],
    ['cyclonedx', SARIF, 'evidence.no_reader', 'unknown'],
    ['constructor', SARIF, 'evidence.no_reader', 'unknown'],
  ])('%s does not read %j', (format, text, code, status) => {
    const reading = readEvidence(bytes(text), format)
    expect(reading).toMatchObject({ format, status, judgement: 'verdict' })
    expect(codes(reading)[0]).toBe(code)
    expect(Reading.parse(reading)).toEqual(reading)
  })
})

describe('laws of every reader', () => {
  const formats = fc.constantFrom(null, 'junit', 'sarif', 'record', 'metrics', 'other')

  test('no bytes make one throw, and random bytes never pass', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.json().map(bytes)),
        formats,
        (input, format) => {
          const reading = readEvidence(input, format)
          expect(Reading.parse(reading)).toEqual(reading)
          expect(reading.status).not.toBe('passed')
          expect(reading.reasons.length).toBeGreaterThan(0)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('a document cut anywhere never passes', () => {
    for (const text of [JUNIT, SARIF]) {
      for (let end = 0; end < text.length; end += 1) {
        expect(readEvidence(bytes(text.slice(0, end)), null).status).not.toBe('passed')
      }
    }
  })

  test('a failing test case more never makes a suite pass, wherever it stands', () => {
    const suite = fc.array(fc.constantFrom('', '<skipped/>', '<failure/>', '<error/>'), {
      minLength: 1,
      maxLength: 5,
    })
    fc.assert(
      fc.property(
        fc.array(suite, { minLength: 1, maxLength: 4 }),
        fc.nat(),
        fc.nat(),
        (suites, first, second) => {
          const at = first % suites.length
          const place = second % ((suites[at]?.length ?? 0) + 1)
          const worse = suites.map((cases, index) =>
            index === at ? cases.toSpliced(place, 0, '<failure/>') : cases,
          )
          expect(readEvidence(bytes(junit(worse)), null).status).toBe('failed')
        },
      ),
    )
  })
})

function junit(suites: string[][]): string {
  const body = suites.map(
    (cases) => `<testsuite>${cases.map((one) => `<testcase>${one}</testcase>`).join('')}</testsuite>`,
  )
  return `<testsuites>${body.join('')}</testsuites>`
}
