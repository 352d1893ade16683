import type { MessageTable } from '../message.ts'

/** Why a reader of test reports or of records gave a file its status. */
export const TESTS: MessageTable = {
  'tests.all_skipped': [
    'error',
    'Nothing ran: {skipped|test was|tests were} skipped.',
    'Run at least one of them.',
  ],
  'tests.cases_left_out': [
    'warning',
    'The file has {total} cases with an identifier, and {kept} of them are kept.',
    'Write the cases that a policy asks for into a file of their own.',
  ],
  'tests.suites_left_out': [
    'warning',
    'The file has {total} suites, and {kept} of them are kept.',
    'Write the suites that a policy asks for into a file of their own.',
  ],
  'tests.failures': [
    'error',
    'Of {total|test|tests}, {failed} failed and {errored} ended in an error.',
    'Fix what the tests found, and run them again.',
  ],
  'tests.hidden_failures': [
    'error',
    'The file declares {declared|failure|failures}, more than its tests show.',
    'Write every test into the file.',
  ],
  'tests.none': [
    'error',
    'The file holds no test, so nothing was tested.',
    'Check that the runner finds its tests.',
  ],
  'tests.not_shown': [
    'error',
    'The file declares {declared|test|tests} and shows {counted}: the others were removed, or never written.',
    'Write every test into the file.',
  ],
  'tests.odd_total': [
    'error',
    'The file gives {total|total that is|totals that are} no whole number, so how many tests failed is not known.',
    'Have the runner write its totals as plain numbers.',
  ],
  'tests.totals_disagree': [
    'note',
    'Suite "{suite}" declares {field}={declared}, but its tests give {counted}.',
  ],
  'tests.totals_only': [
    'warning',
    'Some suites give totals without their tests.',
    'Write the tests of each suite into the file.',
  ],
  'tests.without_outcome': [
    'error',
    'The outcome of {count} of {total|test|tests} is not known.',
    'Let each test pass or fail.',
  ],

  'junit.unknown_word': [
    'error',
    'The report says "{word}" where it says how tests came out ({total|time|times}), and what that means is not known.',
    'Have the runner write a failure, error or skipped element, or a status such as "passed" or "failed".',
  ],
  'junit.wrong_root': [
    'error',
    'The file is XML, but not a JUnit report.',
    'Name the report that the test runner wrote.',
  ],

  'ctrf.unhealthy': [
    'error',
    'The report says that the environment of the tests was not healthy.',
    'Repair the environment and run the tests again.',
  ],
  'ctrf.version': [
    'error',
    'The report is CTRF version {version}; only 1.x is supported.',
    'Write CTRF 1.x, or JUnit XML.',
  ],

  'tap.bailed_out': ['error', 'The run bailed out before its end.', 'Fix the cause and run all tests.'],
  'tap.broken': [
    'error',
    'The lines contradict each other, so it is unclear what ran.',
    'Check the tool that writes the TAP output.',
  ],
  'tap.misspelled': [
    'error',
    '{total|line looks|lines look} like a failed test that is not written as TAP writes it.',
    'Check the tool that writes the TAP output: a failed test is "not ok", in small letters.',
  ],
  'tap.version': [
    'error',
    'The output is TAP version {version}; 12 to 14 are supported.',
    'Have the tool write one of these versions.',
  ],
  'tap.no_plan': [
    'error',
    'A plan is missing, so it is unclear whether all tests ran.',
    'Write the plan (1..N).',
  ],
  'tap.no_tap': [
    'error',
    'The file is not TAP: it has neither a version line nor a plan.',
    'Name the file with the TAP output.',
  ],
  'tap.plan_not_met': [
    'error',
    '{planned|test was|tests were} planned and {counted} ran.',
    'Run all planned tests.',
  ],

  'record.not_passed': [
    'error',
    'Whoever did it recorded that it did not pass.',
    'Fix the cause, repeat the act, and write a new record.',
  ],
}
