import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { collectInto, put, readRecord, snapshot, temporaryFolder, writeConfiguration } from './collecting.ts'
import { dossierSteps, dossierText, junit, review } from './dossiers.ts'
import { buildRepository, git } from './fast-import.ts'

const folder = temporaryFolder()
let count = 0
let place: string
let content: string
let repository: string
let config: string

beforeEach(() => {
  place = join(folder, `${count++}`)
  content = join(place, 'content')
  const steps = ['1.0.0', '1.1.0', '1.2.0'].flatMap((version) => dossierSteps(version, dossierText(version)))
  repository = buildRepository(join(place, 'product'), steps)
  config = writeConfiguration(place, { repository, artifacts: 'artifacts' }, [
    { id: 'product', tag: 'v{version}' },
  ])
})

const again = (given = {}) => collectInto(content, { config, ...given })
const moveTag = (tag: string, to: string) =>
  git([
    `--git-dir=${repository}`,
    'update-ref',
    `refs/tags/${tag}`,
    git([`--git-dir=${repository}`, 'rev-parse', to]),
  ])

/** What was collected, but for what the ledger remembers of earlier runs. */
function withoutLedger(folder: string): Record<string, string> {
  const { 'ledger.ndjson': _, 'releases/.collected.json': state = '', ...files } = snapshot(folder)
  const facts = JSON.parse(text(files['catalog.json'] ?? ''))
  const collected = JSON.parse(text(state))
  // What was superseded stays, which a first run knows nothing of.
  const present = Object.entries(files).filter(([path]) => !path.startsWith('records/'))
  return {
    ...Object.fromEntries(present),
    'catalog.json': JSON.stringify({ ...facts, ledger: null }),
    state: JSON.stringify({ ...collected, ledger: null }),
  }
}

const text = (base64: string) => Buffer.from(base64, 'base64').toString()

describe('collecting again', () => {
  test('reads nothing and writes nothing when nothing has changed', async () => {
    await again()
    const before = snapshot(content)
    const summary = await again()
    expect(summary).toMatchObject({ read: 0, reused: 3, removed: 0, gitProcesses: 2 })
    expect(snapshot(content)).toEqual(before)
  })

  test('reads a new tag, and the release after it, whose range has changed', async () => {
    await again()
    moveTag('v1.1.1', 'v1.1.0')
    const summary = await again()
    expect(summary).toMatchObject({ read: 2, reused: 2, removed: 0 })
    expect(readRecord(content, 'product', '1.2.0').git.previous).toBe('1.1.1')
  })

  test('reads a moved tag again', async () => {
    await again()
    const before = readRecord(content, 'product', '1.2.0').git.commit
    moveTag('v1.2.0', 'v1.1.0^{commit}')
    await again()
    const after = readRecord(content, 'product', '1.2.0')
    expect(after.git.commit).not.toBe(before)
    expect(after.quarantine.map(({ code }) => code)).toContain('dossier.other_version')
  })

  test('drops the record of a removed tag', async () => {
    await again()
    git([`--git-dir=${repository}`, 'update-ref', '-d', 'refs/tags/v1.1.0'])
    expect(await again()).toMatchObject({ removed: 1, counts: { releases: 2 } })
    expect(Object.keys(snapshot(join(content, 'releases/product')))).toEqual(['1.0.0.json', '1.2.0.json'])
  })
})

describe('collecting again with other inputs', () => {
  test('notices evidence that arrives among the artifacts', async () => {
    const evidence = [{ name: 'late', kind: 'test', producer: 'ci', path: 'late.xml' }]
    const text = dossierText('1.1.0', { evidence })
    const steps = [...dossierSteps('1.0.0', dossierText('1.0.0')), ...dossierSteps('1.1.0', text)]
    repository = buildRepository(join(place, 'late', 'product'), steps)
    config = writeConfiguration(place, { repository, artifacts: 'artifacts' }, [
      { id: 'product', tag: 'v{version}' },
    ])
    await again()
    expect(readRecord(content, 'product', '1.1.0').evidence).toMatchObject([{ status: 'missing' }])
    put(join(place, 'artifacts/v1.1.0/late.xml'), junit())
    expect(await again()).toMatchObject({ read: 1, reused: 1 })
    expect(readRecord(content, 'product', '1.1.0').evidence).toMatchObject([{ status: 'passed' }])
  })

  test('reads everything when the configuration changes', async () => {
    await again()
    writeConfiguration(place, { repository, artifacts: 'artifacts' }, [
      { id: 'product', tag: 'v{version}', paths: ['release/**'] },
    ])
    expect(await again()).toMatchObject({ read: 3, reused: 0 })
  })

  test('restores a record that was damaged or removed', async () => {
    await again()
    const before = withoutLedger(content)
    moveTag('v2.0.0', 'v1.2.0')
    await again()
    git([`--git-dir=${repository}`, 'update-ref', '-d', 'refs/tags/v2.0.0'])
    const damaged = join(content, 'releases/product/1.0.0.json')
    writeFileSync(damaged, readFileSync(damaged, 'utf8').replace('Purpose', 'Another purpose'))
    await again()
    expect(withoutLedger(content)).toEqual(before)
  })

  test('gives the same bytes as collecting for the first time', async () => {
    await again()
    moveTag('v1.1.1', 'v1.1.0')
    await again()
    const fresh = join(place, 'fresh/content')
    await collectInto(fresh, { config })
    expect(withoutLedger(content)).toEqual(withoutLedger(fresh))
  })
})

describe('collecting again at another time', () => {
  test('evaluates all releases again at another catalog time, without reading any', async () => {
    await again()
    const before = readFileSync(join(content, 'catalog.json'), 'utf8')
    expect(await again({ at: '2027-01-01T00:00:00Z' })).toMatchObject({ read: 0, reused: 3, gitProcesses: 2 })
    expect(readFileSync(join(content, 'catalog.json'), 'utf8')).not.toBe(before)
  })

  test('at any other time gives what collecting then for the first time would', async () => {
    // The gate takes no review that is older than half a year.
    const evidence = [
      { name: 'read', kind: 'security', producer: 'review', path: 'read.json', gates: ['threat-model'] },
    ]
    repository = buildRepository(join(place, 'aging/product'), [
      ...dossierSteps('1.0.0', dossierText('1.0.0', { evidence })),
      ...dossierSteps('1.1.0', dossierText('1.1.0')),
    ])
    config = writeConfiguration(place, { repository, artifacts: 'artifacts' }, [
      { id: 'product', tag: 'v{version}' },
    ])
    put(join(place, 'artifacts/v1.0.0/read.json'), review())
    await again({ at: '2026-03-02T00:00:00Z' })
    for (const at of ['2026-03-03T00:00:00Z', '2027-06-01T00:00:00Z', '2026-03-02T12:00:00Z']) {
      const fresh = join(place, `fresh-${at.slice(0, 10)}/content`)
      await collectInto(fresh, { config, at })
      expect(await again({ at })).toMatchObject({ read: 0, reused: 2 })
      expect(withoutLedger(content)).toEqual(withoutLedger(fresh))
    }
  })

  test('at a later time still notices a record that was damaged', async () => {
    await again()
    const damaged = join(content, 'releases/product/1.0.0.json')
    const before = readFileSync(damaged, 'utf8')
    writeFileSync(damaged, before.replace('Purpose', 'Another purpose'))
    expect(await again({ at: '2026-06-02T00:00:00Z' })).toMatchObject({ read: 1, reused: 2 })
    expect(readFileSync(damaged, 'utf8')).toBe(before)
  })

  test("evaluates again when the last run's evaluations are damaged", async () => {
    await again()
    const before = snapshot(content)
    const judged = join(content, 'releases/.judged.ndjson')
    const text = readFileSync(judged, 'utf8')
    for (const damaged of ['', '{', text.replace('"no-go"', '"go"')]) {
      await again({ at: '2026-06-02T00:00:00Z' })
      writeFileSync(judged, damaged)
      await again()
      expect(snapshot(content)).toEqual(before)
    }
  })
})

describe('git processes', () => {
  test('number four, however many tags there are', async () => {
    const many = Array.from({ length: 9 }, (_, n) => `1.${n}.0`)
    const steps = many.flatMap((version) => dossierSteps(version, dossierText(version)))
    const larger = buildRepository(join(place, 'many/product'), steps)
    expect(await again()).toMatchObject({ read: 3, gitProcesses: 4 })
    expect(await collectInto(join(place, 'many/content'), { repository: larger })).toMatchObject({
      read: 9,
      gitProcesses: 4,
    })
  })
})
