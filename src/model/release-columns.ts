import { z } from 'zod'
import { ApiDocument, SiteAddress } from './api.ts'
import { AfterGo } from './evaluation.ts'
import { Id, Instant, Line, ReleaseType, ServiceId, Severity } from './primitives.ts'
import { EvidenceState } from './release-traits.ts'

/** What a release is besides an ordinary one. */
export const ReleaseMark = z.enum([
  'tampered',
  'tag moved',
  'rejudged',
  'pre-release',
  'no version',
  'waived',
  'reused',
  'against rules',
  'latest',
])
export type ReleaseMark = z.infer<typeof ReleaseMark>

const Verdict = z.enum(['go', 'no-go', 'aged-out', 'no-dossier', 'quarantined'])

/** What lists and queries know of one release. Null stands for nothing to say. */
export const ListedRelease = z.strictObject({
  service: ServiceId,
  version: z.string(),
  /** Alarms before all else. */
  marks: z.array(ReleaseMark),
  /** Today's outcome of the five groups and of the severity rule, a letter each: p passed, w waived, f failed, r ran out, n nothing. */
  strip: z.string(),
  /** Verdict today, and at release when it was another. */
  verdict: Verdict,
  was: Verdict.exclude(['aged-out']).nullable(),
  /** When a GO ends, and what it is then. */
  until: Instant.nullable(),
  endsAs: AfterGo.nullable(),
  type: ReleaseType.nullable(),
  /** Every environment it runs in today, in the order of the way, and the furthest it ever reached. */
  runsIn: z.array(Id),
  reached: Id.nullable(),
  /** Severities of the risks left open. */
  severities: z.array(Severity),
  /** Gates that keep it from GO today. */
  gates: z.array(Id),
  evidence: z.array(EvidenceState),
  /** Day of the tag in UTC. */
  released: z.iso.date(),
})
export type ListedRelease = z.infer<typeof ListedRelease>

/** A column: each value once, in the order of its first release, and for each release the place of its value. */
function columnOf<T extends z.ZodType>(value: T) {
  return z.strictObject({ values: z.array(value), of: z.array(z.int().min(0)) })
}

const shape = ListedRelease.shape

/**
 * `api/v1/columns.json`: all releases, newest first, column by column. The nth release has in each column the value at
 * `values[of[n]]`.
 */
export const ApiColumns = z.strictObject({
  ...ApiDocument,
  total: z.int().min(0),
  /** Where purposes with owners, and commits of the same releases are, in the same order. */
  titles: SiteAddress,
  commits: SiteAddress,
  columns: z.strictObject({
    service: columnOf(shape.service),
    version: columnOf(shape.version),
    marks: columnOf(shape.marks),
    strip: columnOf(shape.strip),
    verdict: columnOf(shape.verdict),
    was: columnOf(shape.was),
    until: columnOf(shape.until),
    endsAs: columnOf(shape.endsAs),
    type: columnOf(shape.type),
    runsIn: columnOf(shape.runsIn),
    reached: columnOf(shape.reached),
    severities: columnOf(shape.severities),
    gates: columnOf(shape.gates),
    evidence: columnOf(shape.evidence),
    released: columnOf(shape.released),
  }),
})
export type ApiColumns = z.infer<typeof ApiColumns>

/**
 * `api/v1/titles.json`: what each release is for, empty when nothing says it, and who answers for it, in the order of the
 * columns.
 */
export const ApiTitles = z.strictObject({
  ...ApiDocument,
  titles: z.array(z.string()),
  owners: columnOf(z.array(Line)),
})
export type ApiTitles = z.infer<typeof ApiTitles>

/** `api/v1/commits.json`: the first twelve digits of each release's commit, in the order of the columns. */
export const ApiCommits = z.strictObject({
  ...ApiDocument,
  commits: z.array(
    z
      .string()
      .regex(/^[0-9a-f]{12}$/)
      .nullable(),
  ),
})
export type ApiCommits = z.infer<typeof ApiCommits>
