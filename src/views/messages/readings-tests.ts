import type { WordTable } from './template.ts'

/** Why a reader of test reports judged a file as it did. */
export const TEST_READINGS: WordTable = {
  'junit.all_skipped': ['All {skipped} tests were skipped.', 'Run at least one of them.'],
  'junit.commits_disagree': ['The file names more than one commit.', 'Write one file a commit.'],
  'junit.failures': [
    'Of {total} tests {failed} failed and {errored} ended in an error.',
    'Mend what the tests found.',
  ],
  'junit.hidden_failures': [
    'The file declares {declared} failures that none of its cases shows.',
    'Write all cases into the file.',
  ],
  'junit.no_tests': ['The file holds no test: nothing was tried.', 'Check that the runner found its tests.'],
  'junit.totals_disagree': ['Suite "{suite}" declares {field}={declared}, but its cases give {counted}.'],
  'junit.totals_only': ['Some suites give totals without their cases.'],
  'junit.wrong_root': ['The file is XML, but no JUnit report.', 'Name the right file.'],
  'junit.zone_assumed': ['Times have no zone and were read as UTC.'],
}
