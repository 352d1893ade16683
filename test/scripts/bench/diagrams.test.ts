import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { benchDiagrams } from '#bench/diagrams.ts'

test.skipIf(process.platform !== 'linux')(
  'diagrams are drawn once and then taken from the cache',
  async () => {
    const scratch = mkdtempSync(join(tmpdir(), 'bench-diagrams-'))
    onTestFinished(() => rmSync(scratch, { recursive: true }))
    const line = await benchDiagrams(join(scratch, 'cache'), 4)
    expect(line).toMatch(/4 distinct ones: .* ms cpu each drawn, .* ms cpu each from the cache$/)
    expect(readdirSync(join(scratch, 'cache'))).toHaveLength(4)
  },
)
