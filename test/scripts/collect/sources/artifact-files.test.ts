import { execFileSync } from 'node:child_process'
import { mkdtempSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { readArtifact } from '#collect/sources/artifact-files.ts'
import { put, temporaryFolder } from '../collecting.ts'

/** Called in the moment before a file is opened, and in the one after. */
const meanwhile = vi.hoisted(() => ({ opening: () => {}, opened: () => {} }))
vi.mock('node:fs', async (load) => {
  const all = await load<typeof import('node:fs')>()
  const openSync: typeof all.openSync = (...args) => {
    meanwhile.opening()
    const descriptor = all.openSync(...args)
    meanwhile.opened()
    return descriptor
  }
  return { ...all, openSync }
})

const folder = temporaryFolder()
const SECRET = 'not of this release'
let root: string

beforeEach(() => {
  Object.assign(meanwhile, { opening: () => {}, opened: () => {} })
  root = mkdtempSync(join(folder, 'artifacts-'))
  put(join(root, 'v1.0.0/reports/unit.xml'), 'x')
  put(join(root, 'outside/unit.xml'), SECRET)
})

const read = (path = 'reports/unit.xml', largest = 100) => readArtifact(root, 'v1.0.0', path, largest)

describe('a file that CI left', () => {
  test('is read, up to its limit', () => {
    expect(read()).toEqual({ kind: 'file', bytes: Buffer.from('x') })
    expect(read('reports/unit.xml', 0)).toEqual({ kind: 'large', size: 1 })
    expect(read('reports/none.xml')).toEqual({ kind: 'absent' })
  })

  test('is not read behind a link, be that its last step or one before', () => {
    symlinkSync(join(root, 'outside/unit.xml'), join(root, 'v1.0.0/last'))
    symlinkSync(join(root, 'outside'), join(root, 'v1.0.0/folder'))
    symlinkSync(join(root, 'nowhere'), join(root, 'v1.0.0/broken'))
    expect(['last', 'folder/unit.xml', 'broken'].map((path) => read(path))).toEqual(
      ['last', 'folder', 'broken'].map(() => ({ kind: 'link' })),
    )
  })

  test('is not read when a link takes its place in the moment before it is opened', () => {
    meanwhile.opening = () => {
      renameSync(join(root, 'v1.0.0/reports/unit.xml'), join(root, 'v1.0.0/reports/gone'))
      symlinkSync(join(root, 'outside/unit.xml'), join(root, 'v1.0.0/reports/unit.xml'))
    }
    expect(read()).toEqual({ kind: 'link' })
  })

  test.each([
    ['stays', false],
    ['is gone again when one looks', true],
  ])('is not read when a link takes the place of its folder, and %s', (_, isShort) => {
    meanwhile.opening = () => {
      renameSync(join(root, 'v1.0.0/reports'), join(root, 'v1.0.0/kept'))
      symlinkSync(join(root, 'outside'), join(root, 'v1.0.0/reports'))
    }
    if (isShort)
      meanwhile.opened = () => {
        rmSync(join(root, 'v1.0.0/reports'))
        renameSync(join(root, 'v1.0.0/kept'), join(root, 'v1.0.0/reports'))
      }
    expect(read()).toEqual({ kind: 'link' })
  })

  test('is no pipe, and nobody waits for one', () => {
    execFileSync('mkfifo', [join(root, 'v1.0.0/pipe')])
    expect(read('pipe')).toEqual({ kind: 'other' })
  })
})
