import type { z } from 'zod'
import { orderFor, readVersion } from '#decide/lib/versions.ts'
import { requiredChecks, strictestType, typeOfVersion } from '#formats/dpone/checklist.ts'
import { fromMilliseconds } from '#lib/time.ts'
import type { Package } from '#model/dossier.ts'
import type { CodeMatch, Reading } from '#model/evidence.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import type { ReleaseType } from '#model/primitives.ts'
import type { CodeMatcher, CodeSources, ReleasedCode } from './code-match.ts'
import { bothMatches, packageMatch } from './package-match.ts'

type Bound = Pick<Reading, 'status' | 'reasons'> & { codeMatch: z.infer<typeof CodeMatch> }

type Around = { declared: string | null; inTree: boolean }

type Release = ReleasedCode & {
  version: string
  /** As the dossier declares it. */
  releaseType: ReleaseType
  committedAt: string | null
  packages: readonly Package[]
}

/**
 * Says how an artifact fits the release that offers it.
 * @param around the commit that the dossier names for it, and whether it lies in the tagged tree.
 */
export type Bind = (reading: Reading, around: Around) => Promise<Bound>

/**
 * Compares artifacts with a release: the commit they were made from with the released one, the package they are about
 * with those that are released, the release that it names with this one, and an inventory's time with that of its code.
 * @param match compares commits with the same release.
 */
export function binder(code: CodeSources, match: CodeMatcher, release: Release): Bind {
  return async (reading, around) => {
    const byCommit = await match(reading.subject.commit, around.declared)
    const byPackage = packageMatch(reading, release.packages)
    const other = otherRelease(reading, release)
    const silencers = [...builtAfter(code, release, reading, around), ...shortChecklist(reading, release)]
    return {
      codeMatch: other.length > 0 ? 'different' : bothMatches(byCommit, byPackage),
      status: silencers.length > 0 && reading.status === 'passed' ? 'unknown' : reading.status,
      reasons: [
        ...reading.reasons,
        ...(byPackage === 'different' ? [finding('evidence.other_package')] : []),
        ...other,
        ...silencers,
      ],
    }
  }
}

/** CI writes run numbers where a release should stand; only versions are compared, without the metadata of their build. */
function otherRelease({ subject }: Reading, { version }: Release): Finding[] {
  const [named, own] = [subject.release ?? '', version].map((text) =>
    readVersion(text.split('+', 1)[0] ?? ''),
  )
  if (!named || !own || orderFor([named, own])(named, own) === 0) return []
  return [finding('evidence.other_release', { release: named.version })]
}

/** The checklist, and the pack that passes on what its own checklist held. */
const WITH_CHECKLIST: ReadonlySet<string> = new Set([
  'dpone-pre-release-checklist',
  'dpone-release-evidence-pack',
])

/**
 * What a minor or major release must have checked is more than what a checklist for a patch holds. A release is what its
 * dossier declares, and at least what its version says.
 */
function shortChecklist({ format, metrics }: Reading, { version, releaseType }: Release): Finding[] {
  const type = strictestType(releaseType, typeOfVersion(version))
  if (!WITH_CHECKLIST.has(format) || (type !== 'minor' && type !== 'major')) return []
  const total = requiredChecks(type).length
  return (metrics['checks.required'] ?? 0) < total
    ? [finding('dpone.checklist_too_short', { type, total })]
    : []
}

const INVENTORIES: ReadonlySet<string> = new Set(['cyclonedx', 'spdx'])

/**
 * An inventory that is older than its code says nothing of it. One in the tagged tree is older than the commit that
 * carries it, so without a commit of its own there is nothing to compare it with.
 */
function builtAfter({ graph }: CodeSources, release: Release, reading: Reading, around: Around): Finding[] {
  const commit = reading.subject.commit ?? around.declared
  const seconds = graph.seconds[graph.number.get(commit ?? '') ?? -1]
  const known = seconds === undefined ? null : fromMilliseconds(seconds * 1000)
  const codeAt = known ?? (around.inTree ? null : release.committedAt)
  const isComparable = INVENTORIES.has(reading.format) && codeAt !== null && reading.generatedAt !== null
  const isEarly = isComparable && Date.parse(reading.generatedAt ?? '') < Date.parse(codeAt)
  return isEarly ? [finding('sbom.before_build', { codeAt })] : []
}
