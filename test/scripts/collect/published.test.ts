import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { audit } from '#commands/verify/audit.ts'
import { sha256 } from '#ledger/text.ts'
import { collectInto, put, readRecord, temporaryFolder, writeConfiguration } from './collecting.ts'
import { dossierSteps, dossierText, junit } from './dossiers.ts'
import { buildRepository, git } from './fast-import.ts'

const folder = temporaryFolder()
let count = 0
let place: string
let content: string
let config: string
let repository: string

beforeEach(() => {
  place = join(folder, `${count++}`)
  content = join(place, 'content')
  const artifact = (name: string, more = {}) => ({
    name,
    kind: 'test',
    producer: 'ci',
    path: `${name}.xml`,
    gates: [],
    ...more,
  })
  const evidence = [
    artifact('open', { publish: true }),
    artifact('kept'),
    artifact('forged', { publish: true, sha256: 'a'.repeat(64) }),
  ]
  const steps = dossierSteps('1.0.0', dossierText('1.0.0', { evidence }))
  repository = buildRepository(join(place, 'product'), steps)
  config = writeConfiguration(place, { repository, artifacts: 'artifacts' }, [
    { id: 'product', tag: 'v{version}' },
  ])
  for (const { name, path } of evidence)
    put(join(place, 'artifacts/v1.0.0', path), `${junit()}<!-- ${name} -->`)
})

const collect = (given = {}) => collectInto(content, { config, ...given })
const published = () => (existsSync(join(content, 'evidence')) ? readdirSync(join(content, 'evidence')) : [])

describe('artifacts that a dossier wants published', () => {
  test('are copied under their digest, unlike others and bytes that differ from the declared ones', async () => {
    await collect()
    const { evidence } = readRecord(content, 'product', '1.0.0')
    expect(evidence.map(({ status }) => status)).toEqual(['passed', 'passed', 'tampered'])
    const [digest = ''] = published()
    expect(published()).toEqual([evidence[0]?.sha256])
    expect(sha256(readFileSync(join(content, 'evidence', digest), 'utf8'))).toBe(digest)
  })

  test('are put back when one is lost, and only then', async () => {
    await collect()
    expect(await collect()).toMatchObject({ read: 0 })
    rmSync(join(content, 'evidence', published()[0] ?? ''))
    expect(await collect()).toMatchObject({ read: 1 })
    expect(published()).toHaveLength(1)
  })

  test('are removed with the last release that has them', async () => {
    await collect()
    const inRepository = (...args: string[]) => git([`--git-dir=${repository}`, 'update-ref', ...args])
    inRepository('refs/tags/v2.0.0', git([`--git-dir=${repository}`, 'rev-parse', 'v1.0.0^{commit}']))
    inRepository('-d', 'refs/tags/v1.0.0')
    await collect({ newLedger: true })
    expect(published()).toEqual([])
  })

  test('are verified with the catalog, to the byte', async () => {
    await collect()
    const step = async () => (await audit(content, null)).steps.find(({ name }) => name === 'evidence')
    expect(await step()).toMatchObject({ checked: 1, faults: [] })
    const file = join(content, 'evidence', published()[0] ?? '')
    put(file, `${readFileSync(file, 'utf8')} `)
    expect(await step()).toMatchObject({ faults: [{ code: 'ledger.evidence_differs' }] })
  })
})
