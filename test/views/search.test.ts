import { expect, test } from 'vitest'
import { posture } from '../../src/decide/posture.ts'
import type { ReleaseRecord } from '../../src/model/release.ts'
import { SearchLine } from '../../src/model/search.ts'
import { searchLine } from '../../src/views/search.ts'
import { AT, aDossier, anItem, aPolicy, aRecord, gitFacts } from '../builders.ts'

function lineOf(parts: Partial<ReleaseRecord> = {}) {
  const record = aRecord(parts)
  return searchLine(record, posture(record, [aPolicy()], 'small', AT))
}

const words = (text: string) => text.split(' ')

test('both spellings of a version are words of their own', () => {
  expect(words(lineOf().text)).toEqual(expect.arrayContaining(['1.4.0', 'v1.4.0', 'ledger', 'ledger/v1.4.0']))
})

test('a tag that is no version gets no second spelling', () => {
  expect(lineOf({ version: 'nightly', semantic: false }).text).not.toContain('vnightly')
})

test('blocker codes, pull requests, evidence and risks can be found', () => {
  const risks = [{ id: 'R-7', title: 'Replay', severity: 'SEV-2' as const, status: 'open' as const }]
  const { text } = lineOf({
    dossier: aDossier({ risks }),
    git: gitFacts({ pullRequests: [42] }),
    evidence: [anItem()],
  })
  const expected = ['gate.unit-tests.missing', 'risk.R-7.unresolved_sev2', '#42', 'unit', 'R-7', 'Replay']
  expect(words(text)).toEqual(expect.arrayContaining(expected))
})

test('the title is the purpose, else the message of the tag, and never empty of meaning', () => {
  expect(lineOf({ dossier: aDossier({ purpose: 'Split payouts' }) }).title).toBe('Split payouts')
  expect(lineOf().title).toBe('ledger 1.4.0')
  expect(lineOf({ git: gitFacts({ subject: null }) }).title).toBe('')
})

test('the verdict is the one of today, in the word that is shown', () => {
  expect(lineOf().verdict).toBe('NO-GO')
  expect(lineOf({ state: 'no-dossier', dossier: null }).verdict).toBe('NO DOSSIER')
  expect(lineOf({ state: 'quarantined', dossier: null }).verdict).toBe('QUARANTINED')
})

test('a long text is cut between two words and stays well-formed', () => {
  const affectedFeatures = Array.from(
    { length: 100 },
    (_, i) => `feature-${i} 😀 of the ledger and its many friends`,
  )
  const line = lineOf({ dossier: aDossier({ affectedFeatures }) })
  expect(line.text.length).toBeLessThanOrEqual(2000)
  expect(line.text.length).toBeGreaterThan(1900)
  expect(line.text).toMatch(/(feature-\d+|😀|of|the|ledger|and|its|many|friends|·)$/u)
  expect(SearchLine.safeParse(line).success).toBe(true)
})
