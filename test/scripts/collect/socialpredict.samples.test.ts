import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { collectInto, readRecord, temporaryFolder, writeConfiguration } from './collecting.ts'

/** A clone of the public repository itself, where a person has one. */
const CLONE = process.env['SOCIALPREDICT']

type Expected = {
  services: { id: string; paths: string[] }[]
  releases: {
    tag: string
    kind: string
    commit: string
    previous: string | null
    commits: number
    files: number
    boundaries: Record<string, number>
    other: number
    subject: string
    committedOn: string
  }[]
}

const expected: Expected = JSON.parse(
  readFileSync(join(import.meta.dirname, 'fixtures/socialpredict/expected.json'), 'utf8'),
)

describe.skipIf(!CLONE)('openpredictionmarkets/socialpredict', () => {
  const content = join(temporaryFolder(), 'content')
  const facts = (tag: string) => readRecord(content, 'socialpredict', tag.slice(1)).git

  beforeAll(async () => {
    const product = { id: 'socialpredict', tag: 'v{version}', order: 100 }
    const services = expected.services.map((service, order) => ({
      ...service,
      kind: 'bounded-context',
      order,
    }))
    const config = writeConfiguration(join(content, '../config'), { repository: CLONE ?? '' }, [
      product,
      ...services,
    ])
    await collectInto(content, { config })
  })

  test.each(expected.releases)('$tag matches the counts made by hand', (release) => {
    const found = facts(release.tag)
    expect({
      kind: found.tagKind,
      commit: found.commit?.slice(0, 8),
      previous: found.previous === null ? null : `v${found.previous}`,
      commits: found.commits,
      files: found.filesChanged,
      boundaries: Object.fromEntries(found.boundaries.map(({ service, files }) => [service, files])),
      other: found.other.files,
      subject: found.subject,
      unknown: found.unknown,
    }).toEqual({
      kind: release.kind,
      commit: release.commit,
      previous: release.previous,
      commits: release.commits,
      files: release.files,
      boundaries: release.boundaries,
      other: release.other,
      subject: release.kind === 'annotated' ? release.subject : null,
      unknown: [],
    })
  })

  test('has tags whose time differs from their commit’s, in UTC', () => {
    const hours = (tag: string) => {
      const { taggedAt, committedAt } = facts(tag)
      return Math.round((Date.parse(taggedAt) - Date.parse(committedAt ?? '')) / 360_000) / 10
    }
    expect([hours('v1.0.1'), hours('v2.1.0'), hours('v0.0.6')]).toEqual([33.6, 109, 0])
    expect(facts('v0.0.6').taggedAt < facts('v0.0.7').taggedAt).toBe(true)
  })

  test('offers both bases around a pre-release', () => {
    expect(facts('v0.0.3')).toMatchObject({ previous: '0.0.3-dev', previousStable: '0.0.2' })
  })

  test('has a pull request for each commit of its last releases', () => {
    const last = ['v3.0.1', 'v3.7.1', 'v3.8.0', 'v3.8.1'].map(facts)
    expect(last.map(({ pullRequests }) => pullRequests.length)).toEqual(last.map(({ commits }) => commits))
  })
})
