import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { reindex } from '#collect/reindex.ts'
import { AT, collectInto, put, snapshot, temporaryFolder } from './collecting.ts'
import { dossierSteps, dossierText } from './dossiers.ts'
import { buildRepository } from './fast-import.ts'

const folder = temporaryFolder()
const whole = join(folder, 'whole')
const repository = join(folder, 'product')
const LATER = '2026-06-02T00:00:00Z'
let count = 0
let content: string

beforeAll(async () => {
  buildRepository(
    repository,
    ['1.0.0', '1.1.0'].flatMap((version) => dossierSteps(version, dossierText(version))),
  )
  await collectInto(whole, { repository })
})

beforeEach(() => {
  content = join(folder, `${count++}`)
  cpSync(whole, content, { recursive: true })
})

const again = (at: string) => collectInto(content, { repository, at })
const withoutTime = () =>
  Object.fromEntries(Object.entries(snapshot(content)).filter(([path]) => /product\//.test(path)))

describe.each([AT, LATER])('what lies wrong in the content folder, collected at %s', (at) => {
  test.each([
    ['a record', 'releases/product/1.0.0.json'],
    ['a statement', 'releases/.attestations/product/1.0.0.json'],
    ['an evaluation', 'releases/.evaluations/product/1.0.0.json'],
  ])('is made again where it is %s that was edited, or is gone', async (_, path) => {
    const before = withoutTime()
    for (const damage of [() => put(join(content, path), '{}'), () => rmSync(join(content, path))]) {
      damage()
      const { mended } = await again(at)
      expect(mended).toEqual(['releases/product/1.0.0.json'])
      expect(withoutTime()).toEqual(before)
    }
  })

  test('is removed where it belongs to no release', async () => {
    const before = withoutTime()
    const stray = ['releases/.attestations/product/6.6.6.json', 'releases/product/6.6.6.json']
    for (const path of stray) put(join(content, path), '{}')
    expect((await again(at)).mended).toEqual(stray)
    expect(withoutTime()).toEqual(before)
    expect((await again(at)).mended).toEqual([])
  })

  test('is made again where it is the memory of the last run, with what it no longer knows', async () => {
    const before = withoutTime()
    const file = join(content, 'releases/.collected.json')
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, -1))
    put(join(content, 'releases/product/6.6.6.json'), '{}')
    expect((await again(at)).mended).toEqual(['releases/.collected.json', 'releases/product/6.6.6.json'])
    expect(withoutTime()).toEqual(before)
  })
})

test('what was judged again is no damage', async () => {
  reindex({ content, at: LATER })
  expect((await again(LATER)).mended).toEqual([])
})
