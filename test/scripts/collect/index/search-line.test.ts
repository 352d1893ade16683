import { expect, test } from 'vitest'
import { searchLine } from '#collect/index/search-line.ts'
import { posture } from '#decide/history/posture.ts'
import type { EvidenceStatus } from '#model/evidence.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { SearchLine } from '#model/search.ts'
import { AT, aClause, aDossier, anItem, aPolicy, aRecord, gitFacts } from '../../../builders.ts'

function lineOf(parts: Partial<ReleaseRecord> = {}) {
  const record = aRecord(parts)
  return searchLine(record, posture(record, [aPolicy()], 'small', AT))
}

const words = (text: string) => text.split(' ')

const ARTIFACT = {
  name: 'unit',
  title: 'Unit tests',
  purpose: 'units',
  producer: 'ci',
  accepts: [aClause()],
  requireVerified: false,
}

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

test('the title is the purpose, else the message of the tag, and never meaningless', () => {
  expect(lineOf({ dossier: aDossier({ purpose: 'Split payouts' }) }).title).toBe('Split payouts')
  expect(lineOf().title).toBe('ledger 1.4.0')
  expect(lineOf({ git: gitFacts({ subject: null }) }).title).toBe('')
})

test('the verdict is that of today, in the word that is shown', () => {
  expect(lineOf().verdict).toBe('NO-GO')
  expect(lineOf({ state: 'no-dossier', dossier: null }).verdict).toBe('NO DOSSIER')
  expect(lineOf({ state: 'quarantined', dossier: null }).verdict).toBe('QUARANTINED')
})

test('each word appears once, whatever its case', () => {
  const dossier = aDossier({ purpose: 'Split payouts', objective: 'split PAYOUTS fairly' })
  const said = words(lineOf({ dossier }).text.toLowerCase()).filter((word) => word !== '·')
  expect(said).toContain('fairly')
  expect(said).toEqual([...new Set(said)])
})

test('an artifact that every release needs is a search word only if it did not pass', () => {
  const policy = aPolicy([], { artifacts: [ARTIFACT] })
  const of = (status: EvidenceStatus) => {
    const record = aRecord({ evidence: [anItem({ status })] })
    return words(searchLine(record, posture(record, [policy], 'small', AT)).text)
  }
  expect(of('passed')).not.toContain('unit')
  expect(of('failed')).toContain('unit')
})

test('a long text is cut between two words and stays well-formed', () => {
  const risk = { severity: 'SEV-3' as const, status: 'open' as const }
  const risks = Array.from({ length: 150 }, (_, i) => ({ ...risk, id: `R-${i}`, title: `goal-${i} 😀${i}` }))
  const line = lineOf({ dossier: aDossier({ risks }) })
  expect(line.text.length).toBeLessThanOrEqual(2000)
  expect(line.text.length).toBeGreaterThan(1900)
  expect(line.text).toMatch(/(R-\d+|goal-\d+|😀\d+|·)$/u)
  expect(SearchLine.safeParse(line).success).toBe(true)
})
