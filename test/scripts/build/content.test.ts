import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { readCollected } from '#build/content.ts'
import { reindex } from '#collect/reindex.ts'
import { takeLock } from '#store/lock.ts'
import { AT, collectInto, put, snapshot, temporaryFolder } from '../collect/collecting.ts'
import { dossierSteps, dossierText, junit } from '../collect/dossiers.ts'
import { buildRepository } from '../collect/fast-import.ts'

const folder = temporaryFolder()
const whole = join(folder, 'whole')
let count = 0

beforeAll(async () => {
  const evidence = [
    { name: 'unit', kind: 'test', path: 'unit.xml', producer: 'ci', gates: [], publish: true },
  ]
  const steps = ['1.0.0', '1.1.0'].flatMap((version) =>
    dossierSteps(version, dossierText(version, { evidence }), { 'unit.xml': junit() }),
  )
  await collectInto(whole, { repository: buildRepository(join(folder, 'product'), steps) })
})

function copy(): string {
  const content = join(folder, `copy-${count++}`)
  cpSync(whole, content, { recursive: true })
  return content
}

/** Copies what was collected and changes one file of it. */
function changed(path: string, change: (text: string) => string): string {
  const content = copy()
  const file = join(content, path)
  writeFileSync(file, change(readFileSync(file, 'utf8')))
  return content
}

describe('what was collected', () => {
  test('is read with a search line for each release', () => {
    const { facts, search } = readCollected(copy())
    expect(facts.counts.releases).toBe(2)
    expect(search.map((line) => line.version)).toEqual(['1.0.0', '1.1.0'])
  })

  test('may hold no release', () => {
    const content = copy()
    for (const name of ['index', 'search']) put(join(content, `releases/${name}.ndjson`), '')
    expect(readCollected(content).search).toEqual([])
  })

  test.each(['catalog.json', 'releases/summary.json', 'releases/search.ndjson', 'releases/index.ndjson'])(
    'by another version is refused, with the name of %s and the command to run',
    (path) => {
      const content = changed(path, (text) => text.replace('{', '{"unheard":1,'))
      const message = `${join(content, path)} was collected by another version of this program. Run: npm run catalog -- collect`
      expect(() => readCollected(content)).toThrow(message)
    },
  )

  test('in a damaged state is refused', () => {
    expect(() => readCollected(changed('catalog.json', (text) => text.slice(0, -9)))).toThrow('is damaged')
  })

  test.each([
    ['is not what was collected', (file: string) => put(file, junit(false))],
    ['is gone', (file: string) => rmSync(file)],
  ])(
    'is refused by the build and the index where evidence %s, until it is collected again',
    async (what, damage) => {
      const content = copy()
      const [name = ''] = readdirSync(join(content, 'evidence'))
      const file = join(content, 'evidence', name)
      damage(file)
      const message = `${file} ${what}. Run: npm run catalog -- collect`
      expect(() => readCollected(content)).toThrow(message)
      expect(() => reindex({ content, at: AT })).toThrow(message)
      const { mended } = await collectInto(content, { repository: join(folder, 'product') })
      expect(mended).toEqual([`evidence/${name}`])
      expect(readCollected(content).facts.counts.releases).toBe(2)
      expect(readFileSync(file, 'utf8')).toBe(junit())
    },
  )

  test('is refused where bytes stand under a digest that nobody collected', () => {
    const content = copy()
    put(join(content, 'evidence', 'a'.repeat(64)), 'x')
    expect(() => readCollected(content)).toThrow(`evidence/${'a'.repeat(64)} is not what was collected`)
  })

  test('must be there', () => {
    expect(() => readCollected(join(folder, 'nowhere'))).toThrow('Collect releases first')
  })
})

describe('a collect that was killed while it moved its files', () => {
  /** The search lines still lie in the change that was decided on. */
  function killed(): string {
    const content = copy()
    mkdirSync(join(content, 'releases/.commit/files/releases'), { recursive: true })
    renameSync(
      join(content, 'releases/search.ndjson'),
      join(content, 'releases/.commit/files/releases/search.ndjson'),
    )
    put(join(content, 'releases/.commit/removed.json'), '[]')
    return content
  }

  test('is finished first', () => {
    const content = killed()
    expect(readCollected(content).search).toHaveLength(2)
    expect(snapshot(content)).toEqual(snapshot(whole))
  })

  test('is left alone while another run holds the lock', () => {
    const content = killed()
    const unlock = takeLock(join(content, 'releases'))
    expect(() => readCollected(content)).toThrow('Try again when it has finished')
    unlock()
    rmSync(content, { recursive: true })
  })
})
