import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { audit } from '#commands/verify/audit.ts'
import { collectInto, temporaryFolder } from './collecting.ts'
import { dossierSteps, dossierText } from './dossiers.ts'
import { buildRepository, git } from './fast-import.ts'

const folder = temporaryFolder()
const faults = async (content: string) =>
  (await audit(content, null)).steps.flatMap((step) => step.faults.map(({ code }) => code))

test('a repository without tags gives a catalog without releases, which holds', async () => {
  const content = join(folder, 'none/content')
  const commit = { commit: 'a', at: '2026-03-01T12:00:00Z', subject: 'a', files: { 'a.txt': 'a' } }
  const repository = buildRepository(join(folder, 'none/product'), [commit])
  const { counts } = await collectInto(content, { repository })
  expect(counts).toEqual({ tags: 0, releases: 0, dossiers: 0, quarantined: 0, ignored: 0 })
  expect(readFileSync(join(content, 'ledger.ndjson'), 'utf8')).toBe('')
  expect(await faults(content)).toEqual([])
})

test('a catalog of which every dossier is bad from the start lists all of them, and holds', async () => {
  const content = join(folder, 'bad/content')
  const steps = ['1.0.0', '1.1.0', '1.2.0'].flatMap((version) => dossierSteps(version, '{'))
  const repository = buildRepository(join(folder, 'bad/product'), steps)
  const { counts, quarantined } = await collectInto(content, { repository })
  expect(counts).toMatchObject({ releases: 3, quarantined: 3 })
  expect(quarantined.map(({ release }) => release)).toEqual([
    'product@1.0.0',
    'product@1.1.0',
    'product@1.2.0',
  ])
  expect(await faults(content)).toEqual([])
})

test('a catalog whose tags are all gone is refused: it is another repository, or nothing was fetched', async () => {
  const content = join(folder, 'gone/content')
  const steps = ['1.0.0', '1.1.0'].flatMap((version) => dossierSteps(version, dossierText(version)))
  const repository = buildRepository(join(folder, 'gone/product'), steps)
  await collectInto(content, { repository })
  for (const tag of ['v1.0.0', 'v1.1.0'])
    git([`--git-dir=${repository}`, 'update-ref', '-d', `refs/tags/${tag}`])
  await expect(collectInto(content, { repository })).rejects.toThrow(
    /not one of the releases in it is in this/,
  )
})
