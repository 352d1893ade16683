import { hash } from 'node:crypto'
import { benchEvidence } from './evidence.ts'

/** A file of the bench repository. */
export type BenchFile = { path: string; text: string }

/** The nth release of the bench: its tag, a title, and the files of its commit. */
export function benchRelease(n: number, at: Date): { tag: string; title: string; files: BenchFile[] } {
  const service = `service-${n % SERVICES}`
  const version = `${1 + Math.floor(n / 1000)}.${Math.floor(n / SERVICES) % 100}.${n % SERVICES}`
  const title = `Rounds payouts of market ${n} to whole cents`
  const evidence = benchEvidence(n, at.toISOString())
  const files = evidence.map(({ name, text }) => ({ path: `release/evidence/${name}`, text }))
  const dossier = JSON.stringify(benchDossier({ n, service, version, title, at, files }), null, 2)
  const source = `export const market = ${n}\n`
  return {
    tag: `${service}/v${version}`,
    title,
    files: [
      { path: `src/${service}.ts`, text: source },
      ...files,
      { path: 'release/dossier.json', text: dossier },
    ],
  }
}

const SERVICES = 10

type Parts = { n: number; service: string; version: string; title: string; at: Date; files: BenchFile[] }

/** Every part of a dossier, at the length people write them. */
function benchDossier({ n, service, version, title, at, files }: Parts) {
  const earlier = new Date(at.getTime() - 3_600_000).toISOString()
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
    summary: `Payouts of market ${n} are rounded to whole cents, and what is left over goes to the house. Balances that were wrong by a cent are corrected by a booking of their own.`,
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
    evidence: references(n, files, earlier),
    gates: ['unit', 'contract', 'vulnerability', 'latency'].map((id) => ({
      id,
      note: `checked in run ${n}`,
    })),
    kpis: ['p50', 'p95', 'p99'].map((id) => kpi(id, n)),
    risks: Array.from({ length: 4 }, (_, index) => risk(index, n)),
    hotSpots: Array.from({ length: 2 }, (_, index) => hotSpot(index, n)),
    approvals: ['release', 'service', 'security'].map((role) => ({
      role,
      approver: `Owner of ${role} ${n % 7}`,
      decision: 'approved',
      at: earlier,
      binds: { dossierSha256: hash('sha256', `${n}`) },
    })),
    promotions: ['dev', 'ci', 'staging'].map((to) => promotion(to, n, earlier)),
    smokeRuns: [smokeRun(n, earlier)],
    inputs: [{ register: 'work-queue', title: `Work queue of week ${n % 52}`, status: 'complete' }],
  }
}

function releaseNotes(n: number): string {
  return `## Changes

- Payouts of market ${n} are rounded to whole cents.
- A booking of kind \`correction\` brings old balances in line, see [the issue](https://github.com/bench/bench/issues/${n}).
- The export shows *both* amounts.

Nothing has to be done. Whoever reads the export should know the new column **remainder**.
`
}

function references(n: number, files: readonly BenchFile[], generatedAt: string) {
  const kinds = [
    { kind: 'test', gates: ['unit', 'contract'] },
    { kind: 'security', gates: ['vulnerability'] },
    { kind: 'performance', gates: ['latency'] },
  ]
  return files.map(({ path, text }, index) => ({
    name: `artifact-${index}`,
    ...kinds[index],
    purpose: `What run ${n} says about release ${n}`,
    path,
    sha256: hash('sha256', text),
    producer: 'npm run check',
    generatedAt,
    run: { id: `${n}`, attempt: 1, url: `https://github.com/bench/bench/actions/runs/${n}` },
  }))
}

function kpi(id: string, n: number) {
  return {
    id,
    name: `Latency ${id} of placing a bet`,
    unit: 'ms',
    direction: 'lower-is-better',
    value: 50 + (n % 40),
    baseline: { release: 'before', value: 60 },
    tolerance: 10,
    environment: 'staging',
    topology: '1 vCPU, 1 GiB, one database',
    evidence: 'artifact-2',
    metric: `http_req_duration.${id}`,
  }
}

function risk(index: number, n: number) {
  return {
    id: `R-${n}-${index}`,
    title: `A market that closes while payout ${index} runs could be paid out twice, or not at all`,
    severity: 'SEV-3',
    status: index === 0 ? 'open' : 'mitigated',
    mitigation:
      'The booking is keyed by market and round; a second one is refused by the database, and an alert tells the owner within a minute.',
    owner: `Owner of risk ${n % 11}`,
    stillNeeds: 'a drill on staging with two workers, once the second host is there',
  }
}

function hotSpot(index: number, n: number) {
  return {
    id: `H-${index}`,
    path: `src/service-${n % SERVICES}.ts`,
    kind: 'expensive',
    isolateFor: ['testing', 'scaling'],
    status: 'open',
    action: 'Moves into a worker of its own with the next minor release, behind the same contract.',
    firstSeen: '1.0.0',
  }
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

function smokeRun(n: number, at: string) {
  const steps = ['log in', 'place a bet', 'close the market', 'see the payout', 'read the export']
  return {
    environment: 'staging',
    at,
    buildVersion: `${n}`,
    steps: steps.map((action) => ({
      actor: 'smoke user',
      target: 'backend',
      action,
      result: 'passed',
      detail: 'as expected',
    })),
  }
}
