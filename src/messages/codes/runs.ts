import type { MessageTable } from '../message.ts'

/** Why a reader of a run of tests gave a file its status, where the file tells more of the run than its tests. */
export const RUNS: MessageTable = {
  'tests.end_unknown': [
    'error',
    'The file does not say in known words how the run ended.',
    'Run the tests to their end, and keep the report as the runner wrote it.',
  ],
  'tests.errors_outside': [
    'error',
    '{count|error|errors} happened outside of the tests, such as in their setup.',
    'Fix what the runner reports, and run the tests again.',
  ],
  'tests.other_root': [
    'error',
    'The file is XML, but not {what}.',
    'Name the report that the test runner wrote.',
  ],
  'tests.run_broken': [
    'error',
    'The run was stopped before its end.',
    'Fix the cause, and run all tests to the end.',
  ],
  'tests.run_failed': [
    'error',
    'The file says that the run failed, though none of its tests did.',
    'Look at the output of the run for the reason, and run the tests again.',
  ],
  'tests.unknown_words': [
    'error',
    '{count|line says|lines say} something in words that the catalog does not know, which may be a failure.',
    'Write the report with a version of the runner that the catalog knows, or as JUnit XML.',
  ],

  'go-test.build_failed': [
    'error',
    '{count|package|packages} could not be built, so their tests did not run.',
    'Fix the build, and run all tests again.',
  ],
  'go-test.never_ended': [
    'error',
    '{count|test|tests} started and never ended: a crash, a timeout or a cut-off file.',
    'Fix what stopped the run, and keep its whole output.',
  ],
  'go-test.package_failed': [
    'error',
    '{count|package|packages} failed, though none of their tests did.',
    'Look at their output: a TestMain, an init function or the coverage may have failed.',
  ],
  'go-test.package_open': [
    'error',
    'The last line of {count|package|packages} is missing: the file was cut off, or the run was stopped.',
    'Keep the whole output of go test -json.',
  ],

  'playwright.shard': [
    'error',
    'The report is shard {current} of {total}, so it shows a part of the tests.',
    'Merge the reports of all shards: npx playwright merge-reports --reporter json.',
  ],
}
