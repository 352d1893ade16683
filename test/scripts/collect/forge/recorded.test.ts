import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { readCandidate } from '#collect/candidate.ts'
import { collect } from '#collect/collect.ts'
import { readConfiguration } from '#collect/configuration/configuration.ts'
import type { ForgeKind } from '#collect/forge/types.ts'
import { CliError } from '#lib/cli-error.ts'
import { SILENT } from '#lib/progress.ts'
import { Dossier } from '#model/dossier.ts'
import { AT, put, readRecord, temporaryFolder, writeConfiguration } from '../collecting.ts'
import { dossierText, junit } from '../dossiers.ts'
import { buildRepository } from '../fast-import.ts'
import { type RecordedAnswers, recordedForge } from './recorded.ts'

const folder = temporaryFolder()
const content = join(folder, 'content')
const answers = join(folder, 'answers')

const evidence = [
  { name: 'unit', kind: 'test', producer: 'ci', gates: [], asset: 'junit.xml' },
  {
    name: 'end-to-end',
    kind: 'test',
    producer: 'ci',
    gates: [],
    artifact: 'reports',
    path: 'e2e.xml',
    run: { id: '12' },
  },
]

function recorded(commit: string): RecordedAnswers {
  const review = { by: 'grace', state: 'approved' as const, commit, at: '2026-03-01T13:00:00Z', url: null }
  const pull = { number: 7, url: null, author: 'ada', state: 'merged' as const, head: commit, merge: commit }
  return {
    assets: { 'dossier.json': dossierText('1.0.0', { evidence }), 'junit.xml': junit() },
    artifacts: { '12/reports/e2e.xml': junit() },
    facts: {
      repository: 'recorded/product',
      release: null,
      runs: [],
      pullRequests: [{ ...pull, mergedAt: '2026-03-01T14:00:00Z', reviews: [review] }],
      attestations: [],
      tag: null,
      unknown: [],
    },
    updated: { 7: '2026-03-01T14:00:00Z' },
  }
}

function collectAgain() {
  const order = { content, at: AT, cache: join(folder, 'cache'), config: join(folder, 'catalog.yaml') }
  return collect(order, SILENT, [recordedForge(answers)])
}

function candidateBy(forge: ForgeKind) {
  const bytes = Buffer.from(dossierText('1.0.0', { evidence }))
  return readCandidate({
    configuration: readConfiguration({ config: join(folder, 'catalog.yaml') }),
    root: join(folder, 'product'),
    path: 'release/dossier.json',
    bytes,
    dossier: Dossier.parse(JSON.parse(bytes.toString())),
    commit: null,
    tagger: null,
    at: AT,
    sources: [],
    cache: join(folder, 'cache'),
    forges: [forge],
  })
}

describe('a forge that nobody knows but this test', () => {
  let answer: RecordedAnswers

  beforeAll(async () => {
    const repository = buildRepository(join(folder, 'product'), [
      { commit: 'a', at: '2026-03-01T12:00:00Z', subject: 'Add it (#7)', files: { 'a.txt': 'a' } },
      { tag: 'v1.0.0', of: 'a', message: '1.0.0', at: '2026-03-02T12:00:00Z' },
    ])
    writeConfiguration(folder, { repository }, [{ id: 'product', tag: 'v{version}' }])
    answer = recorded('a'.repeat(40))
    put(join(answers, 'v1.0.0.json'), JSON.stringify(answer))
    await collectAgain()
  })

  test('gives the dossier, and the evidence of its releases and runs', () => {
    const record = readRecord(content, 'product', '1.0.0')
    expect(record.state).toBe('dossier')
    expect(record.dossierSource).toMatchObject({ source: 'release', path: 'dossier.json' })
    expect(record.evidence.map(({ name, status, collectedFrom }) => [name, status, collectedFrom])).toEqual([
      ['unit', 'passed', { source: 'release', path: 'junit.xml' }],
      ['end-to-end', 'passed', { source: 'run', path: 'reports/e2e.xml' }],
    ])
  })

  test('has its facts in the record', () => {
    expect(readRecord(content, 'product', '1.0.0').github).toEqual(answer.facts)
  })

  test('is asked about a candidate as well, and what it does not answer is said of that', async () => {
    const asked = await candidateBy(recordedForge(answers))
    expect(asked).toEqual(readRecord(content, 'product', '1.0.0'))
    const busy = () => Promise.reject(new CliError('It takes no more requests for now.', 75))
    const failing = { ...recordedForge(answers), configure: () => busy }
    expect((await candidateBy(failing))?.github?.unknown).toMatchObject([
      { code: 'github.not_asked', args: { reason: 'It takes no more requests for now' } },
    ])
  })

  test('is read again when something came in late, and only then', async () => {
    expect(await collectAgain()).toMatchObject({ read: 0, reused: 1 })
    const late = { ...answer, updated: { 7: '2026-03-09T00:00:00Z' } }
    put(join(answers, 'v1.0.0.json'), JSON.stringify(late))
    expect(await collectAgain()).toMatchObject({ read: 1, reused: 0 })
  })

  test('is read again when a run of its commit began after it was read', async () => {
    const run = { id: '12', url: null, name: 'CI', event: 'push', attempt: 2, commit: 'a'.repeat(40) }
    const runs = { complete: true, runs: [{ ...run, conclusion: 'failure' }] }
    const late = { ...answer, facts: { ...answer.facts, commitRuns: runs }, listed: ['12.2.failure'] }
    await collectAgain()
    put(join(answers, 'v1.0.0.json'), JSON.stringify(late))
    expect(await collectAgain()).toMatchObject({ read: 1, reused: 0 })
    expect(readRecord(content, 'product', '1.0.0').github?.commitRuns).toEqual(runs)
    expect(await collectAgain()).toMatchObject({ read: 0, reused: 1 })
  })
})
