import { describe, expect, test } from 'vitest'
import { scoringAt } from '#decide/scoring/queue.ts'
import { makeLinks } from '#messages/links.ts'
import { scoringDocument } from '#messages/scoring.ts'
import { type RegistryEntry, type ScoringItem, ScoringReplay } from '#model/scoring.ts'
import { ApiScoring } from '#model/scoring-api.ts'
import { scoringPage } from '#views/scoring/page.ts'
import { nodeOf, revisionPage } from '#views/scoring/revision.ts'
import {
  aBaseline,
  anItem,
  aRegistry,
  aReplay,
  aRevision,
  READ,
  SERVICES,
} from '../../decide/scoring/registry.ts'

const base = aBaseline()

function inputOf(revisions: RegistryEntry[], items: ScoringItem[] = [], at = READ) {
  const registry = aRegistry(revisions, {
    items: items.map((document) => ({ file: `items/${document.id}.yaml`, document })),
  })
  return {
    registry,
    today: scoringAt(registry, SERVICES, at),
    links: makeLinks('/catalog/'),
    services: new Map([['ledger', { name: 'Ledger' }]]),
    isListed: (service: string, version: string) => service === 'ledger' && version === '1.5.0',
  }
}

function pageOf(id: string, revisions = [base, aRevision()]) {
  const input = inputOf(revisions)
  const standing = input.today.standing.find(({ judged }) => judged.entry.document.profile.id === id)
  if (!standing) throw new Error(`There is no ${id}.`)
  return { page: revisionPage(standing, input), node: nodeOf(standing) }
}

describe('the page of the registry', () => {
  test('answers in its heading what orders a queue, and from its end on what does then', () => {
    const page = scoringPage(inputOf([base, aRevision()]))
    expect(page.headline).toEqual({
      text: 'Profile 2026.3 orders the payments queue until 12 Sep 2026.',
      turns: [['2026-09-12T00:00:00Z', 'The trusted profile 2026.1 orders every queue.']],
    })
    const row = page.revisions.find(({ id }) => id === '2026.3')
    expect(row?.state).toEqual({
      word: 'LIVE',
      tone: 'go',
      until: '2026-09-12T00:00:00Z',
      turnsTo: 'aged EXPIRED',
    })
    expect(row?.why.turns[0]?.[1]).toMatch(/^Its window ended/)
  })

  test('says so when there is no profile', () => {
    expect(scoringPage(inputOf([])).headline.text).toBe('There is no scoring profile.')
  })

  test('leads from an item to its release, else to its service, and nowhere from what the catalog does not know', () => {
    const items = [
      anItem('out', 'ledger', [1, 0, 0], { version: '1.5.0' }),
      anItem('later', 'ledger', [1, 0, 0], { version: '1.6.0' }),
    ]
    const hrefs = (all: ScoringItem[], services?: Map<string, { name: string }>) =>
      scoringPage({ ...inputOf([base, aRevision()], all), ...(services && { services }) })
        .queues.flatMap(({ rows }) => rows)
        .map(({ title, href }) => [title, href])
    expect(hrefs(items)).toContainEqual(['out', '/catalog/releases/ledger/1.5.0/'])
    expect(hrefs(items)).toContainEqual(['later', '/catalog/services/ledger/'])
    expect(hrefs(items, new Map())).toContainEqual(['later', null])
  })

  test('shows what each factor gives, where an item would stand under the prior profile, and who is protected', () => {
    const items = [
      anItem('key', 'ledger', [1, 9, 0], { signoff: 'Signing' }),
      anItem('far', 'ledger', [5, 0, 0]),
    ]
    const [queue] = scoringPage(inputOf([base, aRevision()], items)).queues
    expect(queue?.rows[0]).toMatchObject({
      title: 'key',
      place: 1,
      score: '40',
      signoff: 'Signing',
      moved: { words: 'up 1, from 2' },
    })
    expect(queue?.rows[0]?.factors.map(({ value, isLargest }) => [value, isLargest])).toEqual([
      ['4', false],
      ['36', true],
      ['0', false],
    ])
    expect(queue?.prior?.rows[0]).toMatchObject({ title: 'far', moved: { words: 'up 1, from 2' } })
  })
})

describe('the page of a revision', () => {
  test('stands at its real step of the life cycle', () => {
    expect(pageOf('2026.3').node).toBe('live')
    expect(pageOf('2026.3').page.steps.map(({ tone }) => tone)).toEqual([
      'done',
      'done',
      'done',
      'now',
      'off',
    ])
    expect(pageOf('2026.1').node).toBeNull()
    const edited = aRevision({
      after: (document) => ({ ...document, profile: { ...document.profile, summary: 'Else.' } }),
    })
    expect(pageOf('2026.3', [base, edited]).node).toBe('held')
  })

  test('names every check, and holds all six fields of an audit record', () => {
    const { page } = pageOf('2026.3')
    expect(page.checks.map(({ name, passed }) => `${name} ${passed}`)).toEqual(
      [
        'Hash',
        'Lineage',
        'Cohort',
        'Window',
        'Approver',
        'Trade-off',
        'Replay evidence',
        'Way back',
        'Guardrails',
      ].map((name) => `${name} true`),
    )
    expect(page.audit.map(([name]) => name)).toEqual([
      'Live revision',
      'Prior revision',
      'Approver',
      'Window',
      'Rollback triggers',
      'Later decisions',
    ])
    expect(page.figures.every(({ how }) => how.length > 20)).toBe(true)
  })

  test('keeps the replay in three tables with four sources, and has no place for a sum', () => {
    const { page } = pageOf('2026.3')
    expect(page.replay?.tables).toHaveLength(3)
    expect(page.replay?.sources).toHaveLength(4)
    const whole = aReplay('a'.repeat(64), 'b'.repeat(64))
    expect(ScoringReplay.safeParse(whole).success).toBe(true)
    for (const sum of ['score', 'total', 'blendedScore'])
      expect(ScoringReplay.safeParse({ ...whole, [sum]: 87 }).success).toBe(false)
  })
})

test('the document of the API is what its schema says', () => {
  const { today, registry } = inputOf(
    [base, aRevision()],
    [anItem('a', 'ledger', [1, 2, 3]), anItem('b', 'web', [1, 2, 3])],
  )
  expect(ApiScoring.safeParse(scoringDocument(today, registry)).error).toBeUndefined()
})
