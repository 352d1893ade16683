import type { WordTable } from './template.ts'

/** Why a reader of numbers (load, benchmarks, coverage) judged a file as it did. */
export const MEASURE_READINGS: WordTable = {
  'metrics.checks_failed': ['{failed} of {total} checks failed.', 'Mend what the checks found.'],
  'metrics.empty': ['The file holds no number.', 'Check the step that measures.'],
  'metrics.same_name': [
    '{count} names stand more than once, so their numbers were left out.',
    'Give each number a name of its own.',
  ],
  'metrics.too_many': [
    'The file holds {total} numbers; the first {max} were kept.',
    'Measure less in one file.',
  ],
  'metrics.unbudgeted': ['The file holds numbers and no verdict; only limits of a policy can judge them.'],

  'benchmark.dirty': ['It was measured with changes that are in no commit.', 'Measure what was committed.'],
  'benchmark.exit_codes': [
    '{failed} of {total} runs ended with an error.',
    'Mend the command, then measure it.',
  ],
  'benchmark.failed': ['{failed} of {total} benchmarks ended in an error.', 'Mend them, then measure again.'],
  'benchmark.no_exit_codes': ['{count} commands do not say whether their runs succeeded.'],
  'benchmark.no_lines': ['The file holds no line of {tool} that measures something.', 'Name the right file.'],
  'benchmark.no_number': ['{count} values are no numbers and were left out.', 'Write plain numbers.'],
  'benchmark.run_failed': ['{tool} says that the run failed.', 'Mend what it found, then measure again.'],
  'benchmark.summary_differs': [
    '{count} means are not those of the times beside them; the times were taken.',
    'Check who wrote the file.',
  ],

  'cobertura.wrong_root': ['The file is no Cobertura report[ but {what}].', 'Write Cobertura XML.'],
  'coverage.impossible': ['More was covered than there is.', 'Check who wrote the report.'],
  'coverage.nothing_measured': ['The report holds no line of code.', 'Check what the tool instruments.'],
  'coverage.totals_disagree': [
    '{count} totals of the report are not those of its lines; the lower coverage counts.',
    'Write the report again, whole.',
  ],
  'coverage.totals_only': ['The report gives totals without its files.', 'Write the files too.'],

  'k6.checks_failed': ['{failed} of {total} checks failed at least once.'],
  'k6.contradicted': [
    '{count} thresholds say something else than their numbers.',
    'Check who wrote the file.',
  ],
  'k6.crossed': [
    '{crossed} of {total} thresholds were crossed.',
    'See which, and why it got slower or failed.',
  ],
  'k6.nothing_ran': ['Nothing ran: no request and no iteration was counted.', 'Check the load script.'],
  'k6.says_failed': ['The file says of itself that the test failed.', 'See what k6 printed.'],
  'k6.unjudged': [
    'The metric {metric} tells of failures, and no threshold says how many may fail.',
    'Set a threshold for the metric {metric}.',
  ],

  'lcov.malformed': ['{count} lines of the tracefile cannot be read.', 'Write it again with its tool.'],
  'lcov.no_records': ['The file holds no record of an LCOV tracefile.', 'Name the right file.'],
  'lcov.unfinished': ['The tracefile ends inside a record: it was cut off.', 'Write it again, whole.'],

  'lighthouse.no_score': ['{count} categories have no score.', 'Run it again until all audits end.'],
  'lighthouse.runtime_error': ['The page could not be examined ({what}).', 'Check that it loads.'],
  'lighthouse.score_differs': ['{count} scores are not those of their audits.', 'Check who wrote the file.'],

  'loadtest.failed': ['The run was decided to have failed.', 'Mend what it found, then run it again.'],
  'loadtest.inconclusive': [
    'The run was decided to be inconclusive.',
    'Run it again under clean conditions.',
  ],
  'loadtest.incomplete': [
    'Requests, checks or the rate of errors are not told, so a pass cannot be checked.',
    'Write all results into the dossier.',
  ],
  'loadtest.no_decision': ['Nobody decided whether the run passed.', 'Write pass, fail or inconclusive.'],
  'loadtest.no_topology': [
    'It is not said what was measured on which machine, so the numbers mean nothing.',
    'Name the app and database topology, the size of the host, the load generator and the environment.',
  ],
  'loadtest.nothing_ran': ['Nothing ran: no request was counted.', 'Check the load script.'],
  'loadtest.pass_with_errors': [
    'The run was decided to have passed, but {count} of its numbers show errors.',
    'Decide it again, with the errors explained or gone.',
  ],
}
