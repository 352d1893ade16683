import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { readLedger } from '#ledger/text.ts'
import { CatalogFacts } from '#model/catalog.ts'
import { collectInto, snapshot, temporaryFolder } from './collecting.ts'
import { dossierSteps, dossierText } from './dossiers.ts'
import { buildRepository, git } from './fast-import.ts'

const folder = temporaryFolder()
let count = 0
let content: string
let repository: string

beforeEach(async () => {
  const place = join(folder, `${count++}`)
  content = join(place, 'content')
  const steps = ['1.0.0', '1.1.0'].flatMap((version) => dossierSteps(version, dossierText(version)))
  repository = buildRepository(join(place, 'product'), steps)
  await collect()
})

const collect = (given = {}) => collectInto(content, { repository, ...given })
const inRepository = (...args: string[]) => git([`--git-dir=${repository}`, ...args])
const ledger = () => {
  const read = readLedger(readFileSync(join(content, 'ledger.ndjson'), 'utf8'))
  if (!read.ok) throw new Error(read.fault.code)
  return read.lines
}
/** What stands in the folder; what a failed run wrote aside is swept away by the next one. */
const collected = () =>
  Object.fromEntries(Object.entries(snapshot(content)).filter(([path]) => !path.startsWith('releases/.next')))
const acts = () => ledger().map(({ entry }) => `${entry.act} ${entry.version}`)
const LATER = '2026-06-02T00:00:00Z'

describe('the ledger of a collected catalog', () => {
  test('records each release once, however often it is collected', async () => {
    expect(acts()).toEqual(['published 1.0.0', 'published 1.1.0'])
    const summary = await collect({ at: LATER })
    expect(summary.ledger).toEqual({ entries: 2, added: 0 })
    expect(acts()).toHaveLength(2)
  })

  test('is named by its head in catalog.json', () => {
    const facts = CatalogFacts.parse(JSON.parse(readFileSync(join(content, 'catalog.json'), 'utf8')))
    expect(facts.ledger).toEqual({ entries: 2, head: ledger().at(-1)?.digest })
  })

  test('records a moved tag, with the old commit and the new one', async () => {
    inRepository('update-ref', 'refs/tags/v1.1.0', inRepository('rev-parse', 'v1.0.0^{commit}'))
    await collect({ at: LATER })
    expect(acts()).toEqual(['published 1.0.0', 'published 1.1.0', 'superseded 1.1.0'])
    const [first, before, after] = ledger()
    expect(after?.entry.commit).toBe(first?.entry.commit)
    expect(after?.entry.commit).not.toBe(before?.entry.commit)
    expect(after?.entry.at).toBe(LATER)
  })

  test('records a removed tag', async () => {
    inRepository('update-ref', '-d', 'refs/tags/v1.0.0')
    await collect({ at: LATER })
    // The range of the release after it is another now, so its record is too.
    expect(acts().slice(2)).toEqual(['withdrawn 1.0.0', 'superseded 1.1.0'])
  })

  test('is never begun anew in silence: where its file is lost or cut, nothing is written', async () => {
    const whole = readFileSync(join(content, 'ledger.ndjson'), 'utf8')
    writeFileSync(join(content, 'ledger.ndjson'), whole.slice(0, whole.indexOf('\n') + 1))
    const cut = collected()
    await expect(collect({ at: LATER })).rejects.toThrow(/lost entries: it has 1 entry and once had 2/)
    expect(collected()).toEqual(cut)
    rmSync(join(content, 'ledger.ndjson'))
    await expect(collect({ at: LATER })).rejects.toThrow(/lost entries: it has 0 entries/)
    const kept = join(content, '../kept.ndjson')
    writeFileSync(kept, whole)
    await collect({ at: LATER, ledger: kept })
    expect(readFileSync(join(content, 'ledger.ndjson'), 'utf8')).toBe(whole)
  })

  test('that is shorter where it is published than it was seen there is refused, also when nothing else is new', async () => {
    const kept = join(content, '../kept.ndjson')
    const whole = readFileSync(join(content, 'ledger.ndjson'), 'utf8')
    writeFileSync(kept, whole)
    await collect({ ledger: kept })
    writeFileSync(kept, whole.slice(0, whole.indexOf('\n') + 1))
    await expect(collect({ ledger: kept })).rejects.toThrow(/kept\.ndjson lost entries/)
    await collect({ newLedger: true })
    await collect({ ledger: join(content, 'ledger.ndjson') })
  })

  test('of another repository is refused, and nothing is written', async () => {
    const before = collected()
    const other = buildRepository(join(content, '../other'), dossierSteps('7.0.0', dossierText('7.0.0')))
    await expect(collect({ repository: other })).rejects.toThrow(/--new-ledger/)
    expect(collected()).toEqual(before)
    await collect({ repository: other, newLedger: true })
    expect(acts()).toEqual(['published 7.0.0'])
  })
})
