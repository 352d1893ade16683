import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { readCandidate } from '#collect/candidate.ts'
import { readConfiguration } from '#collect/configuration/configuration.ts'
import { audit } from '#commands/verify/audit.ts'
import { auditReuse } from '#commands/verify/reuse.ts'
import { Dossier } from '#model/dossier.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { collectInto, readRecord, snapshot, temporaryFolder, writeConfiguration } from './collecting.ts'
import { dossierText, junit } from './dossiers.ts'
import { buildRepository, git, type Step } from './fast-import.ts'

/*
 * a ── a2 ── b ── c ── d        code and dossiers: every release offers the bytes of the first one's report
 * 1.0.0: made from a. 1.0.1: the same dossier again, still said to be made from a. 1.1.0: said to be made from b, and the
 * clock of its tag says that it came before 1.0.0. 1.2.0: said to be made from c, and a report of its own.
 */
const folder = temporaryFolder()
const repository = join(folder, 'product')
const content = join(folder, 'content')
let config: string

beforeAll(async () => {
  const shas = writeHistory()
  writeHistory(shas)
  config = writeConfiguration(folder, { repository }, [{ id: 'product', tag: 'v{version}' }])
  await collectInto(content, { config })
})

type Commits = Record<'a' | 'b' | 'c', string>

/** Commits are named by what they hold: a dossier names those that are there when it is written. */
function writeHistory(known?: Commits): Commits {
  const code = (name: string, day: number): Step => ({
    commit: name,
    at: `2026-03-0${day}T08:00:00Z`,
    subject: `Code ${name}`,
    files: { 'main.go': name },
  })
  const release = (version: string, of: 'a' | 'b' | 'c', day: number, tagDay = day): Step[] => [
    {
      commit: version,
      at: `2026-03-0${day}T09:00:00Z`,
      subject: `Dossier ${version}`,
      files: {
        'release/dossier.json': dossier(version, known?.[of] ?? '0'.repeat(40)),
        'release/unit.xml': junit(),
        'release/drill.xml': junit().replace('"s"', '"drill"'),
      },
    },
    { tag: `v${version}`, of: version, message: version, at: `2026-03-0${tagDay}T10:00:00Z` },
  ]
  const steps = [
    ...[code('a', 1), ...release('1.0.0', 'a', 1, 2), ...release('1.0.1', 'a', 3)],
    ...[code('b', 4), ...release('1.1.0', 'b', 4, 1)],
    ...[code('c', 5), ...release('1.2.0', 'c', 5)],
  ]
  rmSync(repository, { recursive: true, force: true })
  buildRepository(repository, steps)
  const at = (tag: string) => git([`--git-dir=${repository}`, 'rev-parse', `${tag}^{commit}~1`])
  return { a: at('v1.0.0'), b: at('v1.1.0'), c: at('v1.2.0') }
}

/** 1.0.0 has an open risk that 1.0.1 and 1.1.0 forget; 1.2.0 closes it. */
const RISK = { id: 'r1', title: 'Double payout', severity: 'SEV-2' }
const RISKS: Record<string, object> = {
  '1.0.0': { risks: [{ ...RISK, status: 'open' }] },
  '1.2.0': { risks: [{ ...RISK, status: 'closed' }] },
}

function dossier(version: string, commit: string): string {
  const own = version === '1.2.0' ? [reference('own', 'release/drill.xml', commit)] : []
  const evidence = [
    reference('unit', 'release/unit.xml', commit),
    ...own,
    reference('plan', 'release/unit.xml'),
  ]
  return dossierText(version, { evidence, ...RISKS[version] })
}

function reference(name: string, path: string, commit?: string) {
  return { name, kind: 'test', producer: 'ci', path, ...(commit ? { commit } : {}) }
}

const said = ({ evidence }: ReleaseRecord) =>
  evidence.map(({ name, reused }) => [name, reused?.version ?? null])
const reuseOf = (version: string, place = content) => said(readRecord(place, 'product', version))

describe('evidence that an earlier release offered for another commit', () => {
  test('is said in the later record only, whatever the clock of a tag says', () => {
    expect(reuseOf('1.0.0')).toEqual([
      ['unit', null],
      ['plan', null],
    ])
    expect(reuseOf('1.1.0')).toEqual([
      ['unit', '1.0.0'],
      ['plan', null],
    ])
    expect(reuseOf('1.2.0')).toEqual([
      ['unit', '1.0.0'],
      ['own', null],
      ['plan', null],
    ])
    expect(readRecord(content, 'product', '1.2.0').evidence[0]?.reused?.commit).toBe(
      readRecord(content, 'product', '1.0.0').evidence[0]?.subject.commit,
    )
  })

  test('is no reuse where the commit is the same', () => {
    expect(reuseOf('1.0.1')).toEqual([
      ['unit', null],
      ['plan', null],
    ])
  })

  test('is noticed when only the later release is new, and remembered when the earlier one is withdrawn', async () => {
    const place = join(folder, 'later/content')
    const ref = (tag: string) => git([`--git-dir=${repository}`, 'rev-parse', `refs/tags/${tag}`])
    const refs = ['v1.0.0', 'v1.1.0'].map((tag) => [tag, ref(tag)] as const)
    const put = ([tag, id]: readonly [string, string]) =>
      git([`--git-dir=${repository}`, 'update-ref', `refs/tags/${tag}`, id])
    const drop = ([tag]: readonly [string, string]) =>
      git([`--git-dir=${repository}`, 'update-ref', '-d', `refs/tags/${tag}`])
    const [first, second] = refs as [(typeof refs)[number], (typeof refs)[number]]
    try {
      drop(second)
      await collectInto(place, { config })
      put(second)
      expect(await collectInto(place, { config })).toMatchObject({ removed: 0, reused: 2 })
      expect(reuseOf('1.1.0', place)).toEqual(reuseOf('1.1.0'))
      drop(first)
      await collectInto(place, { config })
      expect(reuseOf('1.1.0', place)).toEqual(reuseOf('1.1.0'))
      expect(reuseOf('1.2.0', place)).toEqual(reuseOf('1.2.0'))
      expect(await faultsOf(place)).toEqual([])
    } finally {
      refs.forEach(put)
    }
    await collectInto(place, { config })
    expect(records(place)).toEqual(records(content))
  })

  test('is remembered from what was published when nothing else is left of the last run', async () => {
    const [place, anew] = [join(folder, 'kept/content'), join(folder, 'anew/content')]
    await collectInto(place, { config })
    const id = git([`--git-dir=${repository}`, 'rev-parse', 'refs/tags/v1.0.0'])
    try {
      git([`--git-dir=${repository}`, 'update-ref', '-d', 'refs/tags/v1.0.0'])
      await collectInto(anew, { config, ledger: join(place, 'ledger.ndjson'), newLedger: undefined })
      expect(reuseOf('1.1.0', anew)).toEqual(reuseOf('1.1.0'))
      await collectInto(place, { config })
      const { steps } = await audit(place, null, { against: { config, environment: {} } })
      expect(steps.find(({ name }) => name === 'against')?.faults).toEqual([])
    } finally {
      git([`--git-dir=${repository}`, 'update-ref', 'refs/tags/v1.0.0', id])
    }
  })
})

/* 2.0.0 was published; 2.1.0 comes later, on a branch of its own whose clocks all say that it came before. */
test('a clock that runs behind on another branch makes no release the earlier one', async () => {
  const [branch, place] = [join(folder, 'branch'), join(folder, 'branch-content')]
  const release = (version: string, day: string, commit: string, parents?: string[]): Step[] => [
    {
      commit: version,
      at: `${day}T08:00:00Z`,
      subject: version,
      ...(parents ? { parents } : {}),
      files: {
        'release/dossier.json': dossierText(version, {
          evidence: [reference('unit', 'release/unit.xml', commit)],
        }),
        'release/unit.xml': junit(),
      },
    },
    { tag: `v${version}`, of: version, message: version, at: `${day}T09:00:00Z` },
  ]
  const [one, other] = ['1'.repeat(40), '2'.repeat(40)]
  const steps = release('2.0.0', '2026-03-01', one)
  buildRepository(branch, steps)
  const own = writeConfiguration(join(folder, 'of-branch'), { repository: branch }, [
    { id: 'product', tag: 'v{version}' },
  ])
  await collectInto(place, { config: own })
  rmSync(branch, { recursive: true })
  buildRepository(branch, [...steps, ...release('2.1.0', '2026-02-01', other, [])])
  await collectInto(place, { config: own, at: '2026-06-02T00:00:00Z' })
  expect([reuseOf('2.0.0', place), reuseOf('2.1.0', place)]).toEqual([[['unit', null]], [['unit', '2.0.0']]])
  expect(await faultsOf(place)).toEqual([])
})

async function faultsOf(place: string) {
  const { steps } = await audit(place, null)
  return steps.flatMap(({ name, faults }) => faults.map(({ code, args }) => ({ name, code, args })))
}

test('a risk that a release left open is remembered by all that follow, until one closes it', () => {
  const dropped = (version: string) => readRecord(content, 'product', version).droppedRisks
  expect(dropped('1.0.0')).toBeUndefined()
  expect(dropped('1.0.1')).toEqual([{ ...RISK, version: '1.0.0' }])
  expect(dropped('1.1.0')).toEqual([{ ...RISK, version: '1.0.0' }])
  expect(dropped('1.2.0')).toBeUndefined()
})

test('reuse is told of a candidate as it will be once it is tagged', async () => {
  const configuration = readConfiguration({ config })
  const git_ = readRecord(content, 'product', '1.2.0').git
  const bytes = Buffer.from(git([`--git-dir=${repository}`, 'show', `${git_.commit}:release/dossier.json`]))
  const candidate = await readCandidate({
    configuration,
    root: repository,
    path: 'release/dossier.json',
    bytes,
    dossier: Dossier.parse(JSON.parse(bytes.toString())),
    commit: git_.commit,
    tagger: null,
    at: '2026-03-09T00:00:00Z',
    sources: [],
    cache: join(folder, 'cache'),
  })
  expect(candidate && said(candidate)).toEqual(reuseOf('1.2.0'))
})

describe('an audit', () => {
  const faults = async () => {
    const { steps } = await audit(content, null)
    return steps.find(({ name }) => name === 'reuse')
  }

  test('repeats what records say of reuse', async () => {
    expect(await faults()).toEqual({ name: 'reuse', checked: 2, faults: [] })
  })

  test.each<[string, string, (item: EvidenceItem) => unknown]>([
    ['that hides it', '1.1.0', (item) => delete item.reused],
    ['that names another release', '1.2.0', (item) => Object.assign(item.reused ?? {}, { version: '1.1.0' })],
    [
      'that names another commit',
      '1.2.0',
      (item) => Object.assign(item.reused ?? {}, { commit: 'f'.repeat(40) }),
    ],
    ['that says it of the first release', '1.0.0', (item) => Object.assign(item, { reused: REUSED })],
  ])('finds a record %s', (_, version, change) => {
    const stored = ['1.0.0', '1.0.1', '1.1.0', '1.2.0'].map((each) => {
      const record = readRecord(content, 'product', each)
      if (each === version && record.evidence[0]) change(record.evidence[0])
      return [`product@${each}`, { record, digest: '' }] as const
    })
    expect(
      auditReuse(new Map(stored), [], { uses: new Map(), lost: new Set() }).faults.map(({ code }) => code),
    ).toContain('ledger.reuse_differs')
  })

  const REUSED = { service: 'product', version: '1.2.0', commit: 'f'.repeat(40) }
})

function records(place: string): Record<string, string> {
  return snapshot(join(place, 'releases/product'))
}
