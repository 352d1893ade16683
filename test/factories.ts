import { catalogFreshness } from '#decide/ledger/publication.ts'
import type { CatalogFacts } from '#model/catalog.ts'
import type { IndexLine } from '#model/index-line.ts'
import type { Runbook } from '#model/runbook.ts'
import { Service } from '#model/service.ts'
import type { ServiceHistory } from '#model/service-history.ts'
import type { ReleaseRow } from '#views/release-list.ts'
import { AT, aPolicy, DIGEST } from './builders.ts'

/** An index line of a GO release of the ledger. */
export function aLine(parts: Partial<IndexLine> = {}): IndexLine {
  const version = parts.version ?? '1.4.0'
  return {
    service: 'ledger',
    version,
    state: 'dossier',
    semantic: true,
    prerelease: false,
    era: 0,
    released: AT,
    type: 'minor',
    atRelease: 'go',
    today: 'go',
    strips: ['pppppp', 'pppppp'],
    blockers: 0,
    risks: 0,
    validUntil: null,
    tampered: false,
    endsAs: null,
    environment: null,
    digest: DIGEST,
    key: '0123456789abcdef',
    ...parts,
  }
}

/** What a list says of a GO release of the ledger. */
export function aRow(parts: Partial<ReleaseRow> = {}): ReleaseRow {
  return {
    service: 'ledger',
    version: '1.4.0',
    purpose: '',
    marks: [],
    strip: 'pppppp',
    verdict: 'go',
    was: null,
    until: null,
    endsAs: null,
    type: 'minor',
    runsIn: [],
    severities: [],
    owners: [],
    gates: [],
    evidence: [],
    commit: null,
    reached: null,
    released: '2026-01-01',
    ...parts,
  }
}

export function aService(parts: Partial<Service> = {}): Service {
  return Service.parse({ id: 'ledger', name: 'Ledger', kind: 'deployable', ...parts })
}

export function aHistory(parts: Partial<ServiceHistory> = {}): ServiceHistory {
  return {
    service: 'ledger',
    running: [],
    kpis: [],
    hotSpots: [],
    touched: { releases: 0, newest: [] },
    seen: { baseline: [], total: 0, signed: 0, signedSince: null, keySince: null },
    ...parts,
  }
}

/** An open hot spot that asks for isolation. */
export function aSpot(
  parts: Partial<ServiceHistory['hotSpots'][number]> = {},
): ServiceHistory['hotSpots'][number] {
  return {
    id: 'settlement',
    path: 'markets/settlement',
    kind: 'contention',
    isolateFor: ['scaling'],
    status: 'open',
    action: null,
    carrier: 'ledger',
    version: '1.4.0',
    firstSeen: '1.2.0',
    resolvedIn: null,
    releases: 3,
    running: 1,
    ...parts,
  }
}

export function aRunbook(slug: string, ...codes: string[]): Runbook {
  return { slug, title: slug, summary: `About ${slug}.`, group: 'Proof', order: 10, codes, sources: [] }
}

export function someFacts(parts: Partial<CatalogFacts> = {}): CatalogFacts {
  return {
    schemaVersion: 1,
    title: 'Releases',
    description: null,
    site: null,
    base: '/',
    repositoryUrl: null,
    policy: 'small',
    scheduleDays: 7,
    environments: [],
    services: [aService()],
    policies: [aPolicy()],
    runbooks: [],
    aliases: [],
    guessed: false,
    at: AT,
    ...catalogFreshness({ at: AT, scheduleDays: 7 }),
    ledger: { entries: 0, head: null },
    counts: { tags: 1, releases: 1, dossiers: 1, quarantined: 0, ignored: 0 },
    ...parts,
  }
}
