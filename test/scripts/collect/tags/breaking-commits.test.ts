import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import type { GitFacts } from '#model/release.ts'
import { collectInto, readRecord, temporaryFolder, writeConfiguration } from '../collecting.ts'
import { buildRepository, type Step } from '../fast-import.ts'

const commit = (name: string, day: number, subject: string, path: string): Step => ({
  commit: name,
  at: `2026-03-${10 + day}T12:00:00Z`,
  subject,
  files: { [path]: `${name}\n` },
})

/** Two services in one repository, with something that breaks before, in and after each of two releases. */
const STEPS: readonly Step[] = [
  commit('a', 0, 'feat!: nobody ran it yet', 'ledger/a'),
  { tag: 'ledger/v1.0.0', of: 'a' },
  { tag: 'edge/v1.0.0', of: 'a' },
  commit('b', 1, 'feat(ledger)!: whole credits (#7)', 'ledger/b'),
  { tag: 'ledger/v1.1.0-rc.1', of: 'b' },
  commit('c', 2, 'feat: fees\n\nMore.\n\nBREAKING CHANGE: fees are booked\nwith the bet', 'ledger/c'),
  commit('d', 3, 'feat!: new routes', 'edge/d'),
  commit('e', 4, 'feat!: both', 'edge/e'),
  commit('f', 5, 'docs!: the contract', 'docs/f'),
  commit('g', 6, 'feat: nothing breaks', 'ledger/g'),
  { tag: 'ledger/v1.1.0', of: 'g' },
  { tag: 'edge/v1.1.0', of: 'g' },
]

const folder = temporaryFolder()
const content = join(folder, 'content')
const breaking = (service: string, version: string): GitFacts['breaking'] =>
  readRecord(content, service, version).git.breaking
const told = (service: string, version: string) => breaking(service, version).commits.map(({ what }) => what)

beforeAll(async () => {
  const repository = buildRepository(join(folder, 'repository'), STEPS)
  const config = writeConfiguration(join(folder, 'config'), { repository }, [
    { id: 'ledger', tag: 'ledger/v{version}', paths: ['ledger/**'], order: 1 },
    { id: 'edge', tag: 'edge/v{version}', paths: ['edge/**'], order: 2 },
    { id: 'contract', kind: 'bounded-context', paths: ['docs/**'], order: 3 },
  ])
  await collectInto(content, { config })
})

test('a first release breaks nothing', () => {
  expect(breaking('ledger', '1.0.0')).toEqual({ total: 0, commits: [] })
})

test('a pre-release tells what breaks since the last stable release, with its pull request', () => {
  expect(breaking('ledger', '1.1.0-rc.1')).toMatchObject({
    total: 1,
    commits: [{ subject: 'feat(ledger)!: whole credits (#7)', what: 'whole credits (#7)', pullRequest: 7 }],
  })
})

test('a release tells it too, newest first, from subjects and footers', () => {
  expect(told('ledger', '1.1.0')).toEqual(['the contract', 'fees are booked', 'whole credits (#7)'])
})

test('what only touches a service with releases of its own is told there', () => {
  expect(told('edge', '1.1.0')).toEqual(['the contract', 'both', 'new routes'])
})
