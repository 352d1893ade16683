import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { benchDigest } from '#bench/digest.ts'

test('digests every file both ways and leaves nothing behind', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'bench-')), 'artifacts')
  expect(await benchDigest(folder, 2, 1)).toMatch(/^digesting {3}24 files: .*; plain loop: .*; ratio cpu /)
  expect(existsSync(folder)).toBe(false)
})
