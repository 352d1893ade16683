import { hash } from 'node:crypto'
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { publishRecords } from '#build/publish.ts'
import { requirePublished } from '#store/published.ts'
import { collectInto, temporaryFolder } from './collecting.ts'
import { dossierSteps, dossierText } from './dossiers.ts'
import { buildRepository, git } from './fast-import.ts'

const folder = temporaryFolder()
const first = join(folder, 'first')
const repository = join(folder, 'product')
const LATER = '2026-06-02T00:00:00Z'
let count = 0
let place = ''
let content = ''
let before: Buffer

/** Two releases as they were published first; then the second tag is moved, and the first one removed. */
beforeAll(async () => {
  const steps = ['1.0.0', '1.1.0'].flatMap((version) => dossierSteps(version, dossierText(version)))
  buildRepository(repository, steps)
  await collectInto(join(first, 'content'), { repository })
  publishRecords(join(first, 'content'), join(first, 'site'))
  before = readFileSync(join(first, 'content/releases/product/1.1.0.json'))
  const update = (...args: string[]) => git([`--git-dir=${repository}`, 'update-ref', ...args])
  update('refs/tags/v1.1.0', git([`--git-dir=${repository}`, 'rev-parse', 'v1.0.0^{commit}']))
  update('-d', 'refs/tags/v1.0.0')
})

beforeEach(() => {
  place = join(folder, `${count++}`)
  cpSync(first, place, { recursive: true })
  content = join(place, 'content')
})

const kept = () => readdirSync(join(content, 'records')).sort()
const published = () => join(place, 'site/api/v1/ledger.ndjson')
const again = (given = {}) => collectInto(content, { repository, at: LATER, ...given })

describe('a record that is superseded, or whose tag is gone', () => {
  test('stays under its digest with the bytes that were published', async () => {
    expect(await again()).toMatchObject({ lost: [] })
    expect(kept()).toHaveLength(2)
    const [name = ''] = kept().filter((each) => each === `${hash('sha256', before)}.json`)
    expect(readFileSync(join(content, 'records', name))).toEqual(before)
    await again({ at: '2026-06-03T00:00:00Z' })
    expect(kept()).toHaveLength(2)
    publishRecords(content, join(place, 'next'))
    expect(readdirSync(join(place, 'next/api/v1/records')).sort()).toEqual(kept())
  })

  test('comes from the published site where the content folder is new, also a day later', async () => {
    rmSync(content, { recursive: true })
    expect(await again({ ledger: published() })).toMatchObject({ lost: [] })
    expect(kept()).toHaveLength(2)
    publishRecords(content, join(place, 'next'))
    rmSync(content, { recursive: true })
    const next = join(place, 'next/api/v1/ledger.ndjson')
    expect(await again({ at: '2026-06-03T00:00:00Z', ledger: next })).toMatchObject({ lost: [] })
    expect(kept()).toHaveLength(2)
  })

  test('is named when its bytes lie nowhere, or are others, and nothing fails', async () => {
    rmSync(content, { recursive: true })
    rmSync(join(place, 'site/api/v1/releases/product/1.0.0.json'))
    cpSync(published(), join(place, 'site/api/v1/releases/product/1.1.0.json'))
    const { lost } = await again({ ledger: published() })
    expect(lost).toMatchObject([{ version: '1.0.0' }, { version: '1.1.0' }])
  })

  test('comes back from the published site where its bytes were changed, and is taken away where it lies nowhere', async () => {
    await again()
    publishRecords(content, join(place, 'next'))
    const damage = () => writeFileSync(join(content, 'records', `${hash('sha256', before)}.json`), '{}')
    damage()
    const ledger = join(place, 'next/api/v1/ledger.ndjson')
    expect(await again({ at: '2026-06-03T00:00:00Z', ledger })).toMatchObject({ lost: [] })
    expect(readFileSync(join(content, 'records', `${hash('sha256', before)}.json`))).toEqual(before)
    damage()
    expect(() => requirePublished(content)).toThrow('.json is not what was collected. Run:')
    expect(await again({ at: '2026-06-04T00:00:00Z' })).toMatchObject({ lost: [{ version: '1.1.0' }] })
    expect(kept()).toHaveLength(1)
    requirePublished(content)
  })

  test('goes with its ledger', async () => {
    await again()
    await again({ newLedger: true, at: '2026-06-03T00:00:00Z' })
    expect(() => kept()).toThrow(/ENOENT/)
  })
})
