import type { z } from 'zod'
import { exactPurl, purlDigest } from '#decide/lib/purl.ts'
import type { Package } from '#model/dossier.ts'
import type { CodeMatch, Reading } from '#model/evidence.ts'

type Match = z.infer<typeof CodeMatch>

/** Formats whose subject is a package: in others a digest may stand for anything, a reviewed page for one. */
const ABOUT_PACKAGES: ReadonlySet<string> = new Set(['cyclonedx', 'spdx', 'trivy', 'grype'])

/**
 * Compares what an artifact says it is about with each package that the dossier says is released. Digests decide when both
 * sides have one; else names do, whole, with version and qualifiers. Unknown when there is nothing to compare.
 */
export function packageMatch(
  { format, subject }: Pick<Reading, 'format' | 'subject'>,
  packages: readonly Package[],
): Match {
  if (!ABOUT_PACKAGES.has(format)) return 'unknown'
  const purls = subject.purls ?? []
  const found = new Set([...subject.digests, ...purls.flatMap(digestIn)])
  const names = new Set(purls.map(exactPurl))
  const matches = packages.map(({ purl, sha256 }): Match => {
    const own = [...(sha256 ? [sha256] : []), ...digestIn(purl)]
    if (found.size > 0 && own.length > 0) return own.some((each) => found.has(each)) ? 'same' : 'different'
    if (names.size === 0) return 'unknown'
    const name = exactPurl(purl)
    return name !== null && names.has(name) ? 'same' : 'different'
  })
  return matches.find((each) => each === 'same') ?? matches.find((each) => each === 'different') ?? 'unknown'
}

function digestIn(purl: string): string[] {
  const digest = purlDigest(purl)
  return digest === null ? [] : [digest]
}

/** One that says "different" is believed; else the one that knows. */
export function bothMatches(byCommit: Match, byPackage: Match): Match {
  if (byCommit === 'different' || byPackage === 'different') return 'different'
  return byCommit === 'unknown' ? byPackage : byCommit
}
