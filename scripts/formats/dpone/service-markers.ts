import { z } from 'zod'
import { asCommit } from '#lib/text.ts'
import type { Counts, Reading } from '#model/evidence.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import { emptyReading, NO_COUNTS, readArtifactShape, unreadable } from '../reading.ts'
import { judgeDocument } from './claim.ts'

const FORMAT = 'dpone-service-markers'

const Count = z.int().min(0)

const Markers = z.looseObject({
  status: z.string(),
  commit_sha: z.string().nullish(),
  profile: z.string().nullish(),
  gate: z.looseObject({ min_passed: Count.nullish(), max_skipped: Count.nullish() }).nullish(),
  totals: z.looseObject({
    tests: Count,
    passed: Count,
    skipped: Count,
    failures: Count,
    errors: Count,
  }),
  cases: z.array(z.looseObject({ node_id: z.string(), status: z.string() })),
})

type Markers = z.infer<typeof Markers>

/** True for the result that `assert_junit_executed` writes beside a JUnit file. */
export function isServiceMarkers(document: unknown): boolean {
  return Marks.safeParse(document).success
}

const Marks = z.looseObject({
  status: z.string(),
  totals: z.looseObject({}),
  cases: z.array(z.unknown()),
  gate: z.unknown().optional(),
  junit: z.string(),
})

/**
 * Service markers: counted case by case and by the totals, which must agree, against the
 * gate that the file names. dpone's own pack lets a file pass whose status is FAIL; here it fails.
 */
export function readServiceMarkers(document: unknown): Reading {
  const shape = readArtifactShape(FORMAT, Markers, document)
  if (!shape.ok) return unreadable(FORMAT, shape.findings)
  const counts = countsOf(shape.value)
  const judged = judgeDocument(FORMAT, document, {
    troubles: troublesOf(shape.value, counts),
    gaps: counts.total === 0 ? [finding('dpone.no_cases')] : [],
  })
  return {
    ...emptyReading(FORMAT),
    ...judged,
    counts,
    subject: { ...judged.subject, commit: asCommit(shape.value.commit_sha) },
  }
}

function countsOf({ cases }: Markers): Counts {
  const of = (status: string) => cases.filter((each) => each.status === status).length
  const [passed, failed, errored, skipped] = ['passed', 'failed', 'error', 'skipped'].map(of)
  return {
    ...NO_COUNTS,
    total: cases.length,
    passed: passed ?? 0,
    // A status that nobody knows is not a pass.
    failed:
      (failed ?? 0) +
      cases.length -
      [passed, failed, errored, skipped].reduce<number>((a, b) => a + (b ?? 0), 0),
    errored: errored ?? 0,
    skipped: skipped ?? 0,
  }
}

function troublesOf({ status, gate, totals }: Markers, counts: Counts): Finding[] {
  const { total, passed, failed, errored, skipped } = counts
  // A gate that asks for no pass at all would let a run pass in which every case was skipped.
  const least = Math.max(total === 0 ? 0 : 1, gate?.min_passed ?? 1)
  const most = gate?.max_skipped ?? null
  const isSame =
    total === totals.tests &&
    passed === totals.passed &&
    skipped === totals.skipped &&
    failed === totals.failures &&
    errored === totals.errors
  return [
    ...(failed + errored > 0 ? [finding('dpone.cases_failed', { total, failed, errored })] : []),
    ...(passed < least ? [finding('dpone.too_few_passed', { passed, least })] : []),
    ...(most !== null && skipped > most ? [finding('dpone.too_many_skipped', { skipped, most })] : []),
    ...(isSame ? [] : [finding('dpone.totals_differ')]),
    ...(status === 'PASS' ? [] : [finding('dpone.denied', { key: 'status' })]),
  ]
}
