import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { type EvaluateOptions, evaluateCommand, lively } from '#commands/evaluate.ts'
import { catalogFreshness } from '#decide/ledger/publication.ts'
import { canonical } from '#decide/lib/canonical.ts'
import { AT, aDossier } from '../../builders.ts'
import { aRunbook } from '../../factories.ts'
import { passingRecord, projectPolicy } from '../../passing-record.ts'
import { put } from '../collect/collecting.ts'
import { tgzOf, zipOf } from '../parse/archives.ts'

const fixture = 'test/scripts/commands/fixtures/spec-003/dossier.json'
/** When the proofs of the green record have become too old. */
const LATER = '2027-06-02T12:00:00Z'
const COMMIT = '3f6b1c0d9e8a7f5b4c2d1e0f9a8b7c6d5e4f3a2b'
const folder = mkdtempSync(join(tmpdir(), 'evaluate-'))
const green = passingRecord(projectPolicy('default-2026.3'))

afterAll(() => rmSync(folder, { recursive: true }))

const CODES = {
  stale: ['*.stale'],
  missing: ['*.missing'],
  'not-passed': ['*.not_passed'],
  'release-notes': ['gate.release-notes.notes_drafted'],
}
for (const [order, [name, codes]] of Object.entries(CODES).entries()) {
  const page = { title: name, summary: name, group: 'Proof', order, codes }
  put(join(folder, 'runbooks', `${name}.mdx`), `---\n${JSON.stringify(page)}\n---\n`)
}

describe('the sample output of the readiness rules, transcribed', () => {
  const options = { commit: COMMIT, at: '2026-05-02T12:00:00Z' }

  test('declares GO and recomputes to NO-GO, naming exactly what is missing', async () => {
    const { text, exitCode } = await run(fixture, { ...options, format: 'json' })
    const judged = JSON.parse(text)
    expect(exitCode).toBe(1)
    expect(judged).toMatchObject({ declared: 'GO', today: { decision: 'no-go', strip: 'pffffp' } })
    expect(judged.today.blockers.map((each: { code: string }) => each.code)).toEqual([
      'gate.pen-test.missing',
      'gate.encryption-envelope.missing',
      'gate.mtls-staging.missing',
      'gate.admin-token-deny-list.missing',
      'gate.audit-immutability.missing',
      'gate.outbox-relay.missing',
      'gate.idempotency.missing',
      'gate.alerts-on-call.missing',
      'gate.release-notes.not_passed',
      'gate.release-notes.notes_drafted',
      'type.too_weak',
    ])
    expect(judged.findings).toMatchObject([{ code: 'declared.go_recomputed_no_go' }])
  })

  test('is printed in the layout of that sample', async () => {
    expect((await run(fixture, options)).text).toMatchSnapshot()
  })

  test('proves nothing about code when the commit is missing or different', async () => {
    for (const commit of [undefined, 'a'.repeat(40)]) {
      const { text } = await run(
        fixture,
        { ...options, ...(commit && { commit }), format: 'json' },
        commit === undefined,
      )
      expect(JSON.parse(text).today.satisfied).toBe(9)
    }
  })

  test('misses evidence that is not in the folder', async () => {
    const { text } = await run(fixture, { ...options, artifacts: folder, format: 'json' })
    expect(JSON.parse(text).today.satisfied).toBe(1)
  })

  describe('with its evidence in an archive', () => {
    const names = readdirSync(dirname(fixture), { recursive: true, encoding: 'utf8' })
    const files = names.filter((name) => statSync(join(dirname(fixture), name)).isFile())
    const entries = files.map((name) => ({ name, content: readFileSync(join(dirname(fixture), name)) }))
    const place = (name: string, bytes: Buffer) => {
      writeFileSync(join(folder, name), bytes)
      return { artifacts: join(folder, name) }
    }
    const judge = async (from: object) =>
      JSON.parse((await run(fixture, { ...options, ...from, format: 'json' })).text)

    test.each([
      ['zip', zipOf(...entries)],
      ['tar.gz', tgzOf(...entries)],
    ])('(%s) is evaluated as with a folder', async (ending, bytes) => {
      expect(await judge(place(`evidence.${ending}`, bytes))).toEqual(await judge({}))
    })

    test('misses evidence that is not in it', async () => {
      const [first, ...rest] = entries.filter(({ name }) => name.startsWith('evidence/'))
      expect(first).toBeDefined()
      const { today } = await judge(place('part.zip', zipOf(...rest)))
      expect(today.satisfied).toBeLessThan((await judge({})).today.satisfied)
    })
  })
})

test('evidence of no commit proves nothing about a release of no commit', async () => {
  const evidence = [
    { name: 'ci', kind: 'test' as const, path: 'evidence/ci.xml', gates: ['ci-pipeline'], producer: 'ci' },
  ]
  const file = join(folder, 'dossier.json')
  writeFileSync(file, JSON.stringify(aDossier({ evidence })))
  const { text } = await run(file, { artifacts: dirname(fixture), format: 'json' })
  const blockers: { code: string; args: { because: string } }[] = JSON.parse(text).today.blockers
  expect(blockers.find((each) => each.code === 'gate.ci-pipeline.unknown')?.args.because).toBe('ci.unbound')
})

describe('a record', () => {
  const file = join(folder, 'record.json')
  writeFileSync(file, JSON.stringify(green))

  test('that passes is GO with exit code 0, at the requested moment', async () => {
    expect((await run(file)).exitCode).toBe(0)
    expect((await run(file, { at: '2027-06-02T12:00:00Z' })).exitCode).toBe(1)
  })

  test('prints canonical JSON of both verdicts', async () => {
    const { text } = await run(file, { format: 'json' })
    expect(text).toBe(`${canonical(JSON.parse(text))}\n`)
    expect(JSON.parse(text)).toMatchObject({ release: 'ledger@1.4.0', today: { decision: 'go' }, flips: [] })
  })

  test('prints Markdown for release notes', async () => {
    expect((await run(file, { format: 'markdown' })).text).toContain('## Release decision: GO')
  })

  test('is evaluated by the requested policy, by id or file', async () => {
    const edge = await run(file, { policy: 'edge', format: 'json' })
    const named = await run(file, { policy: 'test/sample/policies/edge-2026.1.yaml', format: 'json' })
    expect(JSON.parse(edge.text).today.policy.id).toBe('edge')
    expect(named).toEqual(edge)
  })

  test('takes the moment from SOURCE_DATE_EPOCH when none is given', async () => {
    const environment = { SOURCE_DATE_EPOCH: '1780401600' }
    const { text } = await evaluateCommand(
      file,
      { content: folder, format: 'json', moment: 'today' },
      environment,
    )
    expect(JSON.parse(text).today.at).toBe(AT)
  })

  test('cannot print anything but text on the terminal', async () => {
    const risks = [{ id: 'r1', title: '\u202eevil', severity: 'SEV-1' as const, status: 'open' as const }]
    const record = { ...green, dossier: aDossier({ ...green.dossier, risks }) }
    const hostile = join(folder, 'hostile.json')
    writeFileSync(hostile, JSON.stringify(record))
    expect((await run(hostile)).text).toContain('\\u{202e}evil')
  })
})

describe('a collected release', () => {
  mkdirSync(join(folder, 'releases/ledger'), { recursive: true })
  writeFileSync(join(folder, 'releases/ledger/1.4.0.json'), canonical(green))

  test('is found by its name', async () => {
    expect((await run('ledger@1.4.0')).exitCode).toBe(0)
  })

  test('is evaluated by its service’s policy in the collected catalog', async () => {
    const catalog = join(folder, 'catalog')
    mkdirSync(join(catalog, 'releases/ledger'), { recursive: true })
    writeFileSync(join(catalog, 'releases/ledger/1.4.0.json'), canonical(green))
    writeFileSync(join(catalog, 'catalog.json'), JSON.stringify(facts()))
    const { text } = await run('ledger@1.4.0', { content: catalog, format: 'json' })
    expect(JSON.parse(text).today.policy.id).toBe('edge')
  })
})

describe('on a terminal', () => {
  test('the decision comes first as well, and lines have the color of what they say', async () => {
    const { text } = await run(fixture, { commit: COMMIT, at: '2026-05-02T12:00:00Z' })
    const lines = lively(text, { paint: (color, line) => `<${color}>${line}` }).split('\n')
    expect(lines[0]).toBe('<red>DECISION: NO-GO')
    expect(lines.at(-2)).toBe('<red>DECISION: NO-GO')
    expect(lines).toContain('<green>  ✓ ADR set finalized (2026-04-20)')
    expect(lines).toContain('<red>  ✗ Pen test scope addressed: missing')
    expect(
      lines
        .map((line) => line.replace(/^<[a-z]+>/, ''))
        .slice(2)
        .join('\n'),
    ).toBe(text)
  })
})

describe('the runbook of a code', () => {
  const runbooksIn = async (catalog: string) => {
    const { text } = await run(join(folder, 'record.json'), { content: catalog, at: LATER, format: 'json' })
    return JSON.parse(text).runbooks
  }

  test('is named by its path, from those beside the catalog if nothing was collected', async () => {
    expect(await runbooksIn(folder)).toMatchObject({ 'gate.slo-dashboards.stale': '/runbooks/stale/' })
  })

  test('has its full address if the collected catalog names its site, and is null if none serves it', async () => {
    const catalog = join(folder, 'published')
    mkdirSync(catalog)
    const runbooks = [aRunbook('dashboards', 'gate.slo-dashboards.stale')]
    const known = facts({ site: 'https://example.org', base: '/catalog/', runbooks })
    writeFileSync(join(catalog, 'catalog.json'), JSON.stringify(known))
    expect(await runbooksIn(catalog)).toMatchObject({
      'gate.slo-dashboards.stale': 'https://example.org/catalog/runbooks/dashboards/',
      'gate.threat-model.stale': null,
    })
  })
})

describe('unusable input is named', () => {
  const broken = join(folder, 'broken.json')
  writeFileSync(broken, '{"schemaVersion":1,\n"service":"ledger","oops":1')
  const wrong = join(folder, 'wrong.json')
  const escaping = join(folder, 'escaping.zip')
  writeFileSync(escaping, zipOf({ name: '../junit.xml' }))
  writeFileSync(wrong, '{"schemaVersion":1,"oops":true}')
  const record = join(folder, 'record.json')

  test.each<[string, string, Partial<EvaluateOptions>, string]>([
    ['no such release', 'ledger@9.9.9', {}, 'There is no release ledger@9.9.9'],
    ['no file and no release', 'nonsense', {}, 'nonsense is no file, and no release such as ledger@1.4.0.'],
    ['a name that leads elsewhere', '../x@1.0.0', {}, 'is no file, and no release'],
    ['a file that is no JSON', broken, {}, 'broken.json is not as it must be:'],
    ['a dossier with an unknown key', wrong, {}, 'The key "oops" is not known here.'],
    ['a folder', folder, {}, 'is a folder. Name a file in it.'],
    ['an unknown format', record, { format: 'xml' }, '--format xml: use text, json or markdown.'],
    [
      'an unknown policy',
      record,
      { policy: 'gone' },
      'There is no policy "gone", nor a file of that name; there are: default, edge.',
    ],
    ['no moment', record, { at: 'yesterday' }, '--at is "yesterday"'],
    ['half a commit', fixture, { commit: '3f6b1c0' }, '--commit 3f6b1c0: give the full id'],
    [
      'artifacts that are not there',
      fixture,
      { artifacts: `${folder}/gone.zip` },
      'there is no such folder or archive',
    ],
    ['artifacts in what is no archive', fixture, { artifacts: fixture }, 'is neither a zip nor a tar'],
    ['artifacts in an archive that leads out of itself', fixture, { artifacts: escaping }, 'leads out of it'],
    [
      'artifacts of a record',
      record,
      { artifacts: folder },
      '--artifacts, --commit and --tagger are for a dossier',
    ],
  ])('%s', async (_, release, options, message) => {
    const attempt = run(release, options)
    await expect(attempt).rejects.toThrow(message)
    await expect(attempt).rejects.toMatchObject({ exitCode: 2 })
  })
})

function run(release: string, options: Partial<EvaluateOptions> = {}, withoutCommit = false) {
  const usual = { content: folder, format: 'text', moment: 'today', at: AT }
  const { commit, ...rest } = { ...usual, ...options }
  const all = commit === undefined || withoutCommit ? rest : { ...rest, commit }
  return evaluateCommand(release, all, {})
}

function facts(parts: object = {}) {
  const service = { id: 'ledger', name: 'Ledger', kind: 'deployable', policy: 'edge' }
  const counts = { tags: 1, releases: 1, dossiers: 1, quarantined: 0, ignored: 0 }
  const names = { title: 'Catalog', description: null, site: null, base: '/', repositoryUrl: null }
  const policies = ['default-2026.3', 'edge-2026.1'].map(projectPolicy)
  const rest = {
    policy: 'default',
    environments: [],
    services: [service],
    policies,
    runbooks: [],
    guessed: false,
    at: AT,
    ...catalogFreshness({ at: AT, scheduleDays: 7 }),
    ledger: { entries: 0, head: null },
    counts,
  }
  return { schemaVersion: 1, ...names, ...rest, ...parts }
}
