import { XmlElement } from '@rgrove/parse-xml'
import type { Counts, Reading } from '../../src/model/evidence.ts'
import type { Finding } from '../../src/model/finding.ts'
import { disagreements, suitesOf, type TotalsDisagreement } from './junit-counts.ts'
import { commitOf, dialectOf, durationOf, generatedAtOf } from './junit-facts.ts'
import { allSuites, readSuite } from './junit-suite.ts'
import { emptyReading, reason, unreadable } from './reading.ts'

/** True for XML whose root is `testsuites` or `testsuite`. */
export function isJunit(document: unknown): document is XmlElement {
  return document instanceof XmlElement && (document.name === 'testsuites' || document.name === 'testsuite')
}

/**
 * JUnit XML in all its dialects (`reference/evidence-formats.md`, 3.1) → a verdict from its test cases. A file in
 * which nothing ran is `unknown`; so is one whose own totals admit more trouble than its cases show. Times without
 * a zone are read as UTC, and that is said. Names of cases, messages and output stay in the artifact.
 */
export function readJunit(document: unknown): Reading {
  if (!isJunit(document)) return unreadable('junit', [reason('junit.wrong_root')])
  const root = readSuite(document)
  const suites = allSuites(root)
  const { counts } = root
  const differences = disagreements(suites)
  const time = generatedAtOf(suites)
  const { commit, isAmbiguous } = commitOf(suites)
  const remarks = [
    ...differences.slice(0, 1).map(asReason),
    ...(root.shown.total < counts.total ? [reason('junit.totals_only')] : []),
    ...(time?.isZoneless ? [reason('junit.zone_assumed')] : []),
    ...(isAmbiguous ? [reason('junit.commits_disagree')] : []),
  ]
  const { status, reasons } = judge(counts, differences)
  return {
    ...emptyReading('junit'),
    dialect: dialectOf(root),
    status,
    reasons: [...reasons, ...remarks],
    counts,
    suites: suitesOf(root),
    metrics: metricsOf(counts, durationOf(root)),
    subject: { commit, digests: [] },
    generatedAt: time?.at ?? null,
  }
}

type Judged = { status: Reading['status']; reasons: Finding[] }

function judge(counts: Counts, differences: TotalsDisagreement[]): Judged {
  const { total, passed, failed, errored, skipped } = counts
  if (failed + errored > 0) {
    return { status: 'failed', reasons: [reason('junit.failures', { failed, errored, total })] }
  }
  if (total === 0) return { status: 'unknown', reasons: [reason('junit.no_tests')] }
  if (passed === 0) return { status: 'unknown', reasons: [reason('junit.all_skipped', { skipped })] }
  const hidden = differences.find((difference) => difference.field === 'failures')
  return hidden
    ? { status: 'unknown', reasons: [reason('junit.hidden_failures', { declared: hidden.declared })] }
    : { status: 'passed', reasons: [] }
}

function asReason({ suite, field, declared, counted }: TotalsDisagreement): Finding {
  return reason('junit.totals_disagree', { suite, field, declared, counted })
}

function metricsOf(counts: Counts, seconds: number | null): Reading['metrics'] {
  return {
    'tests.total': counts.total,
    'tests.passed': counts.passed,
    'tests.failed': counts.failed,
    'tests.errored': counts.errored,
    'tests.skipped': counts.skipped,
    'tests.flaky': counts.flaky,
    ...(seconds === null ? {} : { 'duration.seconds': seconds }),
  }
}
