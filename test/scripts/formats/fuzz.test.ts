import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readEvidence } from '#formats/read-evidence.ts'
import { EVIDENCE_FORMATS } from '#formats/registry.ts'
import { Reading } from '#model/evidence.ts'
import { LIMITS } from '#parse/limits.ts'
import { readPlainText } from '#parse/text.ts'
import { readXml } from '#parse/xml.ts'
import { readYaml } from '#parse/yaml.ts'
import { spoiltBytes, spoiltJson } from './mutations.ts'

const ROOT = join(import.meta.dirname, 'fixtures')

/** A valid file of a format, with what it read as before it was spoilt. */
type Sample = { format: string; bytes: Uint8Array; status: string }

const SAMPLES: Sample[] = readdirSync(ROOT).flatMap((format) =>
  readdirSync(join(ROOT, format)).flatMap((name) => {
    const folder = join(ROOT, format, name)
    const input = readdirSync(folder).find((file) => file.startsWith('input.')) ?? ''
    const bytes = new Uint8Array(readFileSync(join(folder, input)))
    return bytes.length > 20_000 ? [] : [{ format, bytes, status: readEvidence(bytes, null).status }]
  }),
)
const FORMATS = [...new Set(EVIDENCE_FORMATS.map(({ name }) => name))]
const bytes = (text: string) => new TextEncoder().encode(text)

/** Whatever the bytes: a reading by the schema, the same each time, with reasons unless it passed, and no failure of the reader. */
function check(input: Uint8Array, format: string | null): Reading {
  const reading = readEvidence(input, format)
  expect(reading.reasons.map(({ code }) => code)).not.toContain('evidence.reader_failed')
  expect(Reading.parse(reading)).toEqual(reading)
  expect(readEvidence(input, format)).toEqual(reading)
  if (reading.status !== 'passed') expect(reading.reasons.length).toBeGreaterThan(0)
  return reading
}

describe.each(FORMATS)('a file of %s', (format) => {
  const own = SAMPLES.filter((sample) => sample.format === format)

  test('has fixtures to corrupt', () => {
    expect(own.length).toBeGreaterThan(0)
  })

  test('that is cut, spliced or overwritten still gives a reading', () => {
    const spoilt = spoiltBytes(own.map((sample) => sample.bytes))
    fc.assert(
      fc.property(spoilt, fc.constantFrom(null, format), (input, name) => {
        check(input, name)
      }),
      { numRuns: 100 },
    )
  })

  test.runIf(EVIDENCE_FORMATS.some((each) => each.name === format && each.syntax === 'json'))(
    'with a key dropped or a value replaced still gives a reading',
    () => {
      const documents = own.flatMap((sample) => parsed(sample.bytes))
      fc.assert(
        fc.property(spoiltJson(documents), (document) => {
          check(bytes(JSON.stringify(document)), null)
          check(bytes(JSON.stringify(document)), format)
        }),
        { numRuns: 150 },
      )
    },
  )
})

describe('a file without the part that decides never passes', () => {
  const green = SAMPLES.filter(({ status }) => status === 'passed')

  test.each(['junit', 'ctrf', 'tap', 'k6', 'load-test-dossier', 'record', 'sarif'])(
    '%s has one that passes',
    (format) => {
      expect(green.some((sample) => sample.format === format)).toBe(true)
    },
  )

  test('cut anywhere before its last line', () => {
    for (const { format, bytes: whole } of green) {
      const text = new TextDecoder().decode(whole).trimEnd()
      const isMarkup = text.startsWith('{') || text.startsWith('<')
      const last = isMarkup ? text.length : text.lastIndexOf('\n')
      for (let end = 0; end < last; end += Math.ceil(last / 150)) {
        const cut = text.slice(0, end)
        expect({ format, cut, status: check(bytes(cut), null).status }).not.toMatchObject({
          status: 'passed',
        })
      }
    }
  })

  test.each([
    {
      one: '{"name":"a","status":"passed"}',
      between: ',',
      whole: (tests: string) =>
        `{"results":{"tool":{"name":"x"},"summary":{"tests":4,"failed":0},"tests":[${tests}]}}`,
    },
    {
      one: '<testcase name="a"/>',
      between: '',
      whole: (tests: string) => `<testsuites><testsuite name="s" tests="4">${tests}</testsuite></testsuites>`,
    },
    { one: 'ok', between: '\n', whole: (tests: string) => `TAP version 14\n1..4\n${tests}\n` },
  ])('with some of its tests taken out: $one', ({ one, between, whole }) => {
    for (const kept of [0, 1, 2, 3, 4]) {
      const tests = Array.from({ length: kept }, () => one).join(between)
      expect(check(bytes(whole(tests)), null).status === 'passed').toBe(kept === 4)
    }
  })
})

describe('every reader and parser', () => {
  test('handles a file of any other format without failing', () => {
    // One of each outcome is enough of a format: what it holds besides is no other format's either.
    const kinds = new Map(SAMPLES.map((sample) => [`${sample.format} ${sample.status}`, sample]))
    for (const sample of kinds.values()) {
      for (const format of FORMATS) {
        const { status } = check(sample.bytes, format)
        if (status === 'passed') expect([sample.format, sample.status]).toEqual([format, 'passed'])
      }
    }
  })

  test('handles random text of its own words without failing', () => {
    const word = fc.constantFrom(...WORDS)
    const text = fc.array(word, { maxLength: 60 }).map((words) => words.join(''))
    fc.assert(
      fc.property(text, fc.constantFrom(null, ...FORMATS), (input, format) => {
        check(bytes(input), format)
        for (const door of [readPlainText, readXml, readYaml]) door(bytes(input), LIMITS.evidence)
      }),
      { numRuns: 1500 },
    )
  })
})

const WORDS = [
  ...[
    '\n',
    '\n',
    '\r\n',
    ' ',
    '    ',
    '\t',
    '\0',
    '\ufeff',
    '\u202e',
    '{',
    '}',
    '[',
    ']',
    ':',
    ',',
    '"',
    '<',
    '>',
    '/',
    '#',
    '-',
  ],
  ...[
    'ok 1',
    'not ok 2',
    '1..2',
    '1..0 # SKIP',
    'Bail out!',
    '# Subtest: a',
    '  ---',
    '  ...',
    'pragma +strict',
    'TAP version 14',
  ],
  ...['SF:a', 'DA:1,2', 'DA:0,-1', 'LF:3', 'LH:9', 'BRDA:1,e0,x,-', 'FNA:0,1,f', 'end_of_record', 'TN:'],
  ...['BenchmarkA-8 100 3 ns/op', 'test a ... bench: 1,2 ns/iter', 'FAIL', 'PASS'],
  ...[
    '<testsuite tests="2">',
    '</testsuite>',
    '<testcase/>',
    '<failure/>',
    '<coverage line-rate="1">',
    '</coverage>',
    '<!DOCTYPE x [<!ENTITY a "b">]>',
    '&a;',
  ],
  ...[
    '"metrics"',
    '"results"',
    '"runs"',
    '"version"',
    '"constructor"',
    '"tests"',
    '1e999',
    '-0',
    '9007199254740993',
    'null',
    'true',
  ],
]

function parsed(input: Uint8Array): unknown[] {
  try {
    return [JSON.parse(new TextDecoder().decode(input))]
  } catch {
    return []
  }
}
