import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { baselineCommand } from '#commands/baseline.ts'
import { collectInto, temporaryFolder } from '../collect/collecting.ts'
import { dossierSteps, dossierText } from '../collect/dossiers.ts'
import { buildRepository } from '../collect/fast-import.ts'

const content = join(temporaryFolder(), 'content')
const say = (subject?: string, format = 'text') => baselineCommand(subject, { content, format })

beforeAll(async () => {
  const steps = ['1.0.0', '1.1.0'].flatMap((version) => dossierSteps(version, dossierText(version)))
  await collectInto(content, { repository: buildRepository(join(content, '../product'), steps) })
})

describe('catalog baseline', () => {
  test('says of a release what it meets, and of the rest what would show it', async () => {
    const text = await say('product@latest')
    expect(text).toMatch(/^product 1\.1\.0 meets \d+ of 20 public requirements\.\n/)
    expect(text).toContain(
      '  Licence in the source: No licence is in the tree. A LICENSE file would show it. [',
    )
    expect(text).toMatch(/They are no verdict\.\n$/)
    const { requirements } = JSON.parse(await say('product@1.0.0', 'json'))
    expect(requirements[0]).toMatchObject({ id: 'version', outcome: 'met', osps: [{ id: 'OSPS-BR-02.01' }] })
  })

  test('says of a service how it moved, and of all releases how many meet what', async () => {
    expect(await say('product')).toMatch(/^product: 0 of 2 releases are signed\.\n\n1\.1\.0 .*\n1\.0\.0 /)
    expect(await say()).toMatch(/^2 releases of 1 service\..*\n\nA version of its own +2 +0 +0 +0\n/)
    expect(JSON.parse(await say(undefined, 'json'))).toMatchObject({ total: 2 })
  })

  test('names what there is for a service that is not there, and refuses another format', async () => {
    await expect(say('other')).rejects.toThrow('There are: product.')
    await expect(say('product', 'yaml')).rejects.toMatchObject({ exitCode: 2 })
  })
})
