import { z } from 'zod'
import { asLine } from '#lib/text.ts'
import type { Reading } from '#model/evidence.ts'
import { finding } from '#model/finding.ts'
import { hasMarks } from '../format.ts'
import { emptyReading, readArtifactShape, unreadable } from '../reading.ts'
import { judgeScan, ratingOfScore, type ScanFinding, withTargets } from './verdict.ts'

const Ids = z.array(z.string()).nullish()

const Package = z.looseObject({
  vulnerabilities: z.array(z.looseObject({ id: z.string(), aliases: Ids })).nullish(),
  groups: z.array(z.looseObject({ ids: Ids, aliases: Ids, max_severity: z.unknown().optional() })).nullish(),
})

const Source = z.looseObject({ path: z.string().nullish(), type: z.string().nullish() })

const Report = z.looseObject({
  results: z
    .array(z.looseObject({ source: Source.nullish(), packages: z.array(Package).nullish() }))
    .nullish(),
  experimental_config: z.unknown().optional(),
})

/** True for a list of sources with their packages, or for an empty one beside OSV-Scanner's own settings. */
export function isOsvScanner(document: unknown): boolean {
  const results = hasMarks(Marks, document) ? Marks.safeParse(document).data?.results : null
  if (!results) return false
  return results.length > 0 || 'experimental_config' in Object(document)
}

const Marks = z.looseObject({
  results: z.array(z.looseObject({ source: z.looseObject({}), packages: z.array(z.unknown()) })).nullable(),
})

/**
 * An OSV-Scanner report. Counted by group, because a vulnerability and its aliases
 * are listed one by one; a vulnerability that no group names counts too. `max_severity` is a CVSS score as text,
 * and without one the group is not rated. A clean scan lists nothing, just as one that found nothing to scan, unless it
 * ran with `--all-packages`. OSV-Scanner's own format for lists of packages that are yet to be scanned looks like a clean
 * result, so a clean one must say where each package came from and hold the scanner's settings, which only results do.
 * There is no time and no commit in the file.
 */
export function readOsvScanner(document: unknown): Reading {
  const report = readArtifactShape('osv-scanner', Report, document)
  if (!report.ok) return unreadable('osv-scanner', report.findings)
  const results = report.value.results ?? []
  const packages = results.flatMap((source) => source.packages ?? [])
  const found = packages.flatMap(foundIn)
  const isResult =
    report.value.experimental_config !== undefined &&
    results.every(({ source }) => asLine(source?.path) !== null && asLine(source?.type) !== null)
  const reading = {
    ...emptyReading('osv-scanner'),
    ...judgeScan({
      found,
      obstacles: [
        ...(packages.length === 0 ? [finding('osv-scanner.no_packages')] : []),
        ...(packages.length > 0 && found.length === 0 && !isResult ? [finding('osv-scanner.no_result')] : []),
      ],
    }),
    dialect: 'OSV-Scanner JSON',
    tool: { name: 'osv-scanner', version: null },
  }
  return withTargets(
    reading,
    results.map(({ source }) => source?.path),
  )
}

function foundIn({ vulnerabilities, groups }: z.infer<typeof Package>): ScanFinding[] {
  const grouped = (groups ?? []).map(({ ids, aliases, max_severity }) => ({
    ids: [...new Set([...(ids ?? []), ...(aliases ?? [])])],
    rating: ratingOfScore(max_severity),
    isVulnerability: true,
  }))
  const named = new Set(grouped.flatMap(({ ids }) => ids))
  const alone = (vulnerabilities ?? []).filter(({ id }) => !named.has(id))
  return [
    ...grouped,
    ...alone.map(({ id, aliases }) => ({
      ids: [id, ...(aliases ?? [])],
      rating: 'unrated' as const,
      isVulnerability: true,
    })),
  ]
}
