import type { ReleaseRecord } from '../../src/model/release.ts'

/**
 * How much of a record could not be read because the repository lacked it: next time it may be there. What a tag can
 * never tell, such as the commits of a tag that points at a file, is not counted.
 */
export function countLacking({ git, quarantine, evidence }: ReleaseRecord): number {
  const findings = [...git.unknown, ...quarantine, ...evidence.flatMap(({ reasons }) => reasons)]
  return findings.filter(({ code }) => LACKING.has(code)).length
}

const LACKING = new Set([
  'git.shallow',
  'git.missing_objects',
  'dossier.object_missing',
  'evidence.object_missing',
])
