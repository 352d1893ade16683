import type { WordTable } from './template.ts'

/** Why a reader judged a file as it did. */
export const READINGS: WordTable = {
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

  'sarif.commits_disagree': ['The log names more than one commit.', 'Write one log a commit.'],
  'sarif.execution_failed': [
    'The scanner did not finish ({runs} of its runs failed).',
    'Run it again to the end.',
  ],
  'sarif.findings': [
    'The scanner found {total}: {critical} critical, {high} high, {medium} medium, {low} low, {unrated} unrated.',
  ],
  'sarif.no_results': [
    'The scanner gave no list of results, so it did not look.',
    'Run it again to the end.',
  ],
  'sarif.no_runs': ['The log holds no run: nothing was scanned.', 'Check the scanner step.'],
  'sarif.results_elsewhere': ['Results are kept in other files.', 'Write them into one log.'],
  'sarif.undecided': ['{total} results wait for a person to decide.', 'Decide them in the scanner.'],
  'sarif.version': ['The log is SARIF version {version}; only 2.1.0 is judged.', 'Write SARIF 2.1.0.'],

  'metrics.checks_failed': ['{failed} of {total} checks failed.', 'Mend what the checks found.'],
  'metrics.empty': ['The file holds no number.', 'Check the step that measures.'],
  'metrics.unbudgeted': ['The file holds numbers and no verdict; only limits of a policy can judge them.'],
  'metrics.unrecognized_key': ['The key "{key}" is not known in a metrics file.', 'Leave it out.'],
  'metrics.missing': ['The metrics file lacks a value: expected {expected}.', 'Add it.'],
  'metrics.invalid': ['The metrics file has a wrong value: expected {expected}.', 'Correct it.'],

  'record.unrecognized_key': ['The key "{key}" is not known in a record.', 'Leave it out.'],
  'record.missing': ['The record lacks a value: expected {expected}.', 'Add it.'],
  'record.invalid': ['The record has a wrong value: expected {expected}.', 'Correct it.'],

  'sarif.invalid': ['The log is not shaped like SARIF ({expected}).', 'Write SARIF 2.1.0.'],
}
