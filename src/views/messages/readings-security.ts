import type { WordTable } from './template.ts'

/** Why a reader of scans and inventories judged a file as it did. */
export const SECURITY_READINGS: WordTable = {
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
}
