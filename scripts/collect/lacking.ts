import type { ReleaseRecord } from '#model/release.ts'
import { forgeFactsOf } from './forge/forges.ts'
import type { Forge } from './forge/types.ts'

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
