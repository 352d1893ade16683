import type { MessageTable } from '../message.ts'

/** Why a reader of numbers (load, benchmarks, coverage) judged a file as it did. */
export const MEASUREMENTS: MessageTable = {
  'metrics.checks_failed': ['error', '{failed} of {total} checks failed.', 'Mend what the checks found.'],
  'metrics.empty': ['error', 'The file holds no number.', 'Check the step that measures.'],
  'metrics.same_name': [
    'warning',
    '{count} names stand more than once, so their numbers were left out.',
    'Give each number a name of its own.',
  ],
  'metrics.too_many': [
    'warning',
    'The file holds {total} numbers; the first {max} were kept.',
    'Measure less in one file.',
  ],
  'metrics.unbudgeted': [
    'note',
    'The file holds numbers and no verdict; only limits of a policy can judge them.',
  ],

  'benchmark.dirty': [
    'error',
    'It was measured with changes that are in no commit.',
    'Measure what was committed.',
  ],
  'benchmark.exit_codes': [
    'error',
    '{failed} of {total} runs ended with an error.',
    'Mend the command, then measure it.',
  ],
  'benchmark.failed': [
    'error',
    '{failed} of {total} benchmarks ended in an error.',
    'Mend them, then measure again.',
  ],
  'benchmark.no_exit_codes': ['note', '{count} commands do not say whether their runs succeeded.'],
  'benchmark.no_lines': [
    'error',
    'The file holds no line of {tool} that measures something.',
    'Name the right file.',
  ],
  'benchmark.no_number': [
    'warning',
    '{count} values are no numbers and were left out.',
    'Write plain numbers.',
  ],
  'benchmark.run_failed': [
    'error',
    '{tool} says that the run failed.',
    'Mend what it found, then measure again.',
  ],
  'benchmark.summary_differs': [
    'warning',
    '{count} means are not those of the times beside them; the times were taken.',
    'Check who wrote the file.',
  ],

  'cobertura.wrong_root': ['error', 'The file is no Cobertura report[ but {what}].', 'Write Cobertura XML.'],
  'coverage.impossible': ['error', 'More was covered than there is.', 'Check who wrote the report.'],
  'coverage.nothing_measured': [
    'error',
    'The report holds no line of code.',
    'Check what the tool instruments.',
  ],
  'coverage.totals_disagree': [
    'warning',
    '{count} totals of the report are not those of its lines; the lower coverage counts.',
    'Write the report again, whole.',
  ],
  'coverage.totals_only': ['warning', 'The report gives totals without its files.', 'Write the files too.'],

  'k6.checks_failed': ['note', '{failed} of {total} checks failed at least once.'],
  'k6.contradicted': [
    'error',
    '{count} thresholds say something else than their numbers.',
    'Check who wrote the file.',
  ],
  'k6.crossed': [
    'error',
    '{crossed} of {total} thresholds were crossed.',
    'See which, and why it got slower or failed.',
  ],
  'k6.nothing_ran': [
    'error',
    'Nothing ran: no request and no iteration was counted.',
    'Check the load script.',
  ],
  'k6.says_failed': ['error', 'The file says of itself that the test failed.', 'See what k6 printed.'],
  'k6.unjudged': [
    'error',
    'The metric {metric} tells of failures, and no threshold says how many may fail.',
    'Set a threshold for the metric {metric}.',
  ],

  'lcov.malformed': [
    'error',
    '{count} lines of the tracefile cannot be read.',
    'Write it again with its tool.',
  ],
  'lcov.no_records': ['error', 'The file holds no record of an LCOV tracefile.', 'Name the right file.'],
  'lcov.unfinished': [
    'error',
    'The tracefile ends inside a record: it was cut off.',
    'Write it again, whole.',
  ],

  'lighthouse.no_score': ['error', '{count} categories have no score.', 'Run it again until all audits end.'],
  'lighthouse.runtime_error': ['error', 'The page could not be examined ({what}).', 'Check that it loads.'],
  'lighthouse.score_differs': [
    'warning',
    '{count} scores are not those of their audits.',
    'Check who wrote the file.',
  ],

  'loadtest.failed': [
    'error',
    'The run was decided to have failed.',
    'Mend what it found, then run it again.',
  ],
  'loadtest.inconclusive': [
    'error',
    'The run was decided to be inconclusive.',
    'Run it again under clean conditions.',
  ],
  'loadtest.incomplete': [
    'error',
    'Requests, checks or the rate of errors are not told, so a pass cannot be checked.',
    'Write all results into the dossier.',
  ],
  'loadtest.no_decision': [
    'error',
    'Nobody decided whether the run passed.',
    'Write pass, fail or inconclusive.',
  ],
  'loadtest.no_topology': [
    'error',
    'It is not said what was measured on which machine, so the numbers mean nothing.',
    'Name the app and database topology, the size of the host, the load generator and the environment.',
  ],
  'loadtest.nothing_ran': ['error', 'Nothing ran: no request was counted.', 'Check the load script.'],
  'loadtest.pass_with_errors': [
    'error',
    'The run was decided to have passed, but {count} of its numbers show errors.',
    'Decide it again, with the errors explained or gone.',
  ],
}
