import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildSite, putInPlace } from '#build/site.ts'
import { collectInto, put } from '../collect/collecting.ts'
import { buildRepository } from '../collect/fast-import.ts'

const OTHER = '/dev/shm'
const isOther = existsSync(OTHER) && statSync(OTHER).dev !== statSync(tmpdir()).dev
const scratch = mkdtempSync(join(tmpdir(), 'site-test-'))
afterAll(() => rmSync(scratch, { recursive: true }))

describe('a site is put into place', () => {
  const made = (name: string) => {
    put(join(scratch, name, 'index.html'), name)
    return join(scratch, name)
  }

  test('in a folder that has to be made, and instead of the one before', () => {
    const out = join(scratch, 'deep/site')
    for (const name of ['first', 'second']) putInPlace(made(name), out)
    expect(readFileSync(join(out, 'index.html'), 'utf8')).toBe('second')
    expect(readdirSync(join(scratch, 'deep'))).toEqual(['site'])
  })

  test.runIf(isOther)('on another file system', () => {
    const folder = mkdtempSync(join(OTHER, 'site-test-'))
    putInPlace(made('third'), join(folder, 'site'))
    const found = [readdirSync(folder), readFileSync(join(folder, 'site/index.html'), 'utf8')]
    rmSync(folder, { recursive: true })
    expect(found).toEqual([['site'], 'third'])
  })

  test('or leaves the one before, and nothing beside it', () => {
    const out = join(scratch, 'kept/site')
    putInPlace(made('fourth'), out)
    expect(() => putInPlace(join(scratch, 'nothing'), out)).toThrow('ENOENT')
    expect(readFileSync(join(out, 'index.html'), 'utf8')).toBe('fourth')
    expect(readdirSync(join(scratch, 'kept'))).toEqual(['site'])
  })
})

describe('a site is refused', () => {
  const content = join(scratch, 'content')
  beforeAll(async () => {
    await collectInto(content, { repository: buildRepository(join(scratch, 'product'), []) })
  })
  const build = (out: string) => buildSite({ content, authored: content, cache: join(scratch, 'cache'), out })

  test('a folder that holds something else, which would be lost', async () => {
    put(join(scratch, 'papers/thesis.txt'), 'years of work')
    await expect(build(join(scratch, 'papers'))).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/papers holds something else than a site of this catalog/),
    })
    expect(existsSync(join(scratch, 'papers/thesis.txt'))).toBe(true)
  })

  test.each(['file', 'file/below'])('a place that is no folder (%s)', async (name) => {
    put(join(scratch, 'file'), '')
    await expect(build(join(scratch, name))).rejects.toMatchObject({
      exitCode: 2,
      message: `${join(scratch, name)} is no folder. Name another place for the site with --out.`,
    })
    expect(statSync(join(scratch, 'file')).isFile()).toBe(true)
  })
})
