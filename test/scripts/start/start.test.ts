import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { releaseSummary, requireGit } from '#start/start.ts'

const go = { service: 'ledger', state: 'dossier', atRelease: 'go' } as const
const noGo = { ...go, atRelease: 'no-go' } as const
const bare = { service: 'web', state: 'no-dossier', atRelease: 'not-assessed' } as const
const quarantined = { ...bare, state: 'quarantined' } as const

test('npm start ends with 75 and a sentence on a machine without git', () => {
  expect(() => requireGit({ PATH: '/nonexistent' })).toThrow(
    expect.objectContaining({
      exitCode: 75,
      message: expect.stringMatching(/^git is not there.*Install git/),
    }),
  )
  expect(() => requireGit()).not.toThrow()
})

describe('the last line of npm start', () => {
  test('counts releases, services, GO and quarantined', () => {
    expect(releaseSummary([go, go, noGo, bare, quarantined])).toBe(
      '5 releases of 2 services, 2 GO at release, 1 without dossier, 1 quarantined',
    )
  })

  test('leaves out zeros and knows the singular', () => {
    expect(releaseSummary([noGo])).toBe('1 release of 1 service')
  })

  test('never counts a release without a dossier as GO', () => {
    expect(releaseSummary([{ ...bare, atRelease: 'go' }])).toBe('1 release of 1 service, 1 without dossier')
  })
})

describe('npm start', () => {
  const other = createServer()
  let taken: number
  beforeAll(async () => {
    await once(other.listen(0, 'localhost'), 'listening')
    taken = (other.address() as AddressInfo).port
  })
  afterAll(() => other.close())

  const start = (...args: string[]) =>
    spawnSync(process.execPath, ['scripts/start.ts', '--port', `${taken}`, ...args], { encoding: 'utf8' })

  test('says before all work that the port is in use, and names another', () => {
    const { status, stderr, stdout } = start()
    expect(stderr).toBe(`Port ${taken} is in use. Choose another, such as --port ${taken + 1}.\n`)
    expect([status, stdout]).toEqual([2, ''])
  })

  test('blames the repository first when that cannot be read either', () => {
    const { status, stderr } = start('--repository', '/nonexistent')
    expect(stderr).toContain('There is no repository at /nonexistent')
    expect(status).toBe(2)
  })
})
