import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkSize, PAGES } from '#build/size.ts'
import { put, temporaryFolder } from '../collect/collecting.ts'

const folder = temporaryFolder()
const LIMITS = { most: 8_000_000, much: 5_000_000 }

/** A site of so many bytes, in two folders. */
function siteOf(bytes: number): string {
  const site = join(folder, `${bytes}`)
  put(join(site, 'index.html'), Buffer.alloc(Math.floor(bytes / 2)))
  put(join(site, 'a/index.html'), Buffer.alloc(Math.ceil(bytes / 2)))
  return site
}

test('a site fits, fits still, or is refused by the bytes of all its files', () => {
  expect(PAGES).toEqual({ most: 800_000_000, much: 500_000_000 })
  expect(checkSize(siteOf(5_000_000), LIMITS)).toBeNull()
  expect(checkSize(siteOf(5_000_001), LIMITS)).toMatch(
    /^The site has 6 MB of the 8 MB that fit\. Publish less/,
  )
  expect(checkSize(siteOf(8_000_000), LIMITS)).not.toBeNull()
  expect(() => checkSize(siteOf(8_000_001), LIMITS)).toThrow(
    'The site has 9 MB, more than the 8 MB that fit.',
  )
})

test('a site with a link is refused', () => {
  const site = siteOf(10)
  symlinkSync('/etc/passwd', join(site, 'a/passwd'))
  expect(() => checkSize(site, LIMITS)).toThrow(/a\/passwd is no file/)
})
