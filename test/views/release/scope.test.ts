import { describe, expect, test } from 'vitest'
import { scope } from '#views/release/scope.ts'
import { aDossier, aRecord, gitFacts } from '../../builders.ts'
import { anInput } from './input.ts'

type Change = { service: string; change: 'touched' | 'moved' | 'none' }

function mismatch(declared: Change[], files: Record<string, number>, filesChanged: number | null = 5) {
  const boundaries = Object.entries(files).map(([service, n]) => ({ service, files: n }))
  const record = aRecord({
    dossier: aDossier({ boundaries: declared }),
    git: gitFacts({ boundaries, filesChanged }),
  })
  return scope(anInput(record)).boundaries.map((row) => `${row.service}: ${row.mismatch}`)
}

describe('boundaries declared beside boundaries changed', () => {
  test('agree when the same services are named', () => {
    expect(mismatch([{ service: 'ledger', change: 'touched' }], { ledger: 3 })).toEqual(['ledger: null'])
    expect(mismatch([{ service: 'ledger', change: 'none' }], {})).toEqual(['ledger: null'])
  })

  test('show what was changed and not declared', () => {
    expect(mismatch([], { ledger: 3 })).toEqual(['ledger: not declared'])
    expect(mismatch([{ service: 'ledger', change: 'none' }], { ledger: 1 })).toEqual([
      'ledger: declared untouched',
    ])
  })

  test('show what was declared and not changed', () => {
    expect(mismatch([{ service: 'ledger', change: 'moved' }], {})).toEqual(['ledger: no file of it changed'])
  })

  test('are not compared when the changed files are unknown', () => {
    expect(mismatch([{ service: 'ledger', change: 'moved' }], {}, null)).toEqual(['ledger: null'])
  })
})

describe('what changed', () => {
  const changesOf = (parts: Parameters<typeof gitFacts>[0]) =>
    scope(anInput(aRecord({ git: gitFacts(parts) }))).changes

  test('counts commits, files and pull requests', () => {
    const { counts } = changesOf({ commits: 1, filesChanged: 5, pullRequests: [4, 7] })
    expect(counts).toEqual(['1 commit', '5 files changed', '2 pull requests'])
  })

  test('calls unknown numbers unknown, never 0', () => {
    const { counts } = changesOf({ commits: null, filesChanged: null })
    expect(counts).toEqual(['commits unknown', 'files changed unknown', 'pull requests unknown'])
  })

  test('lists a few commits and counts the rest', () => {
    const commit = {
      id: 'c'.repeat(40),
      subject: 'x',
      author: 'Ada',
      at: '2026-06-01T00:00:00Z',
      pullRequest: null,
    }
    const { commits, moreCommits } = changesOf({ commits: 40, latestCommits: Array(40).fill(commit) })
    expect(commits.map((each) => each.by)).toEqual(['Ada, 1 Jun 2026', null, null])
    expect(moreCommits).toBe('37 older commits')
  })
})

test('notes are complete, drafted or missing', () => {
  const record = aRecord({
    dossier: aDossier({ releaseNotes: { text: 'x', status: 'drafted' } }),
    notes: { summary: null, releaseNotes: '<p>x</p>', compatibilityNotes: null },
  })
  const { notes } = scope(anInput(record))
  expect(notes.map((note) => note.status)).toEqual(['drafted', null])
})
