const COMMIT = '4f2a'.repeat(10)
const DIGEST = 'a1'.repeat(32)
const AT = '2026-05-01T10:00:00Z'

const DOSSIER = {
  schemaVersion: 1,
  service: 'ledger',
  version: '1.4.0',
  releaseType: 'minor',
  profile: 'real_local',
}

const EVIDENCE = { name: 'unit', kind: 'test', producer: 'npm test', path: 'release/junit.xml' }

const RECORD = {
  record: 1,
  act: 'drill',
  title: 'Restore drill',
  owner: { name: 'Anna Berg' },
  date: '2026-04-24',
  subject: { what: 'ledger database' },
  result: 'passed',
}

const LEDGER = {
  index: 0,
  act: 'published',
  service: 'ledger',
  version: '1.4.0',
  tag: 'ledger@1.4.0',
  tagObject: null,
  commit: COMMIT,
  dossierSha256: DIGEST,
  recordSha256: DIGEST,
  at: AT,
  previous: null,
}

const LINE = {
  service: 'ledger',
  version: '1.4.0',
  state: 'dossier',
  semantic: true,
  prerelease: false,
  released: AT,
  type: 'minor',
  atRelease: 'go',
  today: 'no-go',
  strips: ['pppppp', 'fppwnp'],
  blockers: 1,
  risks: 0,
  validUntil: null,
  environment: null,
  digest: DIGEST,
  key: '0123456789abcdef',
}

/** Documents that both zod and the JSON Schema must take, and ones that both must refuse; by schema. */
export const PAIRS: Record<string, { good: unknown[]; bad: unknown[] }> = {
  dossier: {
    good: [
      DOSSIER,
      { ...DOSSIER, evidence: [EVIDENCE], purpose: 'Grüße — 🚀', decidedAt: '2026-05-01T12:00:00.5+02:00' },
      { ...DOSSIER, releaseNotes: { text: 'Line\nline', status: 'drafted' } },
      { ...DOSSIER, risks: [{ id: 'R-1', title: 'x', severity: 'SEV-2', status: 'open' }] },
      { ...DOSSIER, sourceDocs: [{ title: 'x', url: 'https://example.com/a?b#c' }] },
      { ...DOSSIER, sourceDocs: [{ title: 'x', url: 'https://example.com:65535/' }] },
      {
        ...DOSSIER,
        kpis: [{ id: 'k', name: 'p95', unit: 'ms', direction: 'lower-is-better', metric: 'a.p(95)%' }],
      },
    ],
    bad: [
      null,
      [],
      { ...DOSSIER, verdict: 'GO' },
      { ...DOSSIER, schemaVersion: 2 },
      { ...DOSSIER, service: 'Ledger' },
      { ...DOSSIER, version: 1.1 },
      { ...DOSSIER, profile: 'laptop' },
      { ...DOSSIER, decidedAt: '2026-02-30T10:00:00Z' },
      { ...DOSSIER, decidedAt: '2026-05-01T10:00:00' },
      { ...DOSSIER, decidedAt: '1969-12-31T23:59:59Z' },
      { ...DOSSIER, decidedAt: '2026-12-31T23:59:60Z' },
      { ...DOSSIER, purpose: 'two\nlines' },
      { ...DOSSIER, purpose: '' },
      { ...DOSSIER, evidence: [{ ...EVIDENCE, path: '../secrets' }] },
      { ...DOSSIER, evidence: [{ ...EVIDENCE, path: '/etc/passwd' }] },
      { ...DOSSIER, evidence: [{ ...EVIDENCE, status: 'passed' }] },
      { ...DOSSIER, evidence: [{ ...EVIDENCE, sha256: DIGEST.toUpperCase() }] },
      { ...DOSSIER, sourceDocs: [{ title: 'x', url: 'javascript:alert(1)' }] },
      { ...DOSSIER, sourceDocs: [{ title: 'x', url: 'https://user:pw@example.com/' }] },
      { ...DOSSIER, sourceDocs: [{ title: 'x', url: 'https://localhost/' }] },
      { ...DOSSIER, sourceDocs: [{ title: 'x', url: 'https://example.com:80443/' }] },
      { ...DOSSIER, sourceDocs: [{ title: 'x', url: 'https://example.com:65536/' }] },
      { ...DOSSIER, risks: [{ id: 'R 1', title: 'x', severity: 'SEV-2', status: 'open' }] },
      { ...DOSSIER, spine: { pullRequest: { url: 'https://example.com/1', number: 0 } } },
      { ...DOSSIER, inScope: Array.from({ length: 201 }, () => 'x') },
    ],
  },
  service: {
    good: [
      { id: 'ledger', name: 'Ledger', kind: 'deployable' },
      {
        id: 'a',
        name: 'A',
        kind: 'external',
        owner: null,
        tag: 'a/v{version}',
        paths: ['a/**', '{b,c}/*'],
        order: 0,
      },
    ],
    bad: [
      { id: 'ledger', name: 'Ledger' },
      { id: '-ledger', name: 'Ledger', kind: 'deployable' },
      { id: 'a', name: 'A', kind: 'external', tag: 'v1' },
      { id: 'a', name: 'A', kind: 'external', order: 1.5 },
      { id: 'a', name: 'A', kind: 'external', paths: ['a\\b'] },
    ],
  },
  'index-line': {
    good: [LINE, { ...LINE, type: null, validUntil: AT, environment: 'prod' }],
    bad: [
      { ...LINE, strips: ['pppppp'] },
      { ...LINE, strips: ['pppppp', 'pppppx'] },
      { ...LINE, strips: ['pppppp', 'pppppp', 'pppppp'] },
      { ...LINE, blockers: -1 },
      { ...LINE, today: 'quarantined' },
      { ...LINE, digest: DIGEST.slice(1) },
    ],
  },
  'ledger-entry': {
    good: [LEDGER, { ...LEDGER, index: 7, previous: DIGEST }],
    bad: [{ ...LEDGER, previous: '' }, { ...LEDGER, index: -1 }, { ...LEDGER, commit: COMMIT.slice(2) }, {}],
  },
  'catalog-configuration': {
    good: [
      { title: 'Catalog' },
      { title: 'Catalog', repository: '.' },
      {
        title: 'Catalog',
        repository: '../r',
        base: '/a/b/',
        environments: [{ id: 'prod', title: 'Production' }],
      },
    ],
    bad: [
      {},
      { title: 'Catalog', repository: '' },
      { title: 'Catalog', repository: '.', base: 'a' },
      { title: 'Catalog', repository: '.', base: '/a' },
      { title: 'Catalog', repository: '.', site: 'http://example.com' },
      { title: 'Catalog', repository: '.', theme: 'dark' },
    ],
  },
  record: {
    good: [
      RECORD,
      { ...RECORD, date: AT, statement: 'x\ny', metrics: { 'restore.minutes': 12.5 } },
      { ...RECORD, subject: { what: 'x', ref: 'docs/a.md', sha256: DIGEST, commit: COMMIT } },
      { ...RECORD, subject: { what: 'x', ref: 'https://example.com/a' } },
    ],
    bad: [
      { ...RECORD, record: 2 },
      { ...RECORD, act: 'wish' },
      { ...RECORD, date: '2026-02-30' },
      { ...RECORD, date: '24.04.2026' },
      { ...RECORD, result: true },
      { ...RECORD, owner: 'Anna' },
      { ...RECORD, subject: { what: 'x', ref: 'http://example.com' } },
      { ...RECORD, metrics: { 'a b': 1 } },
      { ...RECORD, status: 'passed' },
    ],
  },
  metrics: {
    good: [
      { metrics: {} },
      { metrics: { a: 1, 'b.p95': { value: 1, unit: 'ms' } }, generatedAt: AT, commit: COMMIT },
      { metrics: { a: 1 }, tool: { name: 'bench' }, checks: [{ name: 'p95', passed: false }] },
    ],
    bad: [
      {},
      { metrics: { a: '1' } },
      { metrics: { a: null } },
      { metrics: { a: { value: 1, units: 'ms' } } },
      { metrics: { a: 1 }, checks: [{ name: 'p95', passed: 'yes' }] },
      { metrics: { a: 1 }, setup_data: {} },
    ],
  },
}
