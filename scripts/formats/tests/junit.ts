import { XmlElement } from '@rgrove/parse-xml'
import type { Reading } from '#model/evidence.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import { emptyReading, unreadable } from '../reading.ts'
import { disagreements, suitesOf, type TotalsDisagreement, withheld } from './junit-counts.ts'
import { commitOf, dialectOf, durationOf, generatedAtOf } from './junit-metadata.ts'
import { allSuites, readSuite, type Suite } from './junit-suite.ts'
import { doubt, judgeTests, testMetrics } from './verdict.ts'

/** True for XML whose root is `testsuites` or `testsuite`. */
export function isJunit(document: unknown): document is XmlElement {
  return document instanceof XmlElement && (document.name === 'testsuites' || document.name === 'testsuite')
}

/**
 * JUnit XML in all its dialects (`reference/evidence-formats.md`, 3.1) → a verdict from its test cases. A file in
 * which nothing ran is `unknown`; so is one whose own totals admit more trouble or more tests than its cases show. Times without
 * a zone are read as UTC, and that is said. Names of cases, messages and output stay in the artifact.
 */
export function readJunit(document: unknown): Reading {
  if (!isJunit(document)) return unreadable('junit', [finding('junit.wrong_root')])
  const root = readSuite(document)
  const suites = allSuites(root)
  const { counts } = root
  const differences = disagreements(suites)
  const time = generatedAtOf(suites)
  const { commit, isAmbiguous } = commitOf(suites)
  const remarks = [
    ...differences.slice(0, 1).map(asReason),
    ...(time?.isZoneless ? [finding('evidence.zone_assumed')] : []),
    ...(isAmbiguous ? [finding('evidence.commits_disagree')] : []),
  ]
  const { status, reasons } = doubt(judgeTests(counts), doubts(root, suites, differences))
  return {
    ...emptyReading('junit'),
    dialect: dialectOf(root),
    status,
    reasons: [...reasons, ...remarks],
    counts,
    suites: suitesOf(root),
    metrics: testMetrics(counts, durationOf(root)),
    subject: { commit, digests: [] },
    generatedAt: time?.at ?? null,
  }
}

/** Totals that admit more trouble or more tests than the cases show, and totals without any. */
function doubts(root: Suite, suites: readonly Suite[], differences: TotalsDisagreement[]): Finding[] {
  const hidden = differences.find((difference) => difference.field === 'failures')
  const more = withheld(suites)
  return [
    ...(hidden ? [finding('tests.hidden_failures', { declared: hidden.declared })] : []),
    ...(more ? [finding('tests.not_shown', more)] : []),
    ...(root.shown.total < root.counts.total ? [finding('tests.totals_only')] : []),
  ]
}

function asReason({ suite, field, declared, counted }: TotalsDisagreement): Finding {
  return finding('tests.totals_disagree', { suite, field, declared, counted })
}
