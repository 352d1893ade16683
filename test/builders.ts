import type { z } from 'zod'
import { Dossier } from '#model/dossier.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { Acceptance, Gate, Policy } from '#model/policy.ts'
import type { ReleaseRecord } from '#model/release.ts'

export const COMMIT = 'a'.repeat(40)
export const OTHER_COMMIT = 'b'.repeat(40)
export const DIGEST = 'd'.repeat(64)
export const OTHER_DIGEST = 'e'.repeat(64)

/** The moment most tests judge at, and the day before, when most evidence was made. */
export const AT = '2026-06-02T12:00:00Z'
export const BEFORE = '2026-06-01T12:00:00Z'

/** A dossier as a person would write it, with the defaults filled in. */
export function aDossier(parts: Partial<z.input<typeof Dossier>> = {}): Dossier {
  const least = {
    schemaVersion: 1,
    service: 'ledger',
    version: '1.4.0',
    releaseType: 'minor',
    profile: 'real_local',
  }
  return Dossier.parse({ ...least, ...parts })
}

/** A green JUnit file of the released commit. */
export function anItem(parts: Partial<EvidenceItem> = {}): EvidenceItem {
  return {
    name: 'unit',
    kind: 'test',
    purpose: null,
    producer: 'ci',
    format: 'junit',
    dialect: null,
    tool: null,
    judgement: 'verdict',
    status: 'passed',
    reasons: [],
    counts: null,
    suites: [],
    metrics: {},
    subject: { commit: COMMIT, digests: [] },
    recorded: null,
    gates: [],
    services: [],
    run: null,
    url: null,
    sha256: null,
    bytes: 100,
    generatedAt: BEFORE,
    timeSource: 'content',
    collectedFrom: { source: 'tree', path: 'release/unit.xml' },
    codeMatch: 'same',
    verification: [],
    attestations: [],
    publish: false,
    ...parts,
  }
}

/** A tagged release with a dossier. */
export function aRecord(parts: Partial<ReleaseRecord> = {}): ReleaseRecord {
  return {
    schemaVersion: 1,
    service: 'ledger',
    version: '1.4.0',
    semantic: true,
    prerelease: false,
    state: 'dossier',
    git: gitFacts(),
    dossierSource: { source: 'tree', path: 'release/dossier.json', sha256: OTHER_DIGEST, bytes: 900 },
    dossierSha256: DIGEST,
    dossier: aDossier(),
    evidence: [],
    notes: { summary: null, releaseNotes: null, compatibilityNotes: null },
    quarantine: [],
    ...parts,
  }
}

/** What git says of an annotated tag. */
export function gitFacts(parts: Partial<ReleaseRecord['git']> = {}): ReleaseRecord['git'] {
  return {
    tag: 'ledger/v1.4.0',
    tagKind: 'annotated',
    tagObject: OTHER_COMMIT,
    commit: COMMIT,
    tagger: 'Tove Marsh',
    subject: 'ledger 1.4.0',
    otherName: null,
    signature: null,
    taggedAt: AT,
    committedAt: BEFORE,
    codeCommittedAt: BEFORE,
    previous: null,
    previousStable: null,
    commits: 3,
    filesChanged: 5,
    pullRequests: [],
    latestCommits: [],
    breaking: { total: 0, commits: [] },
    changedPaths: null,
    contributors: { names: ['Tove Marsh'], complete: true },
    boundaries: [],
    other: { files: 0, paths: [] },
    unknown: [],
    ...parts,
  }
}

/** Takes a green test file of this code, of any age. */
export function aClause(parts: Partial<Acceptance> = {}): Acceptance {
  const formats = { kinds: ['test' as const], formats: ['junit'], acts: [], tools: [], thresholds: [] }
  return { ...formats, maxAgeDays: null, code: 'this', ...parts }
}

export function aGate(parts: Partial<Gate> = {}): Gate {
  const words = { title: 'Unit tests pass', evidenceSource: 'ci', controls: [] }
  return {
    id: 'unit-tests',
    requirement: 'mandatory',
    rule: 'evidence',
    ...words,
    accepts: [aClause()],
    requireVerified: false,
    ...parts,
  }
}

const GROUPS = ['architecture-contracts', 'security', 'data-billing', 'reliability-operations', 'delivery']

/** A policy whose gates stand in the first group; it asks for no artifacts and no approvals unless told. */
export function aPolicy(gates: Gate[] = [aGate()], parts: Partial<Policy> = {}): Policy {
  return {
    id: 'small',
    version: '1',
    title: 'Small policy',
    status: 'Decided',
    validFrom: '2023-01-01T00:00:00Z',
    sources: [],
    groups: GROUPS.map((id, index) => ({ id, title: id, gates: index === 0 ? gates : [] })),
    artifacts: [],
    requirements: (['docs-patch', 'runtime-patch', 'minor', 'major'] as const).map((releaseType) => ({
      releaseType,
      summary: 'nothing more',
      profiles: [],
      artifacts: [],
      artifactsWhenExternal: [],
      profilesWhenExternal: [],
    })),
    profiles: [],
    approvers: [],
    vexAuthors: [],
    suppressors: [],
    blockingSeverities: ['SEV-1', 'SEV-2'],
    requireVerifiedTag: false,
    distinctBytes: false,
    checklist: [],
    ...parts,
  }
}
