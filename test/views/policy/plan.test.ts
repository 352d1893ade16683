import { describe, expect, test } from 'vitest'
import { makeLinks } from '#messages/links.ts'
import type { CatalogFacts } from '#model/catalog.ts'
import type { PolicyInput } from '#views/policy/gates.ts'
import { planIndex, planPage } from '#views/policy/plan.ts'
import { servicePlan } from '#views/service/plan.ts'
import { aService } from '../../factories.ts'
import { passingRecord, projectPolicy } from '../../passing-record.ts'

const AT = '2026-07-02T12:00:00Z'
const links = makeLinks('/catalog/')
const policy = projectPolicy('default-2026.3')
const input = {
  policies: [projectPolicy('default-2026.1'), policy],
  id: 'default',
  at: AT,
  links,
  summary: { gates: [] },
  services: new Map(),
  ledger: [],
} as unknown as PolicyInput

describe('the page of all plans', () => {
  const [own, ...others] = planIndex(input, [{ id: 'ledger', name: 'Ledger' }]).policies

  test('shows the version that judges today, all four types side by side', () => {
    expect(others).toEqual([])
    expect(own?.name).toBe('Release go/no-go 2026.3')
    expect(own?.types.map(({ href }) => href)).toEqual(
      ['docs-patch', 'runtime-patch', 'minor', 'major'].map(
        (type) => `/catalog/policy/plan/default/${type}/`,
      ),
    )
  })

  test('says for each type what is asked, and what only an affected provider asks for', () => {
    const cells = (title: string) => own?.rows.find((row) => row.title === title)?.cells
    expect(cells('Docs strict gate')).toEqual(['asked', '–', '–', '–'])
    expect(cells('Evidence chain')).toEqual(['–', '–', 'asked', 'asked'])
    expect(cells('Managed provider certification')?.slice(2)).toEqual([
      'if a provider is affected',
      'if a provider is affected',
    ])
    expect(cells('Profile')).toEqual(['any', 'any', 'real_local or vendor_live', 'real_local or vendor_live'])
    expect(cells('Profile, if a provider is affected')?.at(-1)).toBe('vendor_live')
    expect(cells('Benchmark SLO gate')).toBeUndefined()
  })
})

describe('the plan of a type', () => {
  test('lists its artifacts with why they are asked for, and every profile', () => {
    const page = planPage(policy, 'major', input)
    expect(page.heading).toBe('A major release will need 28 gates, 6 artifacts and 2 approvals.')
    expect(page.artifacts.map(({ name, because }) => [name, because]).slice(5)).toEqual([
      ['evidence_chain', null],
      ['vendor_live_certification', 'only if an external provider is affected'],
      ['benchmark-slo-gate', 'made by a profile, not required'],
      ['release_evidence_pack', 'made by a profile, not required'],
    ])
    expect(page.profiles.map(({ id, enough, external }) => [id, enough, external])).toEqual([
      ['local_live', 'not enough', 'not enough'],
      ['real_local', 'enough', 'not enough'],
      ['vendor_live', 'enough', 'enough'],
    ])
  })
})

describe('the plan of a service', () => {
  const facts = { policies: [policy], policy: 'default', at: AT } as unknown as CatalogFacts
  const plan = servicePlan(aService(), passingRecord(policy), facts, links)

  test('shows what is there by its end, and turns it in the reader’s browser', () => {
    const drill = plan.there.find(({ title }) => title.startsWith('Backup'))
    expect(drill?.state?.text).toMatch(/^counts until /)
    expect(drill?.state?.turns[0]?.[1]).toMatch(/^ran out on /)
    expect(plan.there.map(({ title }) => title)).not.toContain('Secret scanning clean')
    expect(plan.run.map(({ title }) => title)).toContain('Secret scanning clean')
  })

  test('counts in its heading what still counts, as the clock of the reader goes on', () => {
    const { heading } = plan
    const counts = [heading.text, ...heading.turns.map(([, text]) => text)].map((text) =>
      Number(/for (\d+) gates? already/.exec(text)?.[1]),
    )
    expect(counts.length).toBeGreaterThan(2)
    expect(counts).toEqual(counts.toSorted((a, b) => b - a))
    const last = plan.there.filter(({ state }) => state === null)
    expect(counts.at(-1)).toBe(last.length)
  })

  test('has nothing where nothing is proven', () => {
    const bare = servicePlan(aService(), passingRecord(policy, { evidence: [] }), facts, links)
    expect(bare.there).toEqual([])
    expect(bare.heading).toEqual({ text: expect.stringMatching(/starts without evidence\.$/), turns: [] })
    expect(bare.first.map(({ title }) => title)).toContain('Backup and restore drill completed')
  })
})
