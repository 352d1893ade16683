import { hash } from 'node:crypto'
import type { z } from 'zod'
import { canonical } from '#decide/lib/canonical.ts'
import { compareReleases } from '#decide/lib/order.ts'
import type { IndexLine } from '#model/index-line.ts'
import type { Entry } from './entry.ts'

/**
 * Joins entries to the lines of `index.ndjson`, by service, then oldest version first.
 * @param frame digest of what every page shows: the catalog's own facts.
 */
export function indexLines(entries: readonly Entry[], frame: string): IndexLine[] {
  const byService = Map.groupBy(entries, ({ line }) => line.service)
  const services = [...byService].sort(([a], [b]) => (a < b ? -1 : 1))
  return services.flatMap(([, members]) => {
    const sorted = members.toSorted((a, b) => compareReleases(a.line, b.line))
    return sorted.map((entry, at) => keyed(entry, [sorted[at - 1], sorted[at + 1]], frame))
  })
}

/** The bytes of `index.ndjson`: what follows by default is left out. */
export function indexText(lines: readonly IndexLine[]): string {
  return lines.map((line) => `${canonical(thin(line))}\n`).join('')
}

function thin({ semantic, prerelease, ...line }: IndexLine): z.input<typeof IndexLine> {
  return { ...line, ...(semantic ? {} : { semantic }), ...(prerelease ? { prerelease } : {}) }
}

function keyed({ line, shown }: Entry, neighbors: readonly (Entry | undefined)[], frame: string): IndexLine {
  const beside = neighbors.map((each) => (each ? verdict(each.line) : ''))
  // Drift is shown against what the older neighbor measured.
  const baseline = neighbors[0]?.line.digest ?? ''
  return { ...line, key: hash('sha256', [frame, shown, baseline, ...beside].join('\n')).slice(0, 16) }
}

function verdict({ version, state, atRelease, today }: Entry['line']): string {
  return `${version} ${state} ${atRelease} ${today}`
}
