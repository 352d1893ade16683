import { junit, metrics, record, sarif, type Writer } from './files.ts'

/** One evidence file of a bench release: what the dossier says of it, and its bytes. */
export interface BenchEvidence {
  reference: { name: string; kind: string; purpose: string; gates: readonly string[]; producer: string }
  file: string
  text: string
}

/**
 * The twelve evidence files of a release, bound so that the default policy's gates and required artifacts all pass; in
 * one release of seven a scanner found something.
 */
export function benchEvidence(n: number, at: string): BenchEvidence[] {
  return ARTIFACTS.map(({ name, kind, purpose, gates = [], producer, write }) => ({
    reference: { name, kind, purpose, gates, producer },
    ...write({ n, at, name }),
  }))
}

interface Artifact {
  name: string
  kind: string
  purpose: string
  gates?: readonly string[]
  producer: string
  write: Writer
}

const DOMAIN_GATES = [
  'security-controls',
  'encryption-envelope',
  'mtls-staging',
  'admin-token-deny-list',
  'ledger-invariants',
  'audit-immutability',
  'migrations',
  'webhook-replay',
  'webhook-signature',
  'outbox-relay',
  'idempotency',
  'ci-pipeline',
]

const ARTIFACTS: readonly Artifact[] = [
  {
    name: 'service_markers',
    kind: 'test',
    purpose: 'unit and integration tests against disposable services',
    gates: DOMAIN_GATES,
    producer: 'npm run check',
    write: junit('unit', 'integration'),
  },
  {
    name: 'contracts',
    kind: 'contract',
    purpose: 'both contracts are valid, and nothing in them breaks',
    gates: ['openapi', 'asyncapi', 'breaking-changes'],
    producer: 'npm run contracts',
    write: junit('contracts'),
  },
  {
    name: 'certification_pack',
    kind: 'certification',
    purpose: 'the matrix of clients, endpoints and market states',
    producer: 'npm run certify',
    write: junit('matrix', 'observability'),
  },
  {
    name: 'live_state_reconciliation',
    kind: 'reconciliation',
    purpose: 'state and read models agree with the ledger after a load',
    producer: 'npm run reconcile',
    write: junit('reconciliation'),
  },
  {
    name: 'pre_release_checklist',
    kind: 'docs',
    purpose: 'the seven areas of the checklist; notes and decisions agree with the work done',
    gates: ['adr-set', 'release-notes', 'compatibility-notes'],
    producer: 'npm run checklist',
    write: junit('checklist'),
  },
  {
    name: 'evidence_chain',
    kind: 'chain',
    purpose: 'the checksum chain of the artifacts was verified',
    producer: 'npm run chain',
    write: junit('chain'),
  },
  {
    name: 'performance_certification',
    kind: 'performance',
    purpose: 'throughput, duration, memory and failure rate under load',
    producer: 'npm run load',
    write: metrics,
  },
  {
    name: 'dependencies',
    kind: 'security',
    purpose: 'known vulnerabilities of the image and its packages',
    gates: ['vulnerabilities'],
    producer: 'trivy image',
    write: sarif('Trivy', 7),
  },
  {
    name: 'secrets',
    kind: 'security',
    purpose: 'no credential in the history of the release',
    gates: ['secret-scan'],
    producer: 'gitleaks detect',
    write: sarif('gitleaks', Number.POSITIVE_INFINITY),
  },
  {
    name: 'threat-model',
    kind: 'security',
    purpose: 'the threat model was read against what is deployed',
    gates: ['threat-model'],
    producer: 'security review',
    write: record('review'),
  },
  {
    name: 'operations-drill',
    kind: 'operations',
    purpose: 'each alert reached the person on call, and a backup was restored',
    gates: ['alerts-on-call', 'backup-restore'],
    producer: 'operations drill',
    write: record('drill'),
  },
  {
    name: 'operations-review',
    kind: 'operations',
    purpose: 'dashboards, runbooks and escalation were read against what runs',
    gates: ['slo-dashboards', 'runbooks', 'incident-policy'],
    producer: 'operations review',
    write: record('review'),
  },
]
