import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { collectInto, snapshot, temporaryFolder, writeConfiguration } from './collecting.ts'
import { dossierText, junit } from './dossiers.ts'
import { buildRepository, type Step } from './fast-import.ts'

/*
 * Random dossiers, notes, tags and evidence beside a few ordinary releases, whose bytes must not change by it.
 * `ANYTHING=20 SEED=7` makes it twenty rounds of five hundred, from that seed on.
 */
const ROUNDS = Number(process.env['ANYTHING'] ?? 1)
const RELEASES = process.env['ANYTHING'] ? 500 : 40
const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000)

const folder = temporaryFolder()
let config: string
let alone: Record<string, string>

/** Three ordinary releases of a service of their own, before all others. */
const STEADY: readonly Step[] = ['1.0.0', '1.1.0', '1.2.0'].flatMap((version, n) => [
  {
    commit: `steady-${version}`,
    at: `2026-01-0${n + 1}T12:00:00Z`,
    subject: `Steady ${version} (#${n + 1})`,
    files: {
      'steady/dossier.json': dossierText(version, {
        service: 'steady',
        tag: `steady/${version}`,
        summary: `# Notes\n\n| a | b |\n|--|--|\n| ${version} | [x](https://example.com/) |`,
        evidence: [{ name: 'unit', kind: 'test', path: 'steady/unit.xml', producer: 'ci', gates: ['unit'] }],
      }),
      'steady/unit.xml': junit().replace('"a"', `"${version}"`),
    },
  },
  { tag: `steady/${version}`, of: `steady-${version}`, message: version, at: `2026-01-0${n + 1}T13:00:00Z` },
])

beforeAll(async () => {
  const services = ['steady', 'wild'].map((id) => ({
    id,
    tag: `${id}/{version}`,
    dossier: `${id}/dossier.json`,
  }))
  config = writeConfiguration(folder, { repository: '.' }, services)
  alone = await steadyFiles('alone', STEADY)
})

/** The records, evaluations and statements of the ordinary releases. */
async function steadyFiles(name: string, steps: readonly Step[]): Promise<Record<string, string>> {
  const content = join(folder, name, 'content')
  await collectInto(content, { config, repository: buildRepository(join(folder, name, 'product'), steps) })
  return Object.fromEntries(Object.entries(snapshot(content)).filter(([path]) => path.includes('/steady/')))
}

const PIECES = [
  ...'<>&"\'`*_[](){}|#-=:;,.\\/!~^$%@+\n\t 0aé\u0000\u202e\u200b\ud800'.split(''),
  'https://example.com:80443/',
  'https://xn--a.b',
  'javascript:',
  '__proto__',
  'constructor',
  '"',
  '1e999',
  '-0',
  '9007199254740993',
  'Infinity',
  '|--'.repeat(50),
  '<b>'.repeat(50),
  '[['.repeat(50),
  '<!DOCTYPE html>',
  '<testsuite failures="Infinity">',
  '<![CDATA[',
  '```mermaid\n',
  'diagrams/0123456789abcdef.svg',
  '::error::',
  '=1+1',
  '{"a":'.repeat(70),
] // prettier-ignore
const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((parts) => parts.join(''))
const odd = fc.oneof(
  text,
  fc.json(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '\ufeff{}', junit(), junit(false)),
)
const evidence = fc.array(
  fc.record(
    {
      name: fc.oneof(fc.constantFrom('unit', 'a', 'b', 'constructor'), text),
      kind: fc.constantFrom('test', 'sbom', 'x'),
      path: fc.constantFrom('wild/e', 'wild/f', 'wild/dossier.json', '../x', 'wild'),
      producer: fc.constantFrom('ci', ''),
      gates: fc.constantFrom([], ['unit'], ['__proto__']),
      format: fc.constantFrom('junit', 'sarif', 'nothing'),
      publish: fc.boolean(),
    },
    { requiredKeys: ['name', 'kind', 'path', 'producer'] },
  ),
  { maxLength: 6 },
)
const parts = fc.record(
  {
    summary: text,
    releaseNotes: fc.record({ text }),
    purpose: text,
    objective: text,
    evidence,
    kpis: fc.constantFrom(
      [
        {
          id: 'a',
          name: 'a',
          metric: 'constructor',
          evidence: 'unit',
          direction: 'lower',
          unit: 'ms',
          value: 1,
        },
      ],
      [1],
    ),
    owners: fc.constantFrom([{ name: 'Ada', role: 'owner' }], []),
    sourceDocs: fc.array(fc.record({ title: text, url: fc.oneof(text, fc.webUrl()) }), { maxLength: 3 }),
  },
  { requiredKeys: [] },
)

/** What is cut off or has something put in. */
const broken = (whole: string, at: number, piece: string) =>
  `${whole.slice(0, at)}${piece}${whole.slice(at + piece.length)}`

const release = fc.record({
  name: fc.oneof(
    fc.stringMatching(/^[0-9a-zA-Zé<>$;|&'"()_+=%@-]{1,20}$/),
    fc.constantFrom('constructor', 'valueOf', 'HEAD', '-x', '%2e%2e'),
  ),
  subject: text,
  parts,
  dossier: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: odd }),
  cut: fc.option(fc.tuple(fc.nat(400), fc.constantFrom(...PIECES)), { freq: 3 }),
  files: fc.record({ e: odd, f: odd }),
  message: fc.option(text),
})

function stepsOf(seed: number): Step[] {
  const made = fc.sample(release, { seed, numRuns: RELEASES })
  return made.flatMap(({ name, subject, parts: own, dossier, cut, files, message }, n): Step[] => {
    const version = `${n}${/^[-.]|\.$|\.\.|@\{|\.lock$/.test(name) ? 'x' : name}`
    const whole = dossier ?? dossierText(version, { service: 'wild', tag: `wild/${version}`, ...own })
    const at = new Date(Date.UTC(2026, 1, 1) + n * 60_000).toISOString().replace('.000', '')
    const written = cut && dossier === null ? broken(whole, ...cut) : whole
    const contents = { 'wild/dossier.json': written, 'wild/e': files.e, 'wild/f': files.f }
    const tag = { tag: `wild/${version}`, of: `c${n}` }
    return [
      { commit: `c${n}`, at, subject: subject.replaceAll('\0', ''), files: contents },
      message === null ? tag : { ...tag, message: message.replaceAll('\0', ''), at },
    ]
  })
}

describe('whatever others release', () => {
  test.each(Array.from({ length: ROUNDS }, (_, round) => SEED + round))(
    'changes no byte of a release (seed %i)',
    { timeout: 600_000 },
    async (seed) => {
      const files = await steadyFiles(`seed-${seed}`, [...STEADY, ...stepsOf(seed)])
      expect(Object.keys(files).length).toBeGreaterThan(5)
      expect(files).toEqual(alone)
    },
  )
})
