import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { benchCollect, contentFolder } from '#bench/collect.ts'
import type { BenchRow } from '#bench/table.ts'

const scratch = mkdtempSync(join(tmpdir(), 'catalog-bench-collect-'))
const folder = join(scratch, 'evidence')
let rows: BenchRow[] = []

beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  rows = await benchCollect(folder, { whole: 11, part: 2 }, 'evidence', 1)
}, 60_000)

afterAll(() => {
  vi.restoreAllMocks()
  rmSync(scratch, { recursive: true })
})

describe.skipIf(process.platform !== 'linux')('collecting is measured', () => {
  test('against the plain loop, git alone and fewer releases, and costs more than each', () => {
    const against = rows.filter(({ what }) => what.startsWith('  against'))
    expect(against.map(({ what }) => what.trim())).toEqual([
      'against the plain loop',
      'against git alone',
      'against 2 releases',
    ])
    const [plain, git] = against.map(({ values }) => values[0] ?? 0)
    expect(plain).toBeGreaterThan(1)
    expect(git).toBeGreaterThan(plain ?? Infinity)
  })

  test('with a budget for the plain loop and one for memory', () => {
    expect(rows.map(({ most }) => most)).toEqual([undefined, 5, undefined, undefined, 1200])
  })

  test('over releases of which most are a GO, and some lack an approval or have a finding', () => {
    const lines = readFileSync(join(contentFolder(folder, 11), 'releases/index.ndjson'), 'utf8').trim()
    const releases = lines.split('\n').map((line) => JSON.parse(line))
    const refused = releases.filter(({ atRelease }) => atRelease !== 'go').map(({ version }) => version)
    expect(releases).toHaveLength(11)
    expect(refused.sort()).toEqual(['1.0.7', '1.1.1'])
  })
})
