import { describe, expect, test } from 'vitest'
import type { PublicFacts } from '#model/public-facts.ts'
import { changedFolders } from '#views/release/folders.ts'
import { aDossier, anItem, aRecord, DIGEST, gitFacts } from '../../builders.ts'
import { anInput } from './input.ts'

const FACTS: PublicFacts = {
  message: null,
  sameCommit: [],
  counted: null,
  folders: [],
  paths: [],
  authors: { total: 0, named: [] },
  key: { own: null, before: null },
  tree: null,
}

function foldersOf(facts: Partial<PublicFacts>, filesChanged: number | null, evidence: string[] = []) {
  const record = aRecord({
    dossier: aDossier(),
    dossierSource: { source: 'tree', path: 'release/dossier.json', sha256: DIGEST, bytes: 2 },
    evidence: evidence.map((path) => anItem({ name: path, collectedFrom: { source: 'tree', path } })),
    git: gitFacts({ filesChanged }),
    publicFacts: { ...FACTS, ...facts },
  })
  return changedFolders(anInput(record))
}

describe('the folders that a release changes', () => {
  test('stand most first, the dossier and what lies with its evidence apart', () => {
    const paths = [
      'README.md',
      'backend/internal/domain/bets/sell.go',
      'backend/internal/domain/users/name.go',
      'backend/main.go',
      'release/dossier.json',
      'release/evidence/SHA256SUMS',
      'release/evidence/unit.xml',
    ]
    expect(foldersOf({ paths }, 7, ['release/evidence/unit.xml'])).toEqual([
      'backend/internal/domain/ 2',
      'backend/ 1',
      'outside of folders 1',
      'dossier and evidence 3',
    ])
  })

  test('are those of the whole tree when the record names only the first of the files', () => {
    const folders = [
      { folder: 'backend', files: 600 },
      { folder: '.', files: 3 },
    ]
    expect(foldersOf({ paths: ['backend/a.go'], folders }, 700, ['release/evidence/unit.xml'])).toEqual([
      'backend/ 600',
      'outside of folders 3',
      'elsewhere 97',
    ])
  })

  test('do not hide code that lies beside evidence at the root', () => {
    expect(foldersOf({ paths: ['main.go', 'unit.xml'] }, 2, ['unit.xml'])).toEqual([
      'outside of folders 1',
      'dossier and evidence 1',
    ])
  })

  test('are not told where nobody knows which files changed', () => {
    expect(foldersOf({}, null)).toBeNull()
    expect(foldersOf({}, 0)).toBeNull()
    expect(changedFolders(anInput())).toBeNull()
  })
})
