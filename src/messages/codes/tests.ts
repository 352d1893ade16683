import type { MessageTable } from '../message.ts'

/** Why a reader of test reports, or of what a person recorded, judged a file as it did. */
export const TESTS: MessageTable = {
  'tests.all_skipped': ['error', 'All {skipped} tests were skipped.', 'Run at least one of them.'],
  'tests.failures': [
    'error',
    'Of {total} tests {failed} failed and {errored} ended in an error.',
    'Mend what the tests found.',
  ],
  'tests.hidden_failures': [
    'error',
    'The file declares {declared} failures, more than its tests show.',
    'Write all tests into the file.',
  ],
  'tests.none': [
    'error',
    'The file holds no test: nothing was tried.',
    'Check that the runner found its tests.',
  ],
  'tests.not_shown': [
    'error',
    'The file declares {declared} tests and shows {counted}: the others were taken out, or never written.',
    'Write all tests into the file.',
  ],
  'tests.totals_disagree': [
    'note',
    'Suite "{suite}" declares {field}={declared}, but its tests give {counted}.',
  ],
  'tests.totals_only': ['warning', 'Some suites give totals without their tests.', 'Write the tests too.'],
  'tests.without_outcome': [
    'error',
    '{count} of {total} tests have no outcome that could be judged.',
    'Let each of them pass or fail.',
  ],

  'junit.wrong_root': ['error', 'The file is XML, but no JUnit report.', 'Name the right file.'],

  'tap.bailed_out': ['error', 'The run bailed out before its end.', 'Mend the cause and run all tests.'],
  'tap.broken': [
    'error',
    'The lines contradict each other, so what ran is not certain.',
    'Check the TAP producer.',
  ],
  'tap.no_plan': [
    'error',
    'A plan is missing, so nobody can tell whether all tests ran.',
    'Write the plan (1..N).',
  ],
  'tap.no_tap': [
    'error',
    'The file is no TAP: it has neither a version line nor a plan.',
    'Name the right file.',
  ],
  'tap.plan_not_met': ['error', '{planned} tests were planned and {counted} ran.', 'Run all of them.'],

  'record.not_passed': [
    'error',
    'Whoever did it says that it did not pass.',
    'Do it again once the cause is mended.',
  ],
}
