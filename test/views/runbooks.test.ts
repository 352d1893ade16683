import { describe, expect, test } from 'vitest'
import { summarize } from '#decide/history/summary.ts'
import { makeLinks } from '#messages/links.ts'
import { runbookList, runbookPage } from '#views/runbooks.ts'
import { AT } from '../builders.ts'
import { aRunbook, someFacts } from '../factories.ts'

const links = makeLinks('/catalog/')
const stale = aRunbook('stale-proof', '*.stale')
const summary = {
  ...summarize([], { services: [], environments: [], at: AT, runbookOf: () => null, moved: new Set() }),
  runbooks: [
    { slug: 'stale-proof', releases: 23, newest: [{ service: 'ledger', version: '1.4.0' }] },
    { slug: 'tags', releases: 4, newest: [] },
  ],
}

describe('the list of runbooks', () => {
  test('is grouped under headings, in order, with what each runbook blocks', () => {
    const facts = someFacts({
      runbooks: [stale, aRunbook('archives', 'archive.*'), { ...stale, slug: 'tags', group: 'Tags' }],
    })
    const { heading, needed, groups } = runbookList(facts, summary, links)
    expect(heading).toBe('2 of 3 runbooks are needed today.')
    expect(needed.map(({ slug }) => slug)).toEqual(['stale-proof', 'tags'])
    expect(
      groups.map(({ title, members }) => [
        title,
        ...members.map(({ slug, releases }) => `${slug}: ${releases}`),
      ]),
    ).toEqual([
      ['Proof', 'stale-proof: 23', 'archives: 0'],
      ['Tags', 'tags: 4'],
    ])
  })

  test('says so where no release waits, or no runbook is there', () => {
    const quiet = { ...summary, runbooks: [] }
    expect(runbookList(someFacts({ runbooks: [stale] }), quiet, links)).toMatchObject({
      heading: 'No release waits for a runbook today.',
      needed: [],
    })
    expect(runbookList(someFacts({ runbooks: [] }), quiet, links).heading).toBe('No runbook yet')
  })
})

describe('a runbook’s page', () => {
  test('names its codes, the newest releases it blocks, and how many more there are', () => {
    expect(runbookPage(stale, summary, links)).toMatchObject({
      title: 'stale-proof',
      lead: 'About stale-proof.',
      codes: ['*.stale'],
      held: {
        text: '23 releases today',
        newest: [{ text: 'ledger 1.4.0', href: '/catalog/releases/ledger/1.4.0/' }],
        more: 22,
      },
    })
  })
})

test('a runbook’s page says what each code that it serves says, and what comes next', () => {
  const own = makeLinks('/', [{ slug: stale.slug, codes: ['approval.*'] }])
  const { said } = runbookPage(stale, summary, own)
  expect(said.find(({ code }) => code === 'approval.*.missing')).toEqual({
    code: 'approval.*.missing',
    sentence: '‹title›: approved by ‹have› of ‹quorum›.',
    remedy: 'Get the approval, bound to this dossier’s digest.'.replace('’', "'"),
  })
  expect(said.every(({ code }) => code.startsWith('approval.'))).toBe(true)
})

describe('links', () => {
  test('lead from a code to its runbook, below the base', () => {
    const { runbookOf } = makeLinks('/catalog/', [stale])
    expect(runbookOf('gate.openapi.stale')).toBe('/catalog/runbooks/stale-proof/')
    expect(runbookOf('chain.empty')).toBeNull()
  })
})
