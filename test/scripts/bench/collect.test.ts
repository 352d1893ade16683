import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { benchCollect, collectLines } from '#bench/collect.ts'

const folder = mkdtempSync(join(tmpdir(), 'catalog-bench-collect-'))

afterAll(() => rmSync(folder, { recursive: true }))

test('measures collecting against git and against a plain loop over the same objects', async () => {
  const bench = await benchCollect(folder, 11, 'evidence', 1)
  expect(bench.whole[0]?.plain.memory).toBeGreaterThan(bench.whole[0]?.bare.memory ?? Infinity)
  const [, whole, plain] = collectLines('evidence', [bench])
  expect(whole).toMatch(/^ {2}whole .* git: .* ratio cpu/)
  expect(plain).toMatch(/^ {12}plain loop: .* ratio cpu/)
}, 60_000)
