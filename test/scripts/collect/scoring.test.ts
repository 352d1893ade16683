import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { readScoring } from '#collect/configuration/scoring.ts'
import { scoringCommand } from '#commands/scoring.ts'
import { readEvidence } from '#formats/read-evidence.ts'
import { Dossier } from '#model/dossier.ts'
import { ScoringRegistry } from '#model/scoring.ts'
import { collectInto, put, snapshot, temporaryFolder, writeConfiguration } from './collecting.ts'
import { dossierSteps, dossierText } from './dossiers.ts'
import { buildRepository } from './fast-import.ts'

const SAMPLE = 'test/sample/scoring'
const AT = '2026-08-15T00:00:00Z'
const folder = temporaryFolder()
const scoring = join(folder, 'scoring')
let config: string

beforeAll(() => {
  const repository = buildRepository(join(folder, 'product'), dossierSteps('1.0.0', dossierText('1.0.0')))
  config = writeConfiguration(folder, { repository }, [{ id: 'product', tag: 'v{version}' }])
})

/** Everything that was collected besides the registry itself. */
async function collected(name: string) {
  const content = join(folder, name)
  const summary = await collectInto(content, { config, at: AT })
  const { 'scoring.json': registry = '', ...others } = snapshot(content)
  return {
    summary,
    others,
    registry: ScoringRegistry.parse(JSON.parse(Buffer.from(registry, 'base64').toString())),
  }
}

describe('scoring files', () => {
  test('change no byte of any evaluation, whatever they say', async () => {
    const without = await collected('without')
    cpSync(SAMPLE, scoring, { recursive: true })
    const all = await collected('all')
    expect(all.registry.revisions.length).toBeGreaterThan(7)
    expect(all.others).toEqual(without.others)
    for (const file of ['2026.3.yaml', '2026.1.yaml']) {
      const path = join(scoring, file)
      put(path, readFileSync(path, 'utf8').replace('blast-radius: 40', 'blast-radius: 41'))
    }
    put(join(scoring, 'broken.yaml'), '{ : [')
    const edited = await collected('edited')
    expect(edited.registry.revisions).not.toEqual(all.registry.revisions)
    expect(edited.others).toEqual(without.others)
    // Again into a folder where nothing else has changed.
    rmSync(join(scoring, 'broken.yaml'))
    const again = await collected('edited')
    expect(again.registry.refused.map(({ file }) => file)).toEqual(['draft.yaml'])
    expect(again.others).toEqual(without.others)
  })

  test('that mean nothing are named with the reason, and take no other down', () => {
    const place = join(folder, 'bad')
    cpSync(SAMPLE, place, { recursive: true })
    put(join(place, 'folder.yaml', 'x'), '')
    put(join(place, 'binary.yaml'), Buffer.from([0, 255, 1]))
    put(join(place, 'items', 'high.yaml'), 'schemaVersion: 1\nid: high\nfactors: { blast-radius: 99 }\n')
    put(join(place, 'replay', '2026.3.yaml'), 'total: 9\n')
    const whole = readScoring(SAMPLE, null, AT)
    const { revisions, items, refused } = readScoring(place, null, AT)
    expect(refused.map(({ file }) => file)).toEqual([
      'binary.yaml',
      'draft.yaml',
      'folder.yaml',
      'items/high.yaml',
      'replay/2026.3.yaml',
    ])
    expect(refused.every(({ findings }) => findings.length > 0)).toBe(true)
    expect(items).toEqual(whole.items)
    expect(revisions.map(({ sha256 }) => sha256)).toEqual(whole.revisions.map(({ sha256 }) => sha256))
  })

  test('are no evidence, and their approvals none of a release', () => {
    for (const file of readdirSync(SAMPLE).filter((name) => name.endsWith('.yaml'))) {
      const { revisions } = readScoring(SAMPLE, null, AT)
      const bytes = readFileSync(join(SAMPLE, file))
      const json = Buffer.from(JSON.stringify(revisions.find((each) => each.file === file)?.document ?? {}))
      for (const each of [bytes, json]) expect(readEvidence(each, null).status).not.toBe('passed')
    }
    const [approval] = readScoring(SAMPLE, null, AT).revisions.flatMap(({ document }) => document.approvals)
    const dossier = JSON.parse(dossierText('1.0.0'))
    expect(Dossier.safeParse(dossier).success).toBe(true)
    expect(Dossier.safeParse({ ...dossier, approvals: [approval] }).success).toBe(false)
  })
})

describe('catalog scoring', () => {
  const sample = { config: 'test/sample/catalog.yaml', content: join(folder, 'none') }
  const states = (at: string) => {
    const { text } = scoringCommand({ ...sample, format: 'json', at }, {})
    const { revisions } = JSON.parse(text) as { revisions: { id: string; state: string }[] }
    return Object.fromEntries(revisions.map(({ id, state }) => [id, state]))
  }

  test('tells of every state that a revision can be in, in the sample', () => {
    expect(states(AT)).toEqual({
      '2025.3': 'trusted',
      '2025.4': 'expired',
      '2026.1': 'trusted',
      '2026.2': 'rolled-back',
      '2026.3': 'live',
      '2026.4': 'unapproved',
      '2026.5': 'held',
      '2026.6': 'refused',
      '2026.7': 'candidate',
      'reads-2026.1': 'live',
    })
    expect(states('2026-09-12T00:00:00Z')).toMatchObject({ '2026.3': 'expired', 'reads-2026.1': 'expired' })
    // Renewed before its first end.
    expect(states('2026-07-01T00:00:00Z')).toMatchObject({ 'reads-2026.1': 'live', '2026.2': 'rolled-back' })
  })

  test('prints the same as text, and ends with 1 for a file that is left out', () => {
    const { text, exitCode } = scoringCommand({ ...sample, format: 'text', at: AT }, {})
    expect(exitCode).toBe(1)
    expect(text).toMatch(
      / {2}payments +2026\.3, until 2026-09-12T00:00:00Z, then 2026\.1 {2}\(ledger, payout-worker\)/,
    )
    expect(text).toMatch(/draft\.yaml\n(.*\n)*.*The key "blendedScore" is not known here/)
    expect(scoringCommand({ ...sample, config: config, format: 'text', at: AT }, {}).text).toContain(
      'Revisions',
    )
  })
})
