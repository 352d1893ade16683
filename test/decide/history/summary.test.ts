import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ReleaseSummary } from '#decide/history/release-summary.ts'
import { summarize } from '#decide/history/summary.ts'
import { canonical } from '#decide/lib/canonical.ts'
import { CatalogSummary, type CountedStep } from '#model/summary.ts'

const SCOPE = {
  services: ['ledger', 'markets'],
  environments: ['staging', 'production'],
  at: '2026-06-02T12:00:00Z',
  runbookOf: () => 'all',
  moved: new Set<string>(),
}

const STEPS = { intent: true, readable: 1, dossier: true, answer: 'yes', failedAttempts: 0 } as const

function aContribution(parts: Partial<ReleaseSummary> = {}): ReleaseSummary {
  return {
    service: 'ledger',
    version: '1.0.0',
    semantic: true,
    prerelease: false,
    previous: null,
    released: '2026-05-01T00:00:00Z',
    state: 'dossier',
    atRelease: 'go',
    steps: STEPS,
    promotions: [],
    policy: 'default',
    failing: [],
    codes: [],
    kpis: [],
    hotSpots: [],
    boundaries: [],
    seen: { outcomes: 'm'.repeat(20), signing: 'none', key: null },
    ...parts,
  }
}

const reached = (to: string, at: string) => ({ to, at, result: 'reached' as const })
const takenBack = (to: string, at: string) => ({ to, at, result: 'rolled-back' as const })

function runningOf(...summaries: ReleaseSummary[]) {
  return summarize(summaries, SCOPE).services[0]?.running.map(
    ({ environment, version }) => `${version} in ${environment}`,
  )
}

describe('what runs where', () => {
  const old = aContribution({ promotions: [reached('production', '2026-05-01T10:00:00Z')] })

  test('the release promoted last runs, even when its version is older', () => {
    const hotfix = aContribution({
      version: '0.9.1',
      promotions: [reached('production', '2026-05-03T10:00:00Z')],
    })
    expect(runningOf(hotfix, old)).toEqual(['0.9.1 in production'])
  })

  test('after a rollback the release before runs again', () => {
    const bad = aContribution({
      version: '1.1.0',
      promotions: [
        reached('production', '2026-05-02T10:00:00Z'),
        takenBack('production', '2026-05-02T11:00:00Z'),
      ],
    })
    expect(runningOf(old, bad)).toEqual(['1.0.0 in production'])
  })

  test('a blocked promotion and one after the catalog time change nothing', () => {
    const next = aContribution({
      version: '1.1.0',
      promotions: [
        { to: 'production', at: '2026-05-02T10:00:00Z', result: 'blocked' },
        reached('production', '2026-07-01T00:00:00Z'),
      ],
    })
    expect(runningOf(old, next)).toEqual(['1.0.0 in production'])
  })

  test('a blocked promotion does not take away what runs', () => {
    const again = aContribution({
      promotions: [
        reached('production', '2026-05-01T10:00:00Z'),
        { to: 'production', at: '2026-05-02T10:00:00Z', result: 'blocked' },
      ],
    })
    expect(runningOf(again)).toEqual(['1.0.0 in production'])
  })

  test('of two promotions at the same moment, the newer version is the later one', () => {
    const at = '2026-05-02T10:00:00Z'
    const nine = aContribution({ version: '1.9.0', promotions: [reached('staging', at)] })
    const ten = aContribution({ version: '1.10.0', promotions: [reached('staging', at)] })
    expect(runningOf(ten, nine)).toEqual(['1.10.0 in staging'])
  })
})

describe('hot spots', () => {
  const spot = {
    id: 'pool',
    path: 'db/pool',
    kind: 'contention' as const,
    isolateFor: [],
    status: 'open' as const,
  }
  const first = aContribution({
    hotSpots: [spot],
    promotions: [reached('production', '2026-05-01T10:00:00Z')],
  })

  test('the newest version gives the status, the first one the date', () => {
    const fixed = aContribution({
      version: '1.1.0',
      released: '2026-05-02T00:00:00Z',
      hotSpots: [{ ...spot, status: 'resolved' }],
    })
    const backport = aContribution({ version: '1.0.1', released: '2026-05-03T00:00:00Z', hotSpots: [spot] })
    const [ledger] = summarize([backport, fixed, first], SCOPE).services
    expect(ledger?.hotSpots).toMatchObject([
      { status: 'resolved', firstSeen: '1.0.0', resolvedIn: '1.1.0', releases: 2, running: 1 },
    ])
  })

  test('one that came back after it was resolved is open again', () => {
    const fixed = aContribution({ version: '1.1.0', hotSpots: [{ ...spot, status: 'resolved' }] })
    const back = aContribution({ version: '1.2.0', hotSpots: [spot] })
    const [ledger] = summarize([first, fixed, back], SCOPE).services
    expect(ledger?.hotSpots).toMatchObject([{ status: 'open', resolvedIn: null }])
  })

  test('one that names another service belongs to that boundary', () => {
    const named = aContribution({ hotSpots: [{ ...spot, service: 'markets' }] })
    const [ledger, markets] = summarize([named], SCOPE).services
    expect(ledger?.hotSpots).toEqual([])
    expect(markets?.hotSpots).toMatchObject([{ id: 'pool', carrier: 'ledger', resolvedIn: null }])
  })

  test('two services that name the same one share a hot spot, open while the last release says so', () => {
    const resolved = aContribution({ hotSpots: [{ ...spot, service: 'markets', status: 'resolved' }] })
    const open = aContribution({ service: 'markets', released: '2026-05-09T00:00:00Z', hotSpots: [spot] })
    expect(summarize([open, resolved], SCOPE).services[1]?.hotSpots).toMatchObject([
      { status: 'open', carrier: 'markets' },
    ])
  })
})

describe('the releases that a runbook serves', () => {
  test('are listed once, newest first; a code without a runbook is left out', () => {
    const old = aContribution({ codes: ['gate.adr.stale', 'gate.openapi.missing', 'gate.pen-test.stale'] })
    const young = aContribution({
      version: '1.1.0',
      released: '2026-05-02T00:00:00Z',
      codes: ['gate.pen-test.stale', 'unserved.'],
    })
    const runbookOf = (code: string) => code.split('.').at(-1) || null
    expect(summarize([old, young], { ...SCOPE, runbookOf }).runbooks).toEqual([
      {
        slug: 'stale',
        releases: 2,
        newest: [
          { service: 'ledger', version: '1.1.0' },
          { service: 'ledger', version: '1.0.0' },
        ],
      },
      { slug: 'missing', releases: 1, newest: [{ service: 'ledger', version: '1.0.0' }] },
    ])
  })

  test('are listed up to twenty, and counted in full', () => {
    const many = Array.from({ length: 23 }, (_, i) =>
      aContribution({ version: `1.${i}.0`, codes: ['chain.empty'] }),
    )
    const [only] = summarize(many, SCOPE).runbooks
    expect([only?.releases, only?.newest.length]).toEqual([23, 20])
  })
})

describe('over all releases', () => {
  test('failing gates come by frequency, each with its newest releases first', () => {
    const old = aContribution({ failing: ['openapi'] })
    const young = aContribution({
      version: '1.1.0',
      released: '2026-05-02T00:00:00Z',
      failing: ['adr', 'openapi'],
    })
    const gates = summarize([old, young], SCOPE).gates
    expect(gates.map(({ gate, failing }) => `${gate} ${failing}`)).toEqual(['openapi 2', 'adr 1'])
    expect(gates[0]?.newest.map((each) => each.version)).toEqual(['1.1.0', '1.0.0'])
  })

  test('the steps count each release once, and a quarantined one as neither passed nor refused', () => {
    const good = aContribution({
      steps: { ...STEPS, failedAttempts: 2 },
      promotions: [reached('staging', '2026-05-01T00:00:00Z')],
    })
    const refused = aContribution({
      version: '1.1.0',
      steps: { ...STEPS, answer: 'no' },
      promotions: [{ ...reached('staging', '2026-05-01T00:00:00Z'), result: 'blocked' }],
    })
    const held = aContribution({
      version: '1.2.0',
      state: 'quarantined',
      steps: { intent: false, readable: 0, dossier: false, answer: null, failedAttempts: 0 },
    })
    const { steps, stepReleases } = summarize([good, refused, held], SCOPE)
    // A number that is 0 has no releases to name.
    for (const [step, n] of Object.entries(steps))
      expect(stepReleases?.[step as CountedStep]?.length ?? 0, step).toBe(n)
    expect(steps).toEqual({
      released: 3,
      withIntent: 2,
      withEvidence: 2,
      withDossier: 2,
      passed: 1,
      refused: 1,
      reworked: 1,
      promoted: 1,
    })
  })

  test('a boundary knows the releases of any service that touched it, newest first', () => {
    const touch = (service: string, released: string) =>
      aContribution({ service, released, boundaries: [{ service: 'markets', files: 2 }] })
    const touched = summarize(
      [touch('ledger', '2026-05-01T00:00:00Z'), touch('markets', '2026-05-02T00:00:00Z')],
      SCOPE,
    )
    expect(touched.services[0]?.touched).toEqual({ releases: 0, newest: [] })
    expect(touched.services[1]?.touched).toEqual({
      releases: 2,
      newest: [
        { service: 'markets', version: '1.0.0', files: 2 },
        { service: 'ledger', version: '1.0.0', files: 2 },
      ],
    })
  })

  test('a KPI in another unit does not join the trend line', () => {
    const kpi = { id: 'p95', name: 'p95', unit: 'ms', direction: 'lower-is-better' as const }
    const seconds = aContribution({ kpis: [{ ...kpi, unit: 's', value: 1 }] })
    const early = aContribution({ version: '1.1.0', kpis: [{ ...kpi, value: 900 }] })
    const late = aContribution({ version: '1.10.0', kpis: [{ ...kpi, value: 700 }] })
    expect(summarize([late, seconds, early], SCOPE).services[0]?.kpis[0]?.points).toEqual([
      { version: '1.1.0', value: 900 },
      { version: '1.10.0', value: 700 },
    ])
  })
})

test('the order of the releases does not matter, and the result fits its schema', () => {
  const names = fc.record({
    service: fc.constantFrom('ledger', 'markets'),
    minor: fc.nat(9),
    day: fc.integer({ min: 1, max: 9 }),
    failing: fc.subarray(['adr', 'openapi', 'pen-test']),
    status: fc.constantFrom('open' as const, 'isolating' as const, 'resolved' as const),
  })
  const many = fc.uniqueArray(names, { maxLength: 12, selector: (each) => `${each.service} ${each.minor}` })
  fc.assert(
    fc.property(many, fc.nat(), (drawn, turn) => {
      const all = drawn.map(({ service, minor, day, failing, status }) => {
        const released = `2026-05-0${day}T00:00:00Z`
        const spot = {
          id: 'pool',
          path: 'db/pool',
          kind: 'isolate' as const,
          isolateFor: [],
          status,
          service: 'markets',
        }
        const boundaries = [{ service: 'ledger', files: day }]
        const parts = {
          version: `1.${minor}.0`,
          promotions: [reached('staging', released)],
          codes: failing,
          failing,
        }
        return aContribution({ service, released, boundaries, hotSpots: [spot], ...parts })
      })
      const cut = all.length === 0 ? 0 : turn % all.length
      const turned = [...all.slice(cut), ...all.slice(0, cut)].toReversed()
      const summary = summarize(all, SCOPE)
      expect(canonical(summarize(turned, SCOPE))).toBe(canonical(summary))
      expect(CatalogSummary.safeParse(summary).success).toBe(true)
    }),
  )
})
