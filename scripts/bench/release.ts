import { hash } from 'node:crypto'
import { canonical } from '#decide/lib/canonical.ts'
import { type BenchEvidence, benchEvidence } from './evidence.ts'
import type { Load } from './repository.ts'

/** A file of the bench repository. */
export type BenchFile = { path: string; text: string }

export interface BenchRelease {
  tag: string
  title: string
  /** Files of the commit with the code. */
  code: BenchFile[]
  /** Files of the commit after it, which is tagged: a dossier names the commit its evidence was made from. */
  dossier: (commit: string) => BenchFile[]
}

/**
 * The nth release of the bench, of one of ten services in turn. Of eleven releases, one lacks an approval. The dossier
 * says the same whether its evidence is in the tree or not.
 */
export function benchRelease(n: number, at: Date, load: Load): BenchRelease {
  const service = `service-${n % SERVICES}`
  const version = `${1 + Math.floor(n / 1000)}.${Math.floor(n / SERVICES) % 100}.${n % SERVICES}`
  const title = `Rounds payouts of market ${n} to whole cents`
  const earlier = new Date(at.getTime() - 3_600_000).toISOString()
  const evidence = benchEvidence(n, earlier)
  const files = (load === 'evidence' ? evidence : []).map(({ file, text }) => ({
    path: `release/evidence/${file}`,
    text,
  }))
  const parts = { n, service, version, title, at, evidence, earlier }
  return {
    tag: `${service}/v${version}`,
    title,
    code: [{ path: `src/${service}.ts`, text: `export const market = ${n}\n` }],
    dossier: (commit) => [
      ...files,
      {
        path: 'release/dossier.json',
        text: JSON.stringify(approved(benchDossier(parts, commit), n), null, 1),
      },
    ],
  }
}

const SERVICES = 10

interface Parts {
  n: number
  service: string
  version: string
  title: string
  at: Date
  evidence: readonly BenchEvidence[]
  earlier: string
}

/** Signed by the roles of the default policy, over the digest of all the rest. */
function approved(dossier: ReturnType<typeof benchDossier>, n: number) {
  const dossierSha256 = hash('sha256', canonical(dossier))
  const roles = n % 11 === 0 ? ['platform-owner'] : ['platform-owner', 'security-owner']
  const approvals = roles.map((role) => ({
    role,
    approver: `Owner of ${role} ${n % 7}`,
    decision: 'approved',
    at: dossier.createdAt,
    binds: { dossierSha256 },
  }))
  return { ...dossier, approvals }
}

/** Every part of a dossier, at the length people write them. */
function benchDossier({ n, service, version, title, at, evidence, earlier }: Parts, commit: string) {
  return {
    schemaVersion: 1,
    service,
    version,
    tag: `${service}/v${version}`,
    releaseType: 'minor',
    profile: 'real_local',
    certificationClaims: ['local contracts hold', 'no external provider is touched'],
    createdAt: earlier,
    declaredDecision: { decision: 'GO', at: at.toISOString(), by: 'Robin Bench' },
    purpose: title,
    objective: `Customers of market ${n} get what the rules promise, to the cent, whatever the order of their bets.`,
    summary: `Payouts of market ${n} are rounded to whole cents, and what is left over goes to the house.`,
    affectedFeatures: ['payout', 'balance page', 'bookkeeping export'],
    inScope: ['rounding of payouts', 'a booking that corrects old balances', 'the export of both'],
    outOfScope: ['fees', 'payouts to the provider'],
    boundaries: [{ service, change: 'touched', note: 'payout computation' }],
    owners: ['release', 'service', 'security'].map((role) => ({ role, name: `Owner of ${role} ${n % 7}` })),
    breakingChanges: [],
    releaseNotes: { status: 'complete', text: releaseNotes(n) },
    compatibilityNotes: {
      status: 'complete',
      text: `Clients of version ${n} need no change; the export has one more column.`,
    },
    spine: {
      issue: { url: `https://github.com/bench/bench/issues/${n}`, owner: 'Robin Bench', at: earlier },
      pullRequest: { url: `https://github.com/bench/bench/pull/${n}`, number: n, at: earlier },
      evidenceRun: {
        url: `https://github.com/bench/bench/actions/runs/${n}`,
        id: `${n}`,
        attempt: 1,
        at: earlier,
      },
    },
    evidence: evidence.map((each) => reference(each, n, commit)),
    gates: [{ id: 'pen-test', applies: false, reason: 'nothing new can be reached from outside' }],
    kpis: KPIS.map((each) => kpi(each)),
    risks: [0, 1, 2].map((index) => risk(index, n)),
    hotSpots: [HOT_SPOT],
    promotions: ['dev', 'ci', 'staging'].map((to) => promotion(to, n, earlier)),
    smokeRuns: [smokeRun(version, earlier)],
    inputs: [{ register: 'work-queue', title: `Work queue of week ${n % 52}`, status: 'complete' }],
  }
}

function releaseNotes(n: number): string {
  return `## Changes

- Payouts of market ${n} are rounded to whole cents.
- A booking of kind \`correction\` brings old balances in line, see [the issue](https://github.com/bench/bench/issues/${n}).
- The export shows *both* amounts.

Nothing has to be done.
`
}

function reference({ reference: said, file, text }: BenchEvidence, n: number, commit: string) {
  const url = `https://github.com/bench/bench/actions/runs/${n}`
  return {
    ...said,
    path: `release/evidence/${file}`,
    sha256: hash('sha256', text),
    // An act of a person is of no commit and of no run.
    ...(file.endsWith('.json') && said.kind !== 'performance'
      ? {}
      : { commit, run: { id: `${n}`, attempt: 1, url } }),
  }
}

const KPIS = [
  { metric: 'throughput_rows_per_second', unit: 'rows/s', direction: 'higher-is-better', baseline: 930 },
  { metric: 'duration_seconds', unit: 's', direction: 'lower-is-better', baseline: 55 },
  { metric: 'memory_peak_mb', unit: 'MB', direction: 'lower-is-better', baseline: 1040 },
  { metric: 'http_req_duration.p95', unit: 'ms', direction: 'lower-is-better', baseline: 110 },
] as const

function kpi({ metric, unit, direction, baseline }: (typeof KPIS)[number]) {
  return {
    id: metric.replaceAll('.', '-'),
    name: metric.replaceAll(/[._]/g, ' '),
    unit,
    direction,
    baseline: { release: '0.9.0', value: baseline },
    tolerance: 10,
    environment: 'staging',
    topology: '1 vCPU, 1 GiB, one database',
    evidence: 'performance_certification',
    metric,
  }
}

function risk(index: number, n: number) {
  return {
    id: `R-${n}-${index}`,
    title: `A market that closes while payout ${index} runs could be paid out twice`,
    severity: 'SEV-3',
    status: index === 0 ? 'open' : 'mitigated',
    mitigation: 'The booking is keyed by market and round; the database refuses a second one.',
    owner: `Owner of risk ${n % 11}`,
    ...(index === 0 ? { stillNeeds: 'a drill on staging with two workers' } : {}),
  }
}

const HOT_SPOT = {
  id: 'H-1',
  path: 'closing a market with many bets',
  kind: 'expensive',
  isolateFor: ['testing', 'scaling'],
  status: 'open',
  action: 'Moves into a worker of its own with the next minor release, behind the same contract.',
  firstSeen: '1.0.0',
}

function promotion(to: string, n: number, at: string) {
  return {
    to,
    at,
    by: 'Robin Bench',
    result: 'reached',
    method: 'workflow',
    via: `run ${n}`,
    conditions: ['tests are green', 'contract is unchanged', 'owner has signed'].map((id) => ({
      id,
      status: 'met',
    })),
  }
}

function smokeRun(buildVersion: string, at: string) {
  const steps = ['log in', 'place a bet', 'close the market', 'see the payout', 'read the export']
  return {
    environment: 'staging',
    at,
    buildVersion,
    steps: steps.map((action) => ({
      actor: 'smoke user',
      target: 'backend',
      action,
      result: 'passed',
    })),
  }
}
