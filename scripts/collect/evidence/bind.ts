import type { z } from 'zod'
import type { Package } from '../../../src/model/dossier.ts'
import type { CodeMatch, Reading } from '../../../src/model/evidence.ts'
import { reason } from '../../readers/reading.ts'
import type { CodeMatcher, CodeSources, Released } from './code-match.ts'
import { bothMatches, packageMatch } from './package-match.ts'

type Bound = Pick<Reading, 'status' | 'reasons'> & { codeMatch: z.infer<typeof CodeMatch> }

type Around = { declared: string | null; inTree: boolean }

type Release = Released & { committedAt: string | null; packages: readonly Package[] }

/**
 * Says how an artifact fits the release that offers it.
 * @param around the commit that the dossier names for it, and whether it lies in the tagged tree.
 */
export type Bind = (reading: Reading, around: Around) => Promise<Bound>

/**
 * Compares artifacts with a release: the commit they were made from with the released one, the package they are about
 * with those that are released, and an inventory's time with that of its code.
 * @param match compares commits with the same release.
 */
export function binder(code: CodeSources, match: CodeMatcher, release: Release): Bind {
  return async (reading, around) => {
    const byCommit = await match(reading.subject.commit, around.declared)
    const byPackage = packageMatch(reading, release.packages)
    const early = isInventory(reading) ? builtAfter(code, release, reading, around) : null
    return {
      codeMatch: bothMatches(byCommit, byPackage),
      status: early && reading.status === 'passed' ? 'unknown' : reading.status,
      reasons: [
        ...reading.reasons,
        ...(byPackage === 'different' ? [reason('evidence.other_package')] : []),
        ...(early ? [reason('sbom.before_build', { codeAt: early })] : []),
      ],
    }
  }
}

function isInventory({ format }: Reading): boolean {
  return format === 'cyclonedx' || format === 'spdx'
}

/**
 * When its code was committed, for an inventory that is older; else null. One in the tagged tree is older than the
 * commit that carries it, so without a commit of its own there is nothing to compare it with.
 */
function builtAfter(
  { graph }: CodeSources,
  release: Release,
  reading: Reading,
  around: Around,
): string | null {
  const commit = reading.subject.commit ?? around.declared
  const seconds = graph.seconds[graph.number.get(commit ?? '') ?? -1]
  const known = seconds === undefined ? null : new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')
  const codeAt = known ?? (around.inTree ? null : release.committedAt)
  if (codeAt === null || reading.generatedAt === null) return null
  return Date.parse(reading.generatedAt) < Date.parse(codeAt) ? codeAt : null
}
