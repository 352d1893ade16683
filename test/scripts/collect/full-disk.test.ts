import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { recover } from '#store/store.ts'
import { AT, collectInto, SURROUNDINGS, snapshot, temporaryFolder } from './collecting.ts'
import { dossierSteps, dossierText } from './dossiers.ts'
import { buildRepository } from './fast-import.ts'

/** A few points in every run of the tests; `FULL=10` makes it ten. */
const POINTS = Number(process.env['FULL'] ?? 3)

const folder = temporaryFolder()
/** Read at once are 64: with more a run is in the middle of reading when it ends. */
const RELEASES = 80
const disk = join(folder, 'disk')
mkdirSync(disk)
/** Only root may make a disk of its own, and not everywhere. */
const canMount = mount('1m')
afterAll(() => void spawnSync('umount', [disk]))

function mount(size: string): boolean {
  spawnSync('umount', [disk], { stdio: 'ignore' })
  return (
    spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', disk], { stdio: 'ignore' }).status === 0
  )
}

const steps = (purpose: string) =>
  Array.from({ length: RELEASES }, (_, n) => `${n}.${n % 9}.0`).flatMap((version) =>
    dossierSteps(version, dossierText(version, { purpose: `${purpose} ${'x'.repeat(200)}` })),
  )

let repository: string
let before: Record<string, string>
let after: Record<string, string>

beforeAll(async () => {
  if (!canMount) return
  const first = buildRepository(join(folder, 'first/product'), steps('Before'))
  repository = buildRepository(join(folder, 'second/product'), steps('After'))
  await collectInto(join(folder, 'old'), { repository: first })
  before = snapshot(join(folder, 'old'))
  cpSync(join(folder, 'old'), join(folder, 'new'), { recursive: true })
  await collectInto(join(folder, 'new'), { repository, acceptChanges: true })
  after = snapshot(join(folder, 'new'))
})

/** A disk with room for the old state, its folders, and a part of what a run writes beside it; the content on it. */
function fill(part: number): string {
  const kilobytes = (files: Record<string, string>) =>
    Object.values(files).reduce((sum, bytes) => sum + 4 * Math.ceil(bytes.length / 5461), 0)
  const size = kilobytes(before) + 40 + Math.round(kilobytes(after) * part)
  expect(mount(`${size}k`)).toBe(true)
  const content = join(disk, 'content')
  cpSync(join(folder, 'old'), content, { recursive: true })
  return content
}

describe.runIf(canMount)('a disk that is full', () => {
  test.each(Array.from({ length: POINTS }, (_, n) => n))(
    'loses nothing, wherever a run meets it (%i)',
    async (point) => {
      const cache = join(folder, 'cache')
      const content = fill((point + 0.5) / (POINTS + 1))
      await expect(collectInto(content, { repository, cache, acceptChanges: true })).rejects.toMatchObject({
        code: 'ENOSPC',
      })
      recover(content)
      expect([before, after]).toContainEqual(snapshot(content))
      // With room again the next run goes on as if nothing had been.
      expect(spawnSync('mount', ['-o', 'remount,size=64m', disk]).status).toBe(0)
      await collectInto(content, { repository, cache, acceptChanges: true })
      expect(snapshot(content)).toEqual(after)
    },
  )

  test('ends the command at once with 75, the file and what to do, and leaves the catalog as it was', () => {
    const content = fill(0.1)
    const args = ['--repository', repository, '--content', content, '--at', AT, '--accept-changes']
    const options = { encoding: 'utf8', timeout: 60_000, env: SURROUNDINGS } as const
    const run = () => spawnSync(process.execPath, ['scripts/catalog.ts', 'collect', ...args], options)
    const { status, stderr } = run()
    const said = stderr.trim().split('\n').at(-1)
    expect(said).toMatch(/^\S+\/content\/releases\/\S+ has no room left\. Free some, then try again\.$/)
    expect(status).toBe(75)
    recover(content)
    expect(snapshot(content)).toEqual(before)
    expect(spawnSync('mount', ['-o', 'remount,size=64m', disk]).status).toBe(0)
    expect(run()).toMatchObject({ status: 0 })
    expect(snapshot(content)).toEqual(after)
  })
})

test.skipIf(canMount)(
  'a disk that is full is not tried: this machine lets nobody but root mount one',
  () => {},
)
