import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { treeWalker } from '#collect/git/tree.ts'
import { directorySource } from '#collect/sources/artifacts.ts'
import { treeSource } from '#collect/sources/tree.ts'

const folder = mkdtempSync(join(tmpdir(), 'beside-'))
afterAll(() => rmSync(folder, { recursive: true }))

const home = { tag: 'v1', service: 'pay', tree: 'a'.repeat(40), dossierPath: 'release/dossier.json' }

describe('the files beside a place in a folder of CI artifacts', () => {
  mkdirSync(join(folder, 'v1/reports/inner'), { recursive: true })
  writeFileSync(join(folder, 'v1/SHA256SUMS'), '')
  writeFileSync(join(folder, 'v1/reports/unit.xml'), '')
  symlinkSync(join(folder, 'v1/reports'), join(folder, 'v1/link'))
  symlinkSync(join(folder, 'v1/SHA256SUMS'), join(folder, 'v1/reports/SHA256SUMS'))
  const { beside } = directorySource(folder)

  test.each([
    ['unit.xml', ['SHA256SUMS']],
    ['reports/other.xml', ['unit.xml']],
    ['gone/unit.xml', null],
    ['link/unit.xml', null],
    ['../v2/unit.xml', null],
  ])('of %s are plain files of its folder: %j', async (path, names) => {
    expect(await beside?.(home, { path })).toEqual(names)
  })

  test('are none of an asset', async () => {
    expect(await beside?.(home, { asset: 'unit.xml' })).toBeNull()
  })
})

describe('the files beside a place in a tree', () => {
  const id = (digit: string) => digit.repeat(40)
  const entry = (mode: string, name: string, digit: string) =>
    Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(id(digit), 'hex')])
  const trees: Record<string, Buffer> = {
    [id('a')]: Buffer.concat([entry('100644', 'SHA256SUMS', 'f'), entry('40000', 'release', 'b')]),
    [id('b')]: Buffer.concat([entry('100644', 'checksums.txt', 'f'), entry('120000', 'link', 'f')]),
  }
  const objects = {
    read: async (name: string) => {
      const bytes = trees[name]
      return bytes ? { id: name, type: 'tree' as const, size: bytes.length, bytes, isForged: false } : null
    },
    close: async () => {},
  }
  const { beside } = treeSource(objects, treeWalker(objects, 40))

  test('are those of its folder, from the root and from the folder of the dossier', async () => {
    expect(await beside?.(home, { path: 'unit.xml' })).toEqual(['SHA256SUMS', 'checksums.txt'])
    expect(await beside?.(home, { path: 'release/unit.xml' })).toEqual(['checksums.txt'])
    expect(await beside?.(home, { path: 'gone/unit.xml' })).toEqual([])
  })
})
