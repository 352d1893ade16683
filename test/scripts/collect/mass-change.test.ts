import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { collectInto, snapshot, temporaryFolder, writeConfiguration } from './collecting.ts'
import { dossierSteps, dossierText } from './dossiers.ts'
import { buildRepository, git } from './fast-import.ts'

const folder = temporaryFolder()
const VERSIONS = ['1.0.0', '1.1.0', '1.2.0', '1.3.0', '1.4.0', '1.5.0']
const LATER = '2026-06-02T00:00:00Z'
let count = 0
let place: string
let content: string
let repository: string

beforeEach(async () => {
  place = join(folder, `${count++}`)
  content = join(place, 'content')
  const steps = VERSIONS.flatMap((version) => dossierSteps(version, dossierText(version)))
  repository = buildRepository(join(place, 'product'), steps)
  await collect()
})

/** @param massChange of the configuration. */
function collect(given = {}, massChange?: object) {
  const catalog = { repository, ...(massChange ? { massChange } : {}) }
  const config = writeConfiguration(place, catalog, [{ id: 'product', tag: 'v{version}' }])
  return collectInto(content, { config, ...given })
}

const inRepository = (...args: string[]) => git([`--git-dir=${repository}`, ...args])
const removeTags = (versions: readonly string[]) => {
  for (const version of versions) inRepository('update-ref', '-d', `refs/tags/v${version}`)
}
const kept = () =>
  Object.fromEntries(Object.entries(snapshot(content)).filter(([path]) => !path.startsWith('releases/.next')))

describe('a run that changes much of what was published', () => {
  test('stops with a list, and leaves everything as it was', async () => {
    const before = kept()
    removeTags(VERSIONS.slice(1))
    const refused = collect({ at: LATER })
    await expect(refused).rejects.toThrow(
      /^5 of 6 published releases would change at once.*\n {2}product@1\.1\.0 would be withdrawn.*\n(.*\n)*.*--accept-changes\.$/,
    )
    await expect(refused).rejects.toMatchObject({ exitCode: 1 })
    expect(kept()).toEqual(before)
  })

  test('goes on when somebody says that it is meant', async () => {
    removeTags(VERSIONS.slice(1))
    expect(await collect({ at: LATER, acceptChanges: true })).toMatchObject({ ledger: { added: 5 } })
    expect(await collect({ at: '2026-06-03T00:00:00Z' })).toMatchObject({ ledger: { added: 0 } })
  })

  test('goes on when it changes fewer, and stops at fewer where the configuration says so', async () => {
    removeTags(['1.5.0'])
    await expect(collect({ at: LATER }, { share: 0.1, least: 1 })).rejects.toThrow(/^1 of 6 published/)
    expect(await collect({ at: LATER })).toMatchObject({ removed: 1 })
  })

  test('says that the notes are bad when they put every release into quarantine', async () => {
    const blob = inRepository('rev-parse', 'v1.0.0:release/dossier.json')
    inRepository('update-ref', 'refs/notes/dossier', blob)
    await expect(collect({ at: LATER })).rejects.toThrow(
      /^6 of 6 .*\n {2}product@1\.0\.0 would be quarantined: The notes of dossiers are bad: refs\/notes\/dossier points at a blob/,
    )
    inRepository('update-ref', '-d', 'refs/notes/dossier')
    expect(await collect({ at: LATER })).toMatchObject({ counts: { quarantined: 0 } })
  })

  test('is not stopped again by what is in quarantine already', async () => {
    inRepository('update-ref', 'refs/notes/dossier', inRepository('rev-parse', 'v1.0.0:release/dossier.json'))
    await collect({ at: LATER, acceptChanges: true })
    expect(await collect({ at: '2026-06-03T00:00:00Z' })).toMatchObject({ counts: { quarantined: 6 } })
  })
})
