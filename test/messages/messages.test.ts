import { describe, expect, test } from 'vitest'
import { isolatedSentence, messageFor, remedy, sentence, TABLES } from '#messages/messages.ts'
import { publicPattern } from '#model/finding.ts'

const finding = (code: string, args = {}) => ({ code, args, path: [] })

describe('words', () => {
  test.each(Object.entries(TABLES))('of %s match their snapshot', async (name, table) => {
    const said = Object.entries(table).map(([code, message]) => {
      const args = Object.fromEntries(message.flatMap(namesIn).map((name) => [name, `<${name}>`]))
      const pattern = publicPattern(code)
      const example = finding(pattern.replace('*', 'x'), args)
      return [pattern, sentence(example), sentence(finding(example.code)), remedy(example)].join('\n  ')
    })
    await expect(`${said.join('\n\n')}\n`).toMatchFileSnapshot(`__snapshots__/words/${name}.txt`)
  })
})

describe('a sentence', () => {
  test('leaves a part out when it lacks an argument', () => {
    expect(sentence(finding('document.syntax', { what: 'comma expected', line: null }))).toBe(
      'The file cannot be parsed: comma expected.',
    )
  })

  test('never takes foreign text for a template', () => {
    const args = { item: '{commit} [x] $& {{item}}', commit: 'abc' }
    expect(sentence(finding('x.other_commit', args))).toBe(
      '"{commit} [x] $& {{item}}" is not about this release: it was made from commit abc.',
    )
  })

  test('tells characters that do not show by their number, and isolates what runs from right to left on a page', () => {
    const about = (item: string) => finding('x.other_commit', { item, commit: 'abc' })
    const said = (item: string) => `"${item}" is not about this release: it was made from commit abc.`
    for (const words of [sentence, isolatedSentence])
      expect(words(about('a\u202eb\u2069'))).toBe(said('a\\u{202e}b\\u{2069}'))
    expect(sentence(about('שלום'))).toBe(said('שלום'))
    expect(isolatedSentence(about('שלום'))).toBe(said('\u2068שלום\u2069'))
    expect(isolatedSentence(about('Größe'))).toBe(said('Größe'))
  })

  test('gives its cause if it is known', () => {
    const gate = (args: object) =>
      sentence(finding('gate.x.not_passed', { title: 'Scan', item: 'zap', ...args }))
    const cause = { because: 'evidence.list_differs', by: 'SHA256SUMS', listed: '{title}', found: 'b' }
    expect(gate(cause)).toBe(
      'Scan: failed by "zap". The bytes do not match the digest that SHA256SUMS gives: listed {title}, found b.',
    )
    for (const because of [null, undefined, 'zap.not_passed', 'nobody.knows'])
      expect(gate({ because })).toBe('Scan: failed by "zap".')
  })

  test('keeps every digit of a number', () => {
    const args = { metric: 'rate', value: 0.010000001, limit: 0.01, item: 'load', unit: null }
    expect(sentence(finding('rate.above_max', args))).toContain(
      'rate is 0.010000001, above the maximum of 0.01',
    )
  })

  test('counts one thing as one', () => {
    const list = (total: number) => sentence(finding('list.files', { total }))
    expect([list(0), list(1), list(2)]).toEqual([
      'The list names 0 files.',
      'The list names 1 file.',
      'The list names 2 files.',
    ])
    expect(sentence(finding('list.unlisted', { total: 1, path: 'a.txt' }))).toContain(
      '1 artifact beside the list is',
    )
  })

  test('exists even for an unknown code', () => {
    expect(sentence(finding('new.code'))).toBe('The catalog noticed new.code.')
    expect(remedy(finding('new.code'))).toBeNull()
  })

  test('is found by the most specific pattern', () => {
    const { COLLECTION, DECISION, PROOF } = TABLES
    expect(messageFor('evidence.missing')).toBe(COLLECTION['evidence.missing'])
    expect(messageFor('gate.openapi.missing')).toBe(DECISION['gate.missing'])
    expect(messageFor('service_markers.missing')).toBe(PROOF['artifact.missing'])
    expect(messageFor('http_req_duration.p95.above_max')).toBe(PROOF['metric.above_max'])
  })
})

function namesIn(template: string): string[] {
  return [...template.matchAll(/\{(\w+)[:|}]/g)].map((match) => match[1] ?? '')
}
