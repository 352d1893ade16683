import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { canonical } from '#decide/lib/canonical.ts'
import { compareText } from '#decide/lib/findings.ts'
import { environmentRules } from '#decide/verdict/promotions.ts'
import type { Environment } from '#model/catalog.ts'
import type { Dossier } from '#model/dossier.ts'
import type { OpenRisk } from '#model/dossier-risk.ts'
import type { Finding } from '#model/finding.ts'
import type { Person } from '#model/people.ts'
import type { PublicFacts } from '#model/public-facts.ts'
import type { GitFacts, ReleaseRecord } from '#model/release.ts'
import { slug } from '#model/slug.ts'
import { EVIDENCE, publishedPath } from '#store/published.ts'
import type { CollectedRelease } from '#store/state.ts'
import type { Store } from '#store/store.ts'
import { approversOf } from './configuration/people.ts'
import { NO_NOTES, type ReadDossier } from './dossier/read.ts'
import { forgeFactsOf, forgeMember } from './forge/forges.ts'
import type { Forge, ForgeFacts } from './forge/types.ts'
import type { Tagged } from './tags/tagged.ts'

/** A record, its bytes (RFC 8785, with the dossier as it was written), and the artifacts to publish with it, by digest. */
export type MadeRecord = { record: ReleaseRecord; text: string; publish: ReadonlyMap<string, Buffer> }

/** What others than the dossier say of a release: its forge, and what anybody can see in the repository. */
type ToldBesides = { forge: ForgeFacts | null; publicFacts?: PublicFacts }

/** What the catalog's configuration says that a record is judged by. */
type Known = { people: readonly Person[] | null; environments: readonly Environment[] }

const NOBODY_KNOWN: Known = { people: null, environments: [] }

/** Puts a release's record together. A name or dossier that cannot be trusted puts it into quarantine. */
export function makeRecord(
  tag: Tagged,
  git: GitFacts,
  read: ReadDossier,
  told: ToldBesides,
  published: ReadonlyMap<string, Buffer> = new Map(),
  { people, environments }: Known = NOBODY_KNOWN,
): MadeRecord {
  const quarantine = [...tag.findings, ...read.findings]
  const isTrusted = quarantine.length === 0
  const record: ReleaseRecord = {
    schemaVersion: 1,
    service: tag.service.id,
    version: tag.version,
    semantic: tag.semantic,
    prerelease: tag.prerelease,
    state: isTrusted ? (read.dossier === null ? 'no-dossier' : 'dossier') : 'quarantined',
    git,
    dossierSource: read.source,
    dossierSha256: isTrusted ? read.sha256 : null,
    dossier: isTrusted ? read.dossier : null,
    evidence: isTrusted ? read.evidence : [],
    ...droppedOf(isTrusted ? read.droppedRisks : []),
    notes: isTrusted ? read.notes : NO_NOTES,
    ...budgetsOf(tag),
    ...(isTrusted ? rulesOf(environments, read.dossier) : {}),
    ...(told.publicFacts ? { publicFacts: told.publicFacts } : {}),
    ...forgeMember(told.forge),
    ...(isTrusted ? approversOf(people, read.dossier) : {}),
    quarantine,
  }
  // Its own text was made when it was digested.
  const text = textOf(record, isTrusted ? read.text : null)
  return { record, text, publish: isTrusted ? published : new Map() }
}

/** `dossier` is the first of all members. */
function textOf(record: ReleaseRecord, dossier: string | null): string {
  const { dossier: _, ...rest } = record
  return `{"dossier":${dossier},${canonical(rest).slice(1)}`
}

/** A record that this program cannot judge: of what was read only what git says is kept. */
export function withoutTrust(record: ReleaseRecord, why: Finding): MadeRecord {
  const {
    approvers: _,
    environments: __,
    github: ___,
    droppedRisks: ____,
    droppedRisksMore: _____,
    ...rest
  } = record
  const quarantined: ReleaseRecord = {
    ...rest,
    state: 'quarantined',
    dossierSha256: null,
    dossier: null,
    evidence: [],
    notes: NO_NOTES,
    quarantine: [...record.quarantine, why],
  }
  return { record: quarantined, text: textOf(quarantined, null), publish: new Map() }
}

/** The gravest come first: of those that find no room none is graver than one that does. */
export function droppedOf(
  dropped: readonly OpenRisk[] = [],
): Pick<ReleaseRecord, 'droppedRisks' | 'droppedRisksMore'> {
  if (dropped.length === 0) return {}
  const more = dropped.length - MOST_DROPPED
  const graveFirst = dropped.toSorted(
    (a, b) => compareText(a.severity, b.severity) || compareText(a.id, b.id),
  )
  return {
    droppedRisks: graveFirst.slice(0, MOST_DROPPED),
    ...(more > 0 ? { droppedRisksMore: more } : {}),
  }
}

const MOST_DROPPED = 500

/** A verdict can be repeated from the record alone, so that what judges it besides the policy stands there too. */
function budgetsOf({ service: { latencyBudgets } }: Tagged): Pick<ReleaseRecord, 'latencyBudgets'> {
  return latencyBudgets.length > 0 ? { latencyBudgets } : {}
}

/** The same of its promotions. */
function rulesOf(
  environments: readonly Environment[],
  dossier: Dossier | null,
): Pick<ReleaseRecord, 'environments'> {
  const rules = dossier ? environmentRules(environments, dossier) : []
  return rules.length > 0 ? { environments: rules } : {}
}

/** Where a record stands in the content folder. */
export function recordPath(release: { service: string; version: string }): string {
  return `releases/${release.service}/${slug(release.version)}.json`
}

/** Removes published artifacts that no release has any more. */
export function dropEvidence(
  { content, store }: { content: string; store: Store },
  releases: readonly Pick<CollectedRelease, 'evidence'>[],
): void {
  const folder = join(content, EVIDENCE)
  if (!existsSync(folder)) return
  const wanted = new Set(releases.flatMap(({ evidence }) => evidence))
  for (const name of readdirSync(folder)) if (!wanted.has(name)) store.remove(publishedPath(name))
}

/**
 * How much of a record could not be read because the repository lacked it, the forge did not answer or this program failed:
 * next time it may be there. What a tag can never tell, such as the commits of a tag that points at a file, is not counted.
 */
export function countLacking(record: ReleaseRecord, forge: Forge | null): number {
  const { git, quarantine, evidence } = record
  const findings = [
    ...git.unknown,
    ...quarantine,
    ...evidence.flatMap(({ reasons }) => reasons),
    ...(forgeFactsOf(record)?.unknown ?? []),
  ]
  return findings.filter(
    ({ code }) => LACKING.has(code) || code.startsWith('internal.') || code === forge?.unanswered,
  ).length
}

const LACKING = new Set([
  'git.shallow',
  'git.missing_objects',
  'dossier.object_missing',
  'evidence.object_missing',
])
