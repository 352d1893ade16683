import { hash } from 'node:crypto'
import { statSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { trustBeside } from '#collect/configuration/configuration.ts'
import { type EvidenceSources, evidenceItems } from '#collect/evidence/items.ts'
import { bothMatches } from '#collect/evidence/package-match.ts'
import { directorySource, releaseArchive } from '#collect/sources/artifacts.ts'
import type { Source } from '#collect/sources/source.ts'
import { canonical } from '#decide/lib/canonical.ts'
import { readVersion } from '#decide/lib/versions.ts'
import type { Dossier } from '#model/dossier.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import { finding } from '#model/finding.ts'
import type { Instant } from '#model/primitives.ts'
import type { GitFacts, ReleaseRecord } from '#model/release.ts'

/** A dossier as its file says it, and as it is read. */
type LoneDossier = {
  value: unknown
  dossier: Dossier
  commit: string | null
  /** Folder or archive in which the paths of its evidence start. */
  artifacts: string
  at: Instant
}

/**
 * A dossier without a repository around it → a record that knows nothing of git. Evidence is made from the released code
 * when its commit is the one that was named.
 */
export async function recordAlone(lone: LoneDossier): Promise<ReleaseRecord> {
  const { value, dossier, commit, artifacts, at } = lone
  const { approvals: _, ...bound } = Object(value)
  const parsed = readVersion(dossier.version)
  const evidence = await resolveEvidence(dossier, artifacts, commit)
  return {
    schemaVersion: 1,
    service: dossier.service,
    version: parsed?.version ?? dossier.version,
    semantic: parsed?.semantic ?? false,
    prerelease: parsed?.prerelease ?? false,
    state: 'dossier',
    git: noTag(dossier, commit, at),
    dossierSource: null,
    dossierSha256: hash('sha256', canonical(bound)),
    dossier,
    evidence,
    notes: { summary: null, releaseNotes: null, compatibilityNotes: null },
    quarantine: [],
  }
}

async function resolveEvidence(
  dossier: Dossier,
  artifacts: string,
  commit: string | null,
): Promise<EvidenceItem[]> {
  const root = resolve(artifacts)
  const isFile = statSync(root, { throwIfNoEntry: false })?.isFile() ?? false
  const source = isFile ? await releaseArchive(root) : directorySource(dirname(root))
  const { packages, service, releaseType } = dossier
  const version = readVersion(dossier.version)?.version ?? dossier.version
  const nowhere = { tree: null, dossierPath: '', committedAt: null }
  const home = { tag: basename(root), service, commit, packages, version, releaseType, ...nowhere }
  const items = await evidenceItems(withoutRepository(source), home, dossier.evidence)
  const declared = new Map(dossier.evidence.map((reference) => [reference.name, reference.commit]))
  return items.map((item) => ({
    ...item,
    codeMatch: bothMatches(matchOf(item, declared.get(item.name), commit), item.codeMatch),
  }))
}

/** The collector's rule without its look into trees: the file's own commit wins, and must not contradict the dossier's. */
function matchOf(
  item: EvidenceItem,
  declared: string | undefined,
  commit: string | null,
): EvidenceItem['codeMatch'] {
  const own = item.subject.commit
  if (own === null || commit === null) return 'unknown'
  return own === commit && (declared === undefined || declared === own) ? 'same' : 'different'
}

function withoutRepository(source: Source): EvidenceSources {
  const objects = { read: async () => null, close: async () => {} }
  const differences = { between: async () => null }
  const lists = {
    breaks: new Map<number, string>(),
    ids: [],
    trees: [],
    seconds: [],
    authors: [],
    committers: [],
    subjects: [],
    parents: [],
    generation: [],
  }
  const graph = { ...lists, pulls: new Map(), number: new Map(), cut: new Set<number>() }
  return {
    sources: [source],
    code: { graph, differences, objects, walk: async () => ({ kind: 'absent' }), shallow: true },
    trust: trustBeside({}),
    bundles: null,
    keep: () => {},
  }
}

/** No tag yet: it would be set now. */
function noTag(dossier: Dossier, commit: string | null, at: Instant): GitFacts {
  return {
    tag: dossier.tag ?? dossier.version,
    tagKind: 'lightweight',
    tagObject: null,
    commit,
    tagger: null,
    subject: null,
    otherName: null,
    signature: null,
    taggedAt: at,
    committedAt: null,
    codeCommittedAt: null,
    previous: null,
    previousStable: null,
    commits: null,
    filesChanged: null,
    pullRequests: [],
    latestCommits: [],
    changedPaths: null,
    contributors: { names: [], complete: false },
    breaking: { total: null, commits: [] },
    boundaries: [],
    other: { files: null, paths: [] },
    unknown: [finding('git.no_tag')],
  }
}
