import type { ReleaseRecord } from '#model/release.ts'

/**
 * How much of a record could not be read because the repository lacked it or GitHub did not answer: next time it may be there. What a tag can
 * never tell, such as the commits of a tag that points at a file, is not counted.
 */
export function countLacking({ git, quarantine, evidence, github }: ReleaseRecord): number {
  const findings = [
    ...git.unknown,
    ...quarantine,
    ...evidence.flatMap(({ reasons }) => reasons),
    ...(github?.unknown ?? []),
  ]
  return findings.filter(({ code }) => LACKING.has(code)).length
}

const LACKING = new Set([
  'git.shallow',
  'git.missing_objects',
  'dossier.object_missing',
  'evidence.object_missing',
  'github.failed',
])
