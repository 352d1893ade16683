import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { workshop } from '#build/site.ts'

const OTHER = '/dev/shm'
const isOther = existsSync(OTHER) && statSync(OTHER).dev !== statSync('.').dev
mkdirSync('.cache', { recursive: true })
const scratch = mkdtempSync(resolve('.cache', 'site-test-'))
afterAll(() => rmSync(scratch, { recursive: true }))

describe('a site is made', () => {
  test('beside its target, in a folder that may have to be created', () => {
    const out = join(scratch, 'deep', 'site')
    expect(workshop(out, join(scratch, 'cache'))).toBe(join(scratch, 'deep', '.site.new'))
    expect(existsSync(join(scratch, 'deep'))).toBe(true)
  })

  test.runIf(isOther)('in the cache when its target is on another file system', () => {
    const cache = join(scratch, 'cache')
    expect(workshop(join(OTHER, 'site'), cache)).toBe(join(cache, 'site'))
  })
})
