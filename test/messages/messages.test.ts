import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { COLLECTION } from '#messages/collection.ts'
import { remedy, sentence, TABLES, wordsFor } from '#messages/messages.ts'
import { PROOF } from '#messages/proof.ts'

const finding = (code: string, args = {}) => ({ code, args, path: [] })

describe('words', () => {
  test.each([...emittedCodes(), ...COMPUTED])('exist for %s', (code) => {
    expect(wordsFor(code.replaceAll('*', 'x'))).toBeDefined()
  })

  test.each(Object.entries(TABLES))('of %s are what they were', async (name, table) => {
    const said = Object.entries(table).map(([code, words]) => {
      const args = Object.fromEntries(
        words.flatMap((text) => namesIn(text ?? '')).map((name) => [name, `<${name}>`]),
      )
      const example = finding(code.replace('*', 'x'), args)
      return [code, sentence(example), sentence(finding(example.code)), remedy(example)].join('\n  ')
    })
    await expect(`${said.join('\n\n')}\n`).toMatchFileSnapshot(`__snapshots__/words/${name}.txt`)
  })

  test.each(Object.entries(TABLES))('of %s are whole sentences', (_, table) => {
    for (const words of Object.values(table))
      for (const text of words) expect(text).toMatch(/^[["{A-Z].*[.]$/)
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
      '"{commit} [x] $& {{item}}" is about something else than this release: it was made from commit abc.',
    )
  })

  test('tells what led to it, where that is known', () => {
    const gate = (args: object) =>
      sentence(finding('gate.x.not_passed', { title: 'Scan', item: 'zap', ...args }))
    const cause = { because: 'evidence.list_differs', by: 'SHA256SUMS', listed: '{title}', found: 'b' }
    expect(gate(cause)).toBe(
      'Scan: failed by "zap". The bytes do not have the digest that SHA256SUMS gives: listed {title}, found b.',
    )
    for (const because of [null, undefined, 'zap.not_passed', 'nobody.knows'])
      expect(gate({ because })).toBe('Scan: failed by "zap".')
  })

  test('keeps every digit of a number', () => {
    const args = { metric: 'rate', value: 0.010000001, limit: 0.01, item: 'load', unit: null }
    expect(sentence(finding('rate.above_max', args))).toContain(
      'rate is 0.010000001, above the greatest allowed 0.01',
    )
  })

  test('is said even of a code that nobody knows', () => {
    expect(sentence(finding('new.code'))).toBe('The catalog noticed new.code.')
    expect(remedy(finding('new.code'))).toBeNull()
  })

  test('is found by the most particular pattern', () => {
    expect(wordsFor('evidence.missing')).toBe(COLLECTION['evidence.missing'])
    expect(wordsFor('gate.openapi.missing')).toBe(TABLES.DECISION['gate.*.missing'])
    expect(wordsFor('service_markers.missing')).toBe(PROOF['*.missing'])
    expect(wordsFor('http_req_duration.p95.above_max')).toBe(PROOF['*.above_max'])
  })
})

function namesIn(template: string): string[] {
  return [...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')
}

/** Codes whose last part is computed. */
const COMPUTED = [
  ...['missing', 'invalid', 'unrecognized_key'].map((reason) => `shape.${reason}`),
  ...['rejected', 'stale_binding', 'self_approved'].map((reason) => `approval.*.${reason}`),
  ...[1, 2, 3, 4].map((severity) => `risk.*.unresolved_sev${severity}`),
  ...['service', 'version', 'tag'].map((key) => `dossier.other_${key}`),
  ...['absent', 'gone', 'forbidden'].map((reason) => `github.${reason}`),
  ...['symlink', 'not_a_file', 'object_missing', 'too_large'].flatMap((what) => [
    `dossier.${what}`,
    `evidence.${what}`,
  ]),
]

const AREAS =
  'archive|github|document|schema|shape|dossier|tag|git|evidence|gate|risk|approval|waiver|profile|declared|policy|kpi|checklist|attempt|ledger'

/** Every code that the source can emit: written out, or made of a reason and the id it is about. */
function emittedCodes(): string[] {
  const sources = globSync([
    'src/decide/**/*.ts',
    'scripts/{parse,formats,collect,ledger,store,verify,commands,lib}/**/*.ts',
  ])
    .sort()
    .map((file) => readFileSync(file, 'utf8'))
  return [...new Set(sources.flatMap((source) => [...whole(source), ...composed(source)]))].sort()
}

function whole(source: string): string[] {
  const codes = source.matchAll(new RegExp(`'((?:${AREAS})\\.[a-z_0-9]+)'`, 'g'))
  const reasons = source.matchAll(/\bfinding\(\s*'([^']+)'/g)
  return [...codes, ...reasons]
    .map((match) => match[1] ?? '')
    .filter((code) => !/\.(json|ndjson|ts|xml|yaml|commit)$/.test(code))
}

/** `gate.${id}.${reason}` with the reasons that the file passes on. */
function composed(source: string): string[] {
  const templates = [...source.matchAll(/finding\(\s*`([^`]+)`/g)].map((match) =>
    (match[1] ?? '').replace(/\$\{(?!reason|REASON)[^}]+\}/g, '*'),
  )
  const reasons = [
    ...source.matchAll(
      /(?:complain(?:All)?|about)\((?:[^()']*,\s*)?'([a-z_]+)'|(?:reason|failed|missing|stale|unknown): '([a-z_]+)'/g,
    ),
  ]
  const words = [...new Set(reasons.map((match) => match[1] ?? match[2] ?? ''))]
  return templates.flatMap((template) =>
    /\$\{/.test(template) ? words.map((word) => template.replace(/\$\{.*\}/, word)) : [template],
  )
}
