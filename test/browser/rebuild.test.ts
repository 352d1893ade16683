import { spawnSync } from 'node:child_process'
import { hash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { collectInto, snapshot, temporaryFolder } from '../scripts/collect/collecting.ts'
import { dossierSteps, dossierText } from '../scripts/collect/dossiers.ts'
import { buildRepository } from '../scripts/collect/fast-import.ts'

const folder = temporaryFolder()
// One inside the project and one outside.
const outs = [resolve('.cache/test/rebuild/warm'), join(folder, 'cold')]
const steps = ['1.0.0', '1.1.0', '1.2.0'].map((version) => dossierSteps(version, dossierText(version)))

afterAll(() => {
  rmSync(resolve('.cache/test/rebuild'), { recursive: true, force: true })
  for (const out of outs)
    rmSync(resolve('.cache/build', hash('sha256', out).slice(0, 16)), { recursive: true, force: true })
})

function build(content: string, out: string): string {
  const args = ['scripts/build.ts', '--content', content, '--authored', content, '--out', out]
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    env: { ...process.env, CATALOG_QUIET: '' },
  })
  expect(`${status} ${stderr}`).toMatch(/^0 /)
  return stdout
}

test('a rebuild after one new release equals a cold build byte for byte', { timeout: 240_000 }, async () => {
  const [warm = '', cold = ''] = outs
  const content = join(folder, 'content')
  const collect = async (name: string, count: number) =>
    collectInto(content, {
      repository: buildRepository(join(folder, name, 'product'), steps.slice(0, count).flat()),
    })
  await collect('before', 2)
  build(content, warm)
  await collect('after', 3)
  const said = build(content, warm)
  build(content, cold)
  // Its neighbor shows a link to the new one; the one before that shows nothing new.
  expect(said).toMatch(/product\/1\.0\.0\/index\.html.*\((cached|restored)\)/)
  expect(said).not.toMatch(/product\/1\.1\.0\/index\.html.*\((cached|restored)\)/)
  expect(snapshot(warm)).toEqual(snapshot(cold))
})
