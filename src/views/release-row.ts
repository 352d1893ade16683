import type { Links } from '#messages/links.ts'
import { type Verdict, verdictOf } from '#messages/verdict.ts'
import type { IndexLine } from '#model/index-line.ts'
import { slug } from '#model/slug.ts'
import type { RunsIn } from './environments.ts'

/** A release in a list. */
export interface ReleaseRow {
  service: string
  version: string
  slug: string
  href: string
  /** What it is for: the dossier's purpose, else the tag's message. */
  purpose: string
  /** Said beside the version when it is not an ordinary one. */
  mark: 'pre-release' | 'no version' | null
  strip: string
  /** Verdict today, and at release when it was another. */
  verdict: Verdict
  was: Verdict | null
  type: string | null
  /** Environments it runs in today; the furthest it ever reached. */
  runs: readonly string[]
  reached: string | null
  /** Open risks; null when nothing is known of them. */
  risks: number | null
  /** The tag's time. */
  released: string
}

/** What rows need besides their index line; made once for all lists. */
export interface RowContext {
  links: Links
  runsIn: RunsIn
  /** Purpose by `service/slug`. */
  titles: ReadonlyMap<string, string>
}

/** Makes the row of a release. */
export function releaseRow(line: IndexLine, context: RowContext): ReleaseRow {
  const { service, version, state, type } = line
  const verdict = verdictOf(state, line.today)
  const before = verdictOf(state, line.atRelease)
  return {
    service,
    version,
    slug: slug(version),
    href: context.links.release(service, version),
    purpose: context.titles.get(`${service}/${slug(version)}`) ?? '',
    mark: markOf(line),
    strip: line.strips[1],
    verdict,
    was: before === verdict ? null : before,
    type,
    runs: context.runsIn(line),
    reached: line.environment,
    risks: state === 'dossier' ? line.risks : null,
    released: line.released,
  }
}

/** Marked, not hidden: what is no ordinary release. */
export function markOf(line: Pick<IndexLine, 'semantic' | 'prerelease'>): ReleaseRow['mark'] {
  if (!line.semantic) return 'no version'
  return line.prerelease ? 'pre-release' : null
}

/** Which columns have something to say: a list of plain tags needs no column of unknowns. */
export function columnsOf(rows: readonly ReleaseRow[]): Columns {
  return {
    type: rows.some((row) => row.type !== null),
    runs: rows.some((row) => row.runs.length > 0 || row.reached !== null),
    risks: rows.some((row) => row.risks !== null),
  }
}

export interface Columns {
  type: boolean
  runs: boolean
  risks: boolean
}
