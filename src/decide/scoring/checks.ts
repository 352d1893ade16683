import { type Finding, finding } from '#model/finding.ts'
import {
  GUARDRAILS,
  type GuardrailName,
  REPLAY_SOURCES,
  type RegistryEntry,
  type ScoringReplay,
  type ScoringWindow,
} from '#model/scoring.ts'
import { DAY_MS, millis } from '../lib/time.ts'

/*
 * What has to stand before a revision can be approved at all. Nothing here depends on the day it is asked for: what does
 * is in life.ts.
 */

/** The checks by name, in the order in which they are shown. */
export const SCORING_CHECKS = [
  'hash',
  'lineage',
  'cohort',
  'window',
  'approver',
  'trade-off',
  'replay',
  'way-back',
  'guardrails',
] as const
export type ScoringCheckName = (typeof SCORING_CHECKS)[number]

/** What was found at one check; nothing: it passed. */
export type ScoringCheck = { name: ScoringCheckName; findings: Finding[] }

/** What is known around a revision: the others, which of them are trusted, and the services there are. */
export type ScoringAround = {
  /** By id; an id that several files claim is none of theirs. */
  byId: ReadonlyMap<string, RegistryEntry>
  /** Hashes of the baselines that a release manager approved. */
  trusted: ReadonlySet<string>
  services: ReadonlySet<string>
}

/** Longest window that can be approved at once, in days. */
export const MOST_WINDOW_DAYS = 90

/** Without these a rollback packet is not complete; the others may be watched too. */
const REQUIRED_GUARDRAILS: readonly GuardrailName[] = GUARDRAILS.filter((each) => each !== 'false-negatives')

/** As much of a hash as a sentence needs; two that differ nearly always differ in it, and the page has both whole. */
export function shortHash(sha256: string): string {
  return sha256.slice(0, 12)
}

/** What is wrong with a revision and its packet, by check; the approval's own checks are not among them. */
export function packetFindings(
  entry: RegistryEntry,
  around: ScoringAround,
): Partial<Record<ScoringCheckName, Finding[]>> {
  return {
    hash: manifestOf(entry),
    lineage: lineageOf(entry, around),
    cohort: cohortOf(entry, around),
    window: windowOf(entry),
    replay: replayOf(entry),
    'way-back': wayBackOf(entry, around),
    guardrails: guardrailsOf(entry),
  }
}

function manifestOf({ document: { manifest, profile }, sha256 }: RegistryEntry): Finding[] {
  if (!manifest) return [finding('scoring.no_manifest', { id: profile.id }, ['manifest'])]
  if (manifest.revision === sha256) return []
  const args = { id: profile.id, found: shortHash(sha256), stated: shortHash(manifest.revision) }
  return [finding('scoring.manifest_of_other', args, ['manifest', 'revision'])]
}

/** Where a revision comes from is part of what was approved: the one it was made from is there, as it was. */
export function lineageOf({ document: { profile } }: RegistryEntry, { byId }: ScoringAround): Finding[] {
  const { from, id, use } = profile
  if (from === null)
    return use === 'baseline' ? [] : [finding('scoring.no_parent', { id }, ['profile', 'from'])]
  const parent = byId.get(from.id)
  if (parent === undefined)
    return [finding('scoring.parent_unknown', { id, parent: from.id }, ['profile', 'from'])]
  return parent.sha256 === from.sha256
    ? []
    : [finding('scoring.parent_changed', { id, parent: from.id }, ['profile', 'from'])]
}

/** One cohort, of services that there are. */
function cohortOf({ document: { manifest } }: RegistryEntry, { services }: ScoringAround): Finding[] {
  if (!manifest) return []
  const { cohorts } = manifest
  const path = ['manifest', 'cohorts']
  if (cohorts.length > 1) {
    const named = cohorts.map(({ id }) => id)
    return [finding('scoring.two_cohorts', { total: named.length, cohorts: named }, path)]
  }
  if (cohorts.length === 0) return [finding('scoring.no_cohort', {}, path)]
  const unknown = cohorts.flatMap((each) => each.services).filter((id) => !services.has(id))
  return unknown.map((service) => finding('scoring.service_unknown', { service }, path))
}

function windowOf({ document: { window } }: RegistryEntry): Finding[] {
  return window ? windowFindings(window, ['window']) : [finding('scoring.no_window', {}, ['window'])]
}

/** What is wrong with a window, wherever it is stated. */
export function windowFindings({ from, until }: ScoringWindow, path: Finding['path']): Finding[] {
  const days = (millis(until) - millis(from)) / DAY_MS
  if (days <= 0) return [finding('scoring.window_empty', { from, until }, path)]
  if (days <= MOST_WINDOW_DAYS) return []
  return [finding('scoring.window_too_long', { days: Math.ceil(days), most: MOST_WINDOW_DAYS }, path)]
}

function replayOf({ document: { manifest, rollback }, sha256, replay }: RegistryEntry): Finding[] {
  if (!manifest) return []
  const path = ['manifest', 'replay']
  if (!manifest.replay || replay === null) return [finding('scoring.no_replay', {}, path)]
  const file = manifest.replay.path
  if (replay.sha256 === null) return [finding('scoring.replay_missing', { file }, path)]
  if (replay.sha256 !== manifest.replay.sha256) return [finding('scoring.replay_changed', { file }, path)]
  if (replay.document === null) return [finding('scoring.replay_unreadable', { file }, path)]
  const { revision, against } = replay.document
  return [
    ...(revision === sha256 ? [] : [finding('scoring.replay_of_other', { file }, path)]),
    ...(rollback === undefined || against === rollback.to.sha256
      ? []
      : [finding('scoring.replay_against_other', { file }, path)]),
    ...lacking(replay.document, file, path),
  ]
}

/** Each of the four sources, and something in each of the three tables. */
function lacking(replay: ScoringReplay, file: string, path: Finding['path']): Finding[] {
  const there = new Set(replay.sources.map(({ source }) => source))
  const tables = {
    'protected sign-off classes': replay.protectedSignoffs,
    'missed regressions': replay.missedRegressions,
    'false alarms': replay.falsePositives,
  }
  const empty = Object.entries(tables).filter(([, rows]) => rows.length === 0)
  return [
    ...REPLAY_SOURCES.filter((source) => !there.has(source)).map((source) =>
      finding('scoring.replay_source_missing', { file, source }, path),
    ),
    ...empty.map(([table]) => finding('scoring.replay_table_empty', { file, table }, path)),
    ...(replay.missedRegressions.some(({ of, before, now }) => Math.max(before, now) > of) ||
    replay.protectedSignoffs.some(({ of, before, now }) => Math.max(before, now) > of) ||
    replay.falsePositives.some((row) => [row.before, row.now].some((each) => each.nothing > each.read))
      ? [finding('scoring.replay_impossible', { file }, path)]
      : []),
  ]
}

function wayBackOf({ document: { rollback } }: RegistryEntry, around: ScoringAround): Finding[] {
  const path = ['rollback', 'to']
  if (!rollback) return [finding('scoring.no_way_back', {}, ['rollback'])]
  const { id, sha256 } = rollback.to
  const target = around.byId.get(id)
  if (target === undefined || target.document.profile.use !== 'baseline')
    return [finding('scoring.way_back_unknown', { to: id }, path)]
  if (target.sha256 !== sha256) return [finding('scoring.way_back_changed', { to: id }, path)]
  return around.trusted.has(sha256) ? [] : [finding('scoring.way_back_untrusted', { to: id }, path)]
}

function guardrailsOf({ document: { rollback } }: RegistryEntry): Finding[] {
  if (!rollback) return []
  const names = rollback.guardrails.map(({ guardrail }) => guardrail)
  const path = ['rollback', 'guardrails']
  const twice = names.filter((name, at) => names.indexOf(name) !== at)
  return [
    ...REQUIRED_GUARDRAILS.filter((name) => !names.includes(name)).map((guardrail) =>
      finding('scoring.guardrail_missing', { guardrail }, path),
    ),
    ...twice.map((guardrail) => finding('scoring.guardrail_twice', { guardrail }, path)),
  ]
}
