import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { recover } from '#store/store.ts'
import { AT, collectInto, snapshot, temporaryFolder } from './collecting.ts'
import { dossierSteps, dossierText } from './dossiers.ts'
import { buildRepository } from './fast-import.ts'

const folder = temporaryFolder()
const old = join(folder, 'old')
let repository: string
let oldState: Record<string, string>
let newState: Record<string, string>

/** A few in every run of the tests; `KILLS=50` makes it fifty. */
const ROUNDS = Number(process.env['KILLS'] ?? 12)

const VERSIONS = Array.from({ length: 40 }, (_, n) => `${n}.${n % 9}.0`)
const steps = (purpose: string) =>
  VERSIONS.flatMap((version) => dossierSteps(version, dossierText(version, { purpose })))

beforeAll(async () => {
  const before = buildRepository(join(folder, 'before/product'), steps('Before'))
  repository = buildRepository(join(folder, 'after/product'), [
    ...steps('After'),
    ...dossierSteps('99.0.0', '{'),
  ])
  await collectInto(old, { repository: before })
  oldState = snapshot(old)
  const whole = join(folder, 'new')
  cpSync(old, whole, { recursive: true })
  await collectInto(whole, { repository, acceptChanges: true })
  newState = snapshot(whole)
})

const command = (content: string) => [
  'scripts/catalog.ts',
  'collect',
  '--repository',
  repository,
  '--content',
  content,
  '--at',
  AT,
  '--accept-changes',
]

describe('a run that is killed', () => {
  test('leaves the old state or the new one, wherever it is interrupted', {
    timeout: 60_000 + 15_000 * ROUNDS,
  }, async () => {
    const started = performance.now()
    spawnSync(process.execPath, command(copy('timing')), { stdio: 'ignore' })
    const whole = performance.now() - started
    const seen = new Set<string>()
    for (let round = 0; round < ROUNDS; round += 1) {
      const content = copy(`round-${round}`)
      const child = spawn(process.execPath, command(content), { stdio: 'ignore' })
      // Most of a run is starting up and reading; the later part is where files are written.
      const delay = whole * (0.3 + (0.75 * round) / ROUNDS)
      const timer = setTimeout(() => child.kill('SIGKILL'), delay)
      await once(child, 'close')
      clearTimeout(timer)
      recover(content)
      const state = withoutLocks(snapshot(content))
      const which = same(state, oldState) ? 'old' : same(state, newState) ? 'new' : 'half'
      seen.add(which)
      const differing = which === 'half' ? [oldState, newState].map((each) => differences(each, state)) : []
      expect(differing, `killed after ${Math.round(delay)} ms`).toEqual([])
    }
    expect(seen.size).toBeGreaterThan(0)
  })

  test('does not block the next run', async () => {
    const content = copy('next')
    writeFileSync(join(content, 'releases/.lock'), '999999999\n')
    writeFileSync(join(content, 'releases/.lock.999999999'), '999999999\n')
    await collectInto(content, { repository, acceptChanges: true })
    expect(snapshot(content)).toEqual(newState)
    expect(existsSync(join(content, 'releases/.lock'))).toBe(false)
  })
})

/** A run may be killed while it takes the lock, too; the next one sweeps. */
function withoutLocks(state: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(state).filter(([path]) => !path.startsWith('releases/.lock')))
}

function copy(name: string): string {
  const content = join(folder, name)
  cpSync(old, content, { recursive: true })
  return content
}

/** Paths whose bytes are not the same in two states. */
function differences(a: Record<string, string>, b: Record<string, string>): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((path) => a[path] !== b[path])
}

function same(a: Record<string, string>, b: Record<string, string>): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
