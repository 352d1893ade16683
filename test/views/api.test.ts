import { expect, test } from 'vitest'
import { summarize } from '#decide/history/summary.ts'
import { makeLinks } from '#messages/links.ts'
import { ApiExpiring, ApiIndex, ApiLatest, ApiRunbooks, ApiService } from '#model/api.ts'
import {
  type ApiContext,
  apiExpiring,
  apiIndex,
  apiLatest,
  apiLatestGo,
  apiRunbooks,
  apiService,
} from '#views/api.ts'
import { AT, OTHER_COMMIT } from '../builders.ts'
import { aHistory, aLine, aRunbook, aService, someFacts } from '../factories.ts'
import { aLedger, aNewerVerdict, aPublication, aVerdict, momentOf } from '../ledgers.ts'

const links = makeLinks('/catalog/')
const candidate = aLine({ version: '1.5.0-rc.1', prerelease: true })
const releases = [candidate, aLine()]
const context = (parts: Partial<ApiContext> = {}): ApiContext => ({
  facts: someFacts(),
  links,
  codes: new Map(),
  entries: new Map(),
  ...parts,
})

test('the index fits its schema, counts its releases and says when it was made', () => {
  const index = apiIndex(context(), releases, new Map([['ledger', releases]]))
  expect(ApiIndex.parse(index)).toMatchObject({ schemaVersion: 1, generatedAt: AT, total: 2 })
  expect(index.services).toMatchObject([
    { id: 'ledger', releases: 2, self: '/catalog/api/v1/services/ledger.json' },
  ])
  expect(index.releases.map((each) => each.record)).toEqual([
    '/catalog/api/v1/releases/ledger/1.5.0-rc.1.json',
    '/catalog/api/v1/releases/ledger/1.4.0.json',
  ])
})

test('the index says why a release is judged otherwise than it was published', () => {
  const was = aPublication({ version: '1.4.0', atRelease: aVerdict() })
  const own = aLedger([was], [{ ...was, today: aNewerVerdict() }]).map(({ entry }) => entry)
  const { releases: told } = apiIndex(
    context({ entries: new Map([['ledger@1.4.0', own]]) }),
    [aLine()],
    new Map(),
  )
  expect(told).toMatchObject([{ rejudged: ['policy-version'], changed: [], alarms: [] }])
})

test('the index says why a release is no GO, what of it was changed, and what is gone', () => {
  const moved = aPublication({ version: '1.4.0', commit: OTHER_COMMIT })
  const gone = aPublication({ version: '1.0.0' })
  const ledger = aLedger([aPublication({ version: '1.4.0' }), gone], [moved])
  const entries = Map.groupBy(
    ledger.map(({ entry }) => entry),
    (entry) => `${entry.service}@${entry.version}`,
  )
  const lines = [
    aLine({ state: 'quarantined', tampered: true }),
    aLine({ version: '1.3.0', state: 'no-dossier' }),
  ]
  const codes = new Map([['ledger/1.4.0', ['dossier.syntax']]])
  const index = ApiIndex.parse(apiIndex(context({ codes, entries }), lines, new Map()))
  expect(index.releases).toMatchObject([
    {
      codes: ['dossier.syntax'],
      changed: ['commit'],
      alarms: ['tampered', 'moved'],
      rejudged: [],
      evaluation: '/catalog/api/v1/releases/ledger/1.4.0/evaluation.json',
    },
    { codes: [], changed: [], alarms: [], evaluation: null },
  ])
  expect(index.withdrawn).toMatchObject([
    {
      version: '1.0.0',
      tag: 'ledger/v1.0.0',
      withdrawn: momentOf(1),
      page: '/catalog/releases/ledger/1.0.0/',
    },
  ])
})

test('a service tells what runs where and lists its versions', () => {
  const history = aHistory({ running: [{ environment: 'staging', version: '1.4.0', at: AT }] })
  const document = apiService(context(), aService(), releases, history)
  expect(ApiService.parse(document)).toMatchObject({
    owner: null,
    total: 2,
    running: [{ environment: 'staging', version: '1.4.0', since: AT }],
  })
})

test('latest is the newest stable version with both decisions and its digest', () => {
  const document = apiLatest(context(), 'ledger', releases)
  expect(ApiLatest.parse(document).latest).toMatchObject({
    version: '1.4.0',
    decisions: { atRelease: 'go', today: 'go' },
    digest: aLine().digest,
  })
})

test('a service with pre-releases only has no latest', () => {
  expect(apiLatest(context(), 'ledger', [candidate]).latest).toBeNull()
})

test('runbooks list their codes, their page and the releases they block, even if there are none', () => {
  const summary = {
    ...summarize([], { services: [], environments: [], at: AT, runbookOf: () => null, moved: new Set() }),
    runbooks: [{ slug: 'stale-proof', releases: 23, newest: [{ service: 'ledger', version: '1.4.0' }] }],
  }
  const runbooks = [aRunbook('stale-proof', '*.stale'), aRunbook('archives', 'archive.*')]
  const document = apiRunbooks(someFacts({ runbooks }), summary, links)
  expect(ApiRunbooks.parse(document).runbooks).toMatchObject([
    {
      slug: 'stale-proof',
      codes: ['*.stale'],
      page: '/catalog/runbooks/stale-proof/',
      releases: 23,
      newest: [{ service: 'ledger', version: '1.4.0', page: '/catalog/releases/ledger/1.4.0/' }],
    },
    { slug: 'archives', releases: 0, newest: [] },
  ])
})

test('a document that lacks a decision or holds a foreign member is refused', () => {
  const document = apiLatest(context(), 'ledger', releases)
  expect(ApiLatest.safeParse({ ...document, verdict: 'go' }).success).toBe(false)
  expect(ApiLatest.safeParse({ ...document, latest: { ...document.latest, decisions: {} } }).success).toBe(
    false,
  )
})

test('the newest GO of a service is its newest stable version that is GO today, and none where there is none', () => {
  const go = aLine({ version: '1.3.0' })
  const others = [candidate, aLine({ today: 'no-go' }), aLine({ version: '1.6.0', state: 'quarantined' })]
  expect(ApiLatest.parse(apiLatestGo(context(), 'ledger', [...others, go])).latest?.version).toBe('1.3.0')
  expect(apiLatestGo(context(), 'ledger', others).latest).toBeNull()
})

test('what ends is told soonest first; what has no end, or is no GO, is not', () => {
  const ending = (version: string, validUntil: string) => aLine({ version, validUntil, endsAs: 'aged-out' })
  const lines = [
    ending('1.2.0', '2026-09-01T00:00:00Z'),
    ending('1.1.0', '2026-08-01T02:00:00+02:00'),
    aLine({ version: '1.0.0' }),
    { ...ending('0.9.0', '2026-07-01T00:00:00Z'), today: 'no-go' as const },
  ]
  const document = ApiExpiring.parse(apiExpiring(context(), lines))
  expect(document.releases.map(({ version }) => version)).toEqual(['1.1.0', '1.2.0'])
  expect(document.total).toBe(2)
})
