import { describe, expect, test } from 'vitest'
import { entryOf, type Judging } from '../../../../scripts/collect/index/entry.ts'
import type { Finding } from '../../../../src/model/finding.ts'
import { aPolicy, aRecord } from '../../../builders.ts'

const policy = aPolicy()
const judging: Judging = {
  policies: [policy],
  policy: policy.id,
  services: new Map(),
  environments: [],
  at: '2026-08-15T00:00:00Z',
}

function shown(args: Finding['args']): string {
  const quarantine = [{ code: 'document.duplicate_key', args, path: [] }]
  const record = aRecord({ state: 'quarantined', dossier: null, quarantine })
  return entryOf(record, 'a'.repeat(64), judging).shown
}

describe('the digest of what a page shows', () => {
  test('is the same for a record that was made and for one that was read again, whose members are sorted', () => {
    expect(shown({ line: 175, first: 3, what: 'releaseType' })).toBe(
      shown({ first: 3, line: 175, what: 'releaseType' }),
    )
  })

  test('is another when a finding says something else', () => {
    expect(shown({ line: 175, first: 3 })).not.toBe(shown({ line: 176, first: 3 }))
  })
})
