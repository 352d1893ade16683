import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { GitFacts } from '#model/release.ts'
import { collectInto, readRecord, temporaryFolder, writeConfiguration } from '../collecting.ts'
import { buildTraps } from '../recipe.ts'

const folder = temporaryFolder()
const content = join(folder, 'content')
const facts = (slug: string): GitFacts => readRecord(content, 'product', slug).git

beforeAll(async () => {
  const repository = buildTraps(join(folder, 'repository'))
  const config = writeConfiguration(join(folder, 'config'), { repository }, [
    { id: 'product', tag: 'v{version}', order: 50 },
    { id: 'nightly', tag: 'nightly-{version}', order: 60 },
    { id: 'bare', tag: '{version}', order: 70 },
    { id: 'backend', paths: ['backend/**'], order: 1 },
    { id: 'payout', paths: ['backend/payout*', 'docs/payout*'], order: 0 },
    { id: 'docs', paths: ['docs/**', '.github/**'], order: 2 },
  ])
  await collectInto(content, { config })
})

describe('a lightweight tag', () => {
  test('has no tagger and no message of its own, and the time of its commit', () => {
    expect(facts('0.0.3')).toMatchObject({
      tagKind: 'lightweight',
      tagObject: null,
      tagger: null,
      subject: null,
      taggedAt: '2025-10-08T05:28:00Z',
      committedAt: '2025-10-08T05:28:00Z',
    })
  })
})

describe('an annotated tag', () => {
  test('has its own time in UTC, a name without an address, and the first line of its message', () => {
    const { tagKind, tagger, subject, taggedAt, committedAt, signature } = facts('0.0.2-dev')
    expect({ tagKind, tagger, subject, taggedAt, committedAt, signature }).toEqual({
      tagKind: 'annotated',
      tagger: 'Ada Tester',
      subject: 'Release 0.0.2-dev',
      taggedAt: '2024-06-09T02:36:00Z',
      committedAt: '2024-06-04T17:00:00Z',
      signature: null,
    })
  })

  test('of a tag leads to the final commit, with its own name, time and message', () => {
    const nested = facts('1.0.2')
    expect(nested.commit).toBe(facts('1.0.1').commit)
    expect(nested.subject).toBe('Tag of a tag')
    expect(nested.commits).toBe(0)
  })
})

describe('the release before', () => {
  test('is absent for the first, which counts everything', () => {
    expect(facts('0.0.1')).toMatchObject({
      previous: null,
      previousStable: null,
      commits: 1,
      filesChanged: 3,
    })
  })

  test('may be a pre-release, with the last stable one beside it', () => {
    expect(facts('0.0.2')).toMatchObject({ previous: '0.0.2-dev', previousStable: '0.0.1' })
  })

  test('follows the version, not the clock', () => {
    expect(facts('0.0.4').previous).toBe('0.0.3')
  })

  test('is never a tag that is not a version', () => {
    expect(readRecord(content, 'product', 'next')).toMatchObject({ semantic: false, git: { previous: null } })
    expect(facts('0.0.1').previous).toBeNull()
  })

  test('follows the date among tags that are not versions', () => {
    expect(readRecord(content, 'nightly', 'f')).toMatchObject({
      semantic: false,
      git: { previous: 'b', commits: 4 },
    })
  })
})

describe('commits', () => {
  test('of a merged branch count', () => {
    expect(facts('0.0.2')).toMatchObject({ commits: 3, pullRequests: [3, 237] })
  })

  test('are listed newest first by time, with the pull request of each', () => {
    expect(facts('0.0.2').latestCommits.map(({ subject, pullRequest }) => [subject, pullRequest])).toEqual([
      ['Update STAGE_SETUP.md (#237)', 237],
      ['Merge pull request #3 from ada/fee', 3],
      ['Fix fee', null],
    ])
  })

  test('contain no e-mail address', () => {
    expect(JSON.stringify(facts('0.0.2'))).not.toContain('secret.example')
  })
})

describe('changed files', () => {
  test('are none for a release that changed files and changed them back', () => {
    expect(facts('0.0.4')).toMatchObject({ commits: 2, filesChanged: 0, boundaries: [], other: { files: 0 } })
  })

  test('count a rename as two, and a file that becomes a folder as two', () => {
    expect(facts('1.0.0')).toMatchObject({
      filesChanged: 4,
      boundaries: [{ service: 'backend', files: 2 }],
      other: { files: 2, paths: ['LICENSE', 'LICENSE/MIT.txt'] },
    })
  })

  test('belong to the first service in order whose globs match, hidden folders included', () => {
    expect(facts('0.0.2-dev').boundaries).toEqual([{ service: 'payout', files: 2 }])
    expect(facts('0.0.3').boundaries).toEqual([{ service: 'docs', files: 1 }])
  })
})
