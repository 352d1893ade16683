import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readEvidence } from '#formats/read-evidence.ts'
import { EVIDENCE_FORMATS } from '#formats/registry.ts'
import { Reading } from '#model/evidence.ts'

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
    ['sarif', METRICS, 'shape.missing', 'unreadable'],
    ['sarif', '[]', 'shape.invalid', 'unreadable'],
    ['record', METRICS, 'shape.missing', 'unreadable'],
    ['metrics', SARIF, 'shape.missing', 'unreadable'],
    ['no-such-format', SARIF, 'evidence.no_reader', 'unknown'],
    ['constructor', SARIF, 'evidence.no_reader', 'unknown'],
  ])('%s does not read %j', (format, text, code, status) => {
    const reading = readEvidence(bytes(text), format)
    expect(reading).toMatchObject({ format, status, judgement: 'verdict' })
    expect(codes(reading)[0]).toBe(code)
    expect(Reading.parse(reading)).toEqual(reading)
  })
})

describe('what no reader accepts', () => {
  test.each(['plain words', '42', '"text"', '{}', '<report/>', '<coverage/>'])(
    '%s is unknown without a name',
    (text) => {
      const reading = readEvidence(bytes(text), null)
      expect(reading).toMatchObject({ format: 'unrecognized', status: 'unknown' })
      expect(codes(reading)).toEqual(['evidence.unrecognized'])
    },
  )
})

describe('documents in a row', () => {
  const event = (action: string, test = '') => `{"Action":"${action}","Package":"p"${test}}`
  const PASSED = [event('run', ',"Test":"A"'), event('pass', ',"Test":"A"'), event('pass')]

  test('are read by name and by content alike', () => {
    expect(readEvidence(bytes(PASSED.join('\n')), null)).toMatchObject({
      format: 'go-test',
      status: 'passed',
    })
    expect(readEvidence(bytes(PASSED.join('\n')), 'go-test').status).toBe('passed')
  })

  test.each([
    ['of a format with one a file', `${METRICS}\n${METRICS}`, 'document.two_documents', 'unreadable'],
    ['of no format', '{"a":1}\n{"b":2}', 'evidence.unrecognized', 'unknown'],
    ['cut off', `${PASSED.join('\n')}\n{"Action":"pa`, 'document.truncated', 'unreadable'],
    ['with plain text between them', `${PASSED.join('\n')}\nFAIL`, 'document.syntax', 'unreadable'],
  ])('%s are told for what they are', (_, text, code, status) => {
    const reading = readEvidence(bytes(text), null)
    expect(reading.status).toBe(status)
    expect(codes(reading)).toEqual([code])
  })

  test('of which there is none, as an empty list, show no scan', () => {
    const reading = readEvidence(bytes('[]'), null)
    expect(codes(reading)).toEqual(['evidence.other_format'])
    expect(codes(readEvidence(bytes('[]'), 'gitleaks'))).toEqual(['gitleaks.empty'])
  })
})

describe('laws of every reader', () => {
  const formats = fc.constantFrom(null, 'other', ...EVIDENCE_FORMATS.map(({ name }) => name))

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

  test('one more failing test case never makes a suite pass, wherever it is', () => {
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
