import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { AT, SURROUNDINGS, snapshot, temporaryFolder } from './collecting.ts'
import { dossierSteps, dossierText } from './dossiers.ts'
import { buildRepository } from './fast-import.ts'
import { TRAPS } from './recipe.ts'

const folder = temporaryFolder()
const steps = [...TRAPS, ...dossierSteps('3.1.0', dossierText('3.1.0')), ...dossierSteps('3.2.0', '{')]

/** Runs the command itself, in an environment of its own. */
function run(repository: string, content: string, env: Record<string, string>): Record<string, string> {
  const args = ['scripts/catalog.ts', 'collect', '--repository', repository, '--content', content]
  execFileSync(process.execPath, args, { env: { ...SURROUNDINGS, ...env }, stdio: 'pipe' })
  return snapshot(content)
}

describe('the bytes of a catalog', () => {
  test('depend on nothing but the repository and the catalog time', () => {
    const one = buildRepository(join(folder, 'one/product'), steps)
    const other = buildRepository(join(folder, 'other/place/product'), steps)
    const epoch = `${Date.parse(AT) / 1000}`
    const first = run(one, join(folder, 'first'), { SOURCE_DATE_EPOCH: epoch, TZ: 'UTC', LANG: 'C' })
    const second = run(other, join(folder, 'second'), {
      SOURCE_DATE_EPOCH: epoch,
      TZ: 'Pacific/Kiritimati',
      LANG: 'tr_TR.UTF-8',
      LC_ALL: 'tr_TR.UTF-8',
      GIT_DIR: '/nonexistent',
      GIT_OBJECT_DIRECTORY: '/nonexistent',
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'log.showSignature',
      GIT_CONFIG_VALUE_0: 'true',
    })
    expect(Object.keys(first).length).toBeGreaterThan(10)
    expect(second).toEqual(first)
  })
})
