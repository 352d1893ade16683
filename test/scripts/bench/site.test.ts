import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { writeBareProject } from '#bench/baseline-site.ts'
import { buildBare, pageBytes } from '#bench/site.ts'

test.skipIf(process.platform !== 'linux')(
  'bare Astro builds a page for each release, as heavy as it shall be',
  async () => {
    const scratch = mkdtempSync(join(tmpdir(), 'catalog-bench-site-'))
    onTestFinished(() => rmSync(scratch, { recursive: true }))
    const [content, project] = [join(scratch, 'content'), join(scratch, 'bare')]
    writeContent(content, ['1.0.0', '1.1.0'])
    writeBareProject(project)
    await buildBare(project, content, 20_000)
    expect(pageBytes(project, 2)).toBeGreaterThan(19_000)
    expect(pageBytes(project, 2)).toBeLessThan(21_000)
    expect(() => pageBytes(project, 3)).toThrow('2 pages for 3 releases were built.')
  },
  60_000,
)

function writeContent(content: string, versions: readonly string[]): void {
  mkdirSync(join(content, 'releases/a'), { recursive: true })
  const lines = versions.map((version) => JSON.stringify({ service: 'a', version }))
  writeFileSync(join(content, 'releases/index.ndjson'), `${lines.join('\n')}\n`)
  for (const version of versions)
    writeFileSync(
      join(content, `releases/a/${version}.json`),
      JSON.stringify({ version, purpose: 'To be read' }),
    )
}
