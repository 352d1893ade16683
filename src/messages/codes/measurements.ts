import type { MessageTable } from '../message.ts'

/** Why a reader of measurements (load, benchmarks, coverage) gave a file its status. */
export const MEASUREMENTS: MessageTable = {
  'metrics.checks_failed': [
    'error',
    '{failed} of {total|check|checks} failed.',
    'Fix what the checks found.',
  ],
  'metrics.empty': ['error', 'The file holds no numbers.', 'Check the step that measures.'],
  'metrics.same_name': [
    'warning',
    '{count|name appears|names appear} more than once, so the numbers were left out.',
    'Give each number a name of its own.',
  ],
  'metrics.too_many': [
    'warning',
    'The file holds {total|number|numbers}; the first {max} were kept.',
    'Split the measurement into several files.',
  ],
  'metrics.unbudgeted': [
    'note',
    "The file holds numbers and no verdict; only a policy's limits can judge them.",
  ],

  'benchmark.dirty': [
    'error',
    'It was measured with uncommitted changes.',
    'Commit the changes, then measure again.',
  ],
  'benchmark.exit_codes': [
    'error',
    '{failed} of {total|run|runs} ended with an error.',
    'Fix the command, then measure again.',
  ],
  'benchmark.failed': [
    'error',
    '{failed} of {total|benchmark|benchmarks} ended in an error.',
    'Fix the benchmarks, then measure again.',
  ],
  'benchmark.median': [
    'note',
    '{total|number was|numbers were} measured several times; the median of each counts.',
  ],
  'benchmark.no_exit_codes': [
    'error',
    'The file does not say how the runs of {count|command|commands} ended.',
    'Measure with a current hyperfine, whose --export-json holds exit_codes.',
  ],
  'benchmark.no_lines': [
    'error',
    'The file holds no measurement of {tool}.',
    "Name the file with the tool's output.",
  ],
  'benchmark.no_number': [
    'warning',
    '{count|value is not a number and was|values are not numbers and were} left out.',
    'Write plain numbers.',
  ],
  'benchmark.run_failed': [
    'error',
    '{tool} says that the run failed.',
    'Fix what it found, then measure again.',
  ],
  'benchmark.skipped': [
    'error',
    '{count|benchmark was|benchmarks were} skipped.',
    'Run every benchmark, or take those out that do not apply.',
  ],
  'benchmark.summary_differs': [
    'warning',
    '{count|mean does|means do} not match the times beside them; the times were used.',
    'Have the tool write the file again; never edit it by hand.',
  ],

  'cobertura.misnumbered': [
    'error',
    '{total|line has|lines have} no number, so it is unclear what was reached.',
    'Check the tool that writes the report, and have it written again.',
  ],
  'cobertura.wrong_root': [
    'error',
    'The file is not a Cobertura report[ but {what}].',
    'Write Cobertura XML.',
  ],
  'coverage.impossible': [
    'error',
    'The report counts more covered than there is.',
    'Have the tool write the report again; never edit it by hand.',
  ],
  'coverage.malformed': [
    'error',
    '{count|line|lines} of the profile cannot be read.',
    'Have the tool write the whole profile again.',
  ],
  'coverage.nothing_measured': [
    'error',
    'The report holds no line of code.',
    'Check which files the tool instruments.',
  ],
  'coverage.odd_counts': [
    'error',
    '{count|count of the report is|counts of the report are} no whole number, so what was not reached may be hidden.',
    'Have the tool write the report again; never edit it by hand.',
  ],
  'coverage.other_root': ['error', 'The file is not {what}.', 'Name the report that the tool wrote.'],
  'coverage.totals_disagree': [
    'warning',
    '{count|total in the report does|totals in the report do} not match its lines; the lower coverage counts.',
    'Have the tool write the whole report again.',
  ],
  'coverage.totals_only': [
    'warning',
    'The report gives totals without its files.',
    'Include the files in the report.',
  ],

  'k6.checks_failed': ['note', '{failed} of {total|check|checks} failed at least once.'],
  'k6.contradicted': [
    'error',
    '{count|threshold contradicts its number|thresholds contradict their numbers}.',
    'Run k6 again and keep its summary as written.',
  ],
  'k6.crossed': [
    'error',
    'Of {total|threshold|thresholds}, {crossed|was|were} crossed.',
    'Find out which ones, and what got slower or failed.',
  ],
  'k6.not_compared': [
    'error',
    '{total|threshold has|thresholds have} no number in the file to be compared with.',
    'Add the statistic of each threshold, such as p(99), to summaryTrendStats and run k6 again.',
  ],
  'k6.nothing_ran': [
    'error',
    'Nothing ran: no request and no iteration was counted.',
    'Check the load script, and the address it was pointed at.',
  ],
  'k6.says_failed': [
    'error',
    'The file itself says that the test failed.',
    'Look at the output of k6 for the reason.',
  ],
  'k6.unjudged': [
    'error',
    'The metric {metric} counts failures, and no threshold says how many are allowed.',
    'Set a threshold for the metric {metric}.',
  ],

  'lcov.malformed': [
    'error',
    '{count|line|lines} of the tracefile cannot be read.',
    'Have the tool write the tracefile again.',
  ],
  'lcov.no_records': ['error', 'The file holds no LCOV record.', 'Name the tracefile that the tool wrote.'],
  'lcov.unfinished': [
    'error',
    'The tracefile ends inside a record: it was cut off.',
    'Have the tool write the whole tracefile again.',
  ],

  'lighthouse.audit_errors': [
    'error',
    '{total|audit|audits} ended in an error.',
    'Run Lighthouse again until all audits finish.',
  ],
  'lighthouse.run_warnings': [
    'error',
    'Lighthouse warns {total|time|times} that the run may not be representative.',
    'Read runWarnings in the report, remove the causes and run it again.',
  ],
  'lighthouse.no_score': [
    'error',
    '{count|category has|categories have} no score.',
    'Run Lighthouse again until all audits finish.',
  ],
  'lighthouse.runtime_error': [
    'error',
    'The page could not be audited ({what}).',
    'Check that the page loads.',
  ],
  'lighthouse.score_differs': [
    'warning',
    '{count|score does|scores do} not match the audits.',
    'Run Lighthouse again and keep its report as written.',
  ],

  'loadtest.failed': ['error', 'The run was declared failed.', 'Fix what it found, then run it again.'],
  'loadtest.inconclusive': [
    'error',
    'The run was declared inconclusive.',
    'Run it again under clean conditions.',
  ],
  'loadtest.incomplete': [
    'error',
    'Requests, checks or the error rate are not given, so a pass cannot be checked.',
    'Write all results into the load-test dossier.',
  ],
  'loadtest.no_decision': [
    'error',
    'No one decided whether the run passed.',
    'Write the decision into the load-test dossier: pass, fail or inconclusive.',
  ],
  'loadtest.no_topology': [
    'error',
    'The file does not say what was measured on which machine, so its numbers mean nothing.',
    'Name the app and database topology, the size of the host, the load generator and the environment.',
  ],
  'loadtest.nothing_ran': [
    'error',
    'Nothing ran: no request was counted.',
    'Check the load script, and the address it was pointed at.',
  ],
  'loadtest.pass_with_errors': [
    'error',
    'The run was declared passed, but {count} of its numbers show errors.',
    'Explain or fix the errors, then decide again.',
  ],
}
