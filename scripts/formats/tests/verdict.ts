import type { Counts, Reading } from '#model/evidence.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'

/** What a report of tests comes to, and why. */
export type TestVerdict = Pick<Reading, 'status' | 'reasons'>

/** Judges counted tests: any trouble fails them, and nothing that ran is nothing proven. */
export function judgeTests({ total, passed, failed, errored, skipped }: Counts): TestVerdict {
  if (failed + errored > 0)
    return { status: 'failed', reasons: [finding('tests.failures', { failed, errored, total })] }
  if (total === 0) return { status: 'unknown', reasons: [finding('tests.none')] }
  if (passed === 0) return { status: 'unknown', reasons: [finding('tests.all_skipped', { skipped })] }
  return { status: 'passed', reasons: [] }
}

/** Keeps a pass from being one, for these reasons; what failed or is unknown anyway stays what it is. */
export function withDoubts({ status, reasons }: TestVerdict, doubts: readonly Finding[]): TestVerdict {
  const isDoubtful = status === 'passed' && doubts.length > 0
  return { status: isDoubtful ? 'unknown' : status, reasons: [...reasons, ...doubts] }
}

/** The metrics `tests.*` and, when it is known, `duration.seconds`. */
export function testMetrics(counts: Counts, seconds: number | null): Reading['metrics'] {
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
