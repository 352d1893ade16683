import { hash } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { trustBeside } from '#collect/configuration/configuration.ts'
import { type EvidenceSources, evidenceItems } from '#collect/evidence/items.ts'
import { bothMatches } from '#collect/evidence/package-match.ts'
import { directorySource, releaseArchive } from '#collect/sources/artifacts.ts'
import type { Source } from '#collect/sources/source.ts'
import { canonical } from '#decide/lib/canonical.ts'
import { parseVersion } from '#decide/lib/order.ts'
import { CliError } from '#lib/cli-error.ts'
import { printable } from '#lib/text.ts'
import { Dossier } from '#model/dossier.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import { finding } from '#model/finding.ts'
import { type Instant, ObjectId } from '#model/primitives.ts'
import type { GitFacts, ReleaseRecord } from '#model/release.ts'
import { shapeOf } from './document.ts'

export type BareOptions = { artifacts?: string; commit?: string }

/**
 * A dossier that no tag carries yet → a record, so that CI can ask before it tags. Git facts are unknown; evidence is
 * made from the released code when its commit is the one that `commit` names.
 * @param value the dossier as strictly read JSON.
 * @param at the moment of judging: a dossier that names no decision time is decided now.
 * @throws CliError 2 for what is no dossier, no full commit id, or an archive that cannot be read.
 */
export async function recordOfDossier(
  file: string,
  value: unknown,
  options: BareOptions,
  at: Instant,
): Promise<ReleaseRecord> {
  const dossier = shapeOf(file, value, Dossier)
  const { approvals: _, ...bound } = Object(value)
  const parsed = parseVersion(dossier.version)
  const commit = commitOf(options)
  const evidence = await resolveEvidence(dossier, artifactsOf(options) ?? dirname(file), commit)
  return {
    schemaVersion: 1,
    service: dossier.service,
    version: parsed?.version ?? dossier.version,
    semantic: parsed !== null,
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

/** A mistyped place must not read like evidence that was never made. */
function artifactsOf({ artifacts }: BareOptions): string | undefined {
  if (artifacts === undefined || existsSync(artifacts)) return artifacts
  throw new CliError(
    `--artifacts ${printable(artifacts)}: there is no such folder or archive. Check the path.`,
  )
}

function commitOf({ commit }: BareOptions): string | null {
  if (commit === undefined) return null
  if (ObjectId.safeParse(commit).success) return commit
  throw new CliError(`--commit ${printable(commit)}: give the full id, as git rev-parse HEAD prints it.`)
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
  const version = parseVersion(dossier.version)?.version ?? dossier.version
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
  const differences = { between: async () => null, close: async () => {} }
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
  const graph = { ...lists, number: new Map(), cut: new Set<number>() }
  return {
    sources: [source],
    code: { graph, differences, objects, walk: async () => ({ kind: 'absent' }), shallow: true },
    trust: trustBeside(undefined),
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
    contributors: { names: [], complete: false },
    breaking: { total: null, commits: [] },
    boundaries: [],
    other: { files: null, paths: [] },
    unknown: [finding('git.no_tag')],
  }
}
