import { describe, expect, test } from 'vitest'
import { readEvidence } from '#formats/read-evidence.ts'

const read = (text: string, format: string | null = null) =>
  readEvidence(new TextEncoder().encode(text), format)
const codes = (text: string) => read(text).reasons.map(({ code }) => code)

const junit = (attributes: string, inside = '') =>
  `<testsuite name="s"><testcase name="a"/><testcase name="b" ${attributes}>${inside}</testcase></testsuite>`

describe('a word for an outcome in JUnit', () => {
  test.each([
    ...['aborted', 'timeout', 'Timed Out', 'timed_out', 'CRASHED', 'interrupted', 'failed', 'regression'],
  ])('status="%s" fails the report', (word) => {
    expect(read(junit(`status="${word}"`)).status).toBe('failed')
    expect(read(junit(`result="${word}"`)).status).toBe('failed')
  })

  test.each(['passed', 'run', 'Success', 'ok', 'completed', 'fixed'])('status="%s" is a pass', (word) => {
    expect(read(junit(`status="${word}"`))).toMatchObject({ status: 'passed', counts: { passed: 2 } })
  })

  test.each(['inconclusive', 'exploded', '1', '<&>'.replaceAll(/[<&>]/g, '?')])(
    'status="%s" is not known and leaves the report unknown',
    (word) => {
      expect(read(junit(`status="${word}"`))).toMatchObject({ status: 'unknown', counts: { passed: 1 } })
      expect(codes(junit(`status="${word}"`))).toEqual(['junit.unknown_word'])
    },
  )

  test.each([
    '<Failure/>',
    '<x:failure/>',
    '<timeout/>',
    '<aborted/>',
    '<FAIL/>',
    '<crash/>',
    '<rerunError/>',
  ])('%s in a case fails the report', (element) => {
    expect(read(junit('xmlns:x="urn:x"', element)).status).toBe('failed')
  })

  test.each(['<mystery/>', '<warning/>', '<testcase name="c"><failure/></testcase>', '<testsuite/>'])(
    '%s in a case is not known and leaves the report unknown',
    (element) => {
      expect(read(junit('', element)).status).toBe('unknown')
      expect(codes(junit('', element))).toContain('junit.unknown_word')
    },
  )

  test('in other letters, or with a prefix, means the same', () => {
    const text =
      '<x:TestSuites xmlns:x="urn:x"><TestSuite><x:TestCase name="a"><Failure/></x:TestCase></TestSuite></x:TestSuites>'
    expect(read(text)).toMatchObject({ format: 'junit', status: 'failed', counts: { total: 1, failed: 1 } })
  })

  test.each([
    ['<testsuite status="failed"><testcase name="a"/></testsuite>', 'unknown'],
    ['<testsuite result="mystery"><testcase name="a"/></testsuite>', 'unknown'],
    ['<testsuite><testcase name="a"/><timeout/></testsuite>', 'failed'],
    ['<testsuite><testcase name="a"/><mystery/></testsuite>', 'unknown'],
    ['<testsuite status="passed"><properties/><testcase name="a"/><system-err/></testsuite>', 'passed'],
  ])('of a suite counts too: %s is %s', (text, status) => {
    expect(read(text).status).toBe(status)
  })

  test('is shown only if it is a plain word', () => {
    expect(read(junit('', '<mystery/>')).reasons[0]?.args).toEqual({ word: 'mystery', total: 1 })
    expect(read(junit('status="ghp_secret!"')).reasons[0]?.args).toEqual({ word: 'another word', total: 1 })
  })
})

const ctrf = (report: object, results: object = {}, status = 'passed') =>
  JSON.stringify({
    reportFormat: 'CTRF',
    specVersion: '1.0.0',
    ...report,
    results: {
      tool: { name: 'x' },
      summary: { tests: 1 },
      tests: [{ name: 'a', status, duration: 1 }],
      ...results,
    },
  })

describe('a word of CTRF', () => {
  test.each([
    ['the words of the format', ctrf({}), 'passed'],
    ['another version', ctrf({ specVersion: '2.0.0' }), 'unknown'],
    ['the status other', ctrf({}, {}, 'other'), 'unknown'],
    ['a status in other letters', ctrf({}, {}, 'Passed'), 'unknown'],
    ['a status that nobody knows', ctrf({}, {}, 'timedOut'), 'unknown'],
    ['a summary with others', ctrf({}, { summary: { tests: 1, other: 1 } }), 'unknown'],
    ['an environment that is not healthy', ctrf({}, { environment: { healthy: false } }), 'unknown'],
    ['an environment that is healthy', ctrf({}, { environment: { healthy: true } }), 'passed'],
  ])('%s: %#', (_, text, status) => {
    expect(read(text)).toMatchObject({ format: 'ctrf', status })
  })

  test('another reportFormat is another format, whatever it looks like', () => {
    const text = ctrf({ reportFormat: 'NOT-CTRF' })
    expect(read(text)).toMatchObject({ format: 'unrecognized', status: 'unknown' })
    expect(read(text, 'ctrf').status).toBe('unreadable')
  })
})

describe('a word of TAP', () => {
  test.each([
    ['TAP version 13\n1..1\nok 1\n', 'passed', []],
    ['TAP version 15\n1..1\nok 1\n', 'unknown', ['tap.version']],
    ['1..1\nok 1\nNOT OK 2 - x\n', 'unknown', ['tap.misspelled']],
    ['1..1\nok 1\nnot  ok 2 - x\n', 'unknown', ['tap.misspelled']],
    ['1..1\nok 1\n  not ok 1 - in a block\n', 'unknown', ['tap.misspelled']],
    ['1..2\nok 1\nbail out!\n', 'failed', ['tap.bailed_out', 'tap.plan_not_met']],
    ['1..1\nok 1\n# all is not ok here\n', 'passed', []],
  ])('%j is %s', (text, status, reasons) => {
    expect(read(text)).toMatchObject({ format: 'tap', status })
    expect(codes(text)).toEqual(expect.arrayContaining(reasons))
  })
})
