import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { reindex } from '#collect/reindex.ts'
import { evaluateCommand } from '#commands/evaluate.ts'
import { audit } from '#commands/verify/audit.ts'
import { readLedger } from '#ledger/text.ts'
import { IndexLine } from '#model/index-line.ts'
import { collectInto, put, temporaryFolder, writeConfiguration } from './collecting.ts'
import { dossierSteps, dossierText } from './dossiers.ts'
import { buildRepository } from './fast-import.ts'

const folder = temporaryFolder()
const first = join(folder, 'first')
const shipped = readFileSync('test/sample/policies/default-2026.1.yaml', 'utf8')
let count = 0
let place = ''
let content = ''
let config = ''

/** A catalog with one NO-GO release, as it was published first; every test goes on from a copy of it. */
beforeAll(async () => {
  const releaseNotes = { text: 'All of it is new.', status: 'complete' }
  const dossier = dossierText('1.0.0', { releaseType: 'major', releaseNotes })
  const repository = buildRepository(join(folder, 'product'), dossierSteps('1.0.0', dossier))
  const written = writeConfiguration(first, { repository }, [{ id: 'product', tag: 'v{version}' }])
  put(join(first, 'policies/one.yaml'), shipped)
  await collectInto(join(first, 'content'), { config: written })
})

beforeEach(() => {
  place = join(folder, `${count++}`)
  cpSync(first, place, { recursive: true })
  content = join(place, 'content')
  config = join(place, 'catalog.yaml')
})

const LATER = '2026-06-02T00:00:00Z'
const again = (given = {}) => collectInto(content, { config, at: LATER, ...given })
const policyFile = (name: string) => join(place, 'policies', name)

/** A policy that asks for nothing but release notes. */
function lax(parts: Record<string, unknown>): string {
  const policy = parse(shipped) as Record<string, unknown> & { groups: { gates: object[] }[] }
  const [gate] = policy.groups[0]?.gates ?? []
  const notes = { ...gate, rule: 'release-notes', accepts: [] }
  const groups = policy.groups.map((each, n) => ({ ...each, gates: n === 0 ? [notes] : [] }))
  const requirements = (policy['requirements'] as object[]).map((each) => ({
    ...each,
    profiles: [],
    artifacts: [],
  }))
  return stringify({ ...policy, groups, requirements, approvers: [], artifacts: [], ...parts })
}

const line = () => IndexLine.parse(JSON.parse(readFileSync(join(content, 'releases/index.ndjson'), 'utf8')))
const ledger = () => {
  const read = readLedger(readFileSync(join(content, 'ledger.ndjson'), 'utf8'))
  return read.ok ? read.lines.map(({ entry }) => entry) : []
}
const acts = () => ledger().map((entry) => (entry.act === 'rejudged' ? entry.reasons.join() : entry.act))
const faults = async () => (await audit(content, null)).steps.flatMap((step) => step.faults)

describe('a published verdict at release', () => {
  test('is in the ledger with its policy and the time of the decision', () => {
    expect(ledger()).toMatchObject([
      {
        schemaVersion: 2,
        act: 'published',
        atRelease: {
          decision: 'no-go',
          policy: { id: 'default', version: '2026.1' },
          decidedAt: '2026-03-01T12:00:00Z',
        },
        today: null,
      },
    ])
  })

  test('stays what it is under a policy version that is dated before it, which judges today', async () => {
    writeFileSync(policyFile('two.yaml'), lax({ version: '2026.2', validFrom: '2023-06-01T00:00:00Z' }))
    await again()
    expect(line()).toMatchObject({ atRelease: 'no-go', today: 'go' })
    expect(acts()).toEqual(['published', 'policy-version'])
    expect(ledger().at(-1)).toMatchObject({
      atRelease: { policy: { version: '2026.1' } },
      today: { decision: 'go', policy: { version: '2026.2' } },
    })
    await again({ at: '2026-06-03T00:00:00Z' })
    expect(acts()).toHaveLength(2)
    expect(line().atRelease).toBe('no-go')
    expect(await faults()).toEqual([])
    const elsewhere = join(place, 'elsewhere')
    await collectInto(elsewhere, { config, at: LATER, ledger: join(content, 'ledger.ndjson') })
    expect(readFileSync(join(elsewhere, 'releases/index.ndjson'), 'utf8')).toContain('"atRelease":"no-go"')
  })

  test('would be another without the ledger, which is what the pin is for', async () => {
    writeFileSync(policyFile('two.yaml'), lax({ version: '2026.2', validFrom: '2023-06-01T00:00:00Z' }))
    await again({ newLedger: true })
    expect(line().atRelease).toBe('go')
  })

  test('is what evaluate says as well, unless it is told the policy', async () => {
    writeFileSync(policyFile('two.yaml'), lax({ version: '2026.2', validFrom: '2023-06-01T00:00:00Z' }))
    await again()
    const options = { content, format: 'json', moment: 'release' as const, at: LATER }
    const pinned = await evaluateCommand('product@1.0.0', options)
    expect(JSON.parse(pinned.text).atRelease).toMatchObject({
      decision: 'no-go',
      policy: { version: '2026.1' },
    })
    expect(pinned.exitCode).toBe(1)
    expect((await evaluateCommand('product@1.0.0', { ...options, policy: 'default' })).exitCode).toBe(0)
  })

  test('stays what it is when its service names another policy', async () => {
    writeFileSync(policyFile('lax.yaml'), lax({ id: 'lax' }))
    writeConfiguration(place, JSON.parse(readFileSync(config, 'utf8')), [
      { id: 'product', tag: 'v{version}', policy: 'lax' },
    ])
    await again()
    expect(line()).toMatchObject({ atRelease: 'no-go', today: 'go' })
    expect(acts()).toEqual(['published', 'service-policy'])
  })

  test('stays what it is when what was collected is judged again', async () => {
    writeFileSync(policyFile('two.yaml'), lax({ version: '2026.2', validFrom: '2023-06-01T00:00:00Z' }))
    reindex({ content, config, at: LATER })
    expect(line()).toMatchObject({ atRelease: 'no-go', today: 'go' })
    expect(acts()).toEqual(['published', 'policy-version'])
    expect(await faults()).toEqual([])
  })
})

test('a published verdict of todayis not turned in silence when much of what was published is judged otherwise', () => {
  const catalog = JSON.parse(readFileSync(config, 'utf8'))
  writeFileSync(config, JSON.stringify({ ...catalog, massChange: { share: 0, least: 1 } }))
  writeFileSync(policyFile('two.yaml'), lax({ version: '2026.2', validFrom: '2023-06-01T00:00:00Z' }))
  expect(() => reindex({ content, config, at: LATER })).toThrow(
    /1 of 1 published release would change at once(.|\n)*product@1\.0\.0 would be judged otherwise/,
  )
  expect(acts()).toEqual(['published'])
  reindex({ content, config, at: LATER, acceptChanges: true })
  expect(acts()).toEqual(['published', 'policy-version'])
})

describe('a policy version that has judged a published release', () => {
  const edited = () => writeFileSync(policyFile('one.yaml'), lax({}))
  const refusal = async () =>
    again().then(
      () => null,
      (error: Error & { exitCode: number }) => [error.exitCode, error.message],
    )

  test('cannot be edited: the file, the version and the release are named, and what to do', async () => {
    edited()
    const before = readdirSync(join(content, 'releases'))
    const [exitCode, message] = (await refusal()) ?? []
    expect(exitCode).toBe(1)
    expect(message).toContain(policyFile('one.yaml'))
    expect(message).toMatch(/version 2026\.1 of the policy "default" judged product@1\.0\.0 \(entry 0/)
    expect(message).toMatch(/add a version/)
    expect(readdirSync(join(content, 'releases')).filter((name) => name !== '.next')).toEqual(before)
    expect(() => reindex({ content, config, at: LATER })).toThrow(/add a version/)
  })

  test('cannot be removed', async () => {
    rmSync(policyFile('one.yaml'))
    writeFileSync(policyFile('two.yaml'), lax({ version: '2026.2' }))
    expect(await refusal()).toMatchObject([1, expect.stringMatching(/Put its file back/)])
  })

  test('may be written otherwise as long as it says the same', async () => {
    writeFileSync(policyFile('one.yaml'), `# The first one.\n${stringify(parse(shipped))}`)
    expect(await refusal()).toBeNull()
    expect(acts()).toEqual(['published'])
  })

  test('cannot stand beside another of the same name', async () => {
    writeFileSync(policyFile('two.yaml'), lax({}))
    expect(await refusal()).toMatchObject([2, expect.stringMatching(/both hold version 2026\.1/)])
  })
})
