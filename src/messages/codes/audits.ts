import type { MessageTable } from '../message.ts'

/** Why a reader of an audit or of a scan for secrets gave a file its status. */
export const AUDITS: MessageTable = {
  'audit.errors_reported': [
    'error',
    'The report holds errors of the tool, so it may not have looked at everything.',
    'Look at its log, fix the cause, and run it again to the end.',
  ],
  'audit.filtered': [
    'error',
    'The report leaves out findings by their severity.',
    'Audit again without a limit of severity; the policy has its own.',
  ],
  'audit.hidden': [
    'error',
    'The report counts {declared|finding|findings} and shows {shown}.',
    'Keep the report as the tool wrote it.',
  ],
  'audit.incomplete': [
    'error',
    'The output of {tool} lacks {what}, so nothing shows a finished scan.',
    'Run the tool to its end, and keep its whole output.',
  ],
  'audit.nothing_audited': [
    'error',
    'The report shows no package that was looked at.',
    'Audit in the folder that holds the lock file, with its dependencies installed.',
  ],
  'audit.skipped': [
    'error',
    '{count|dependency was|dependencies were} skipped: nobody looked there for vulnerabilities.',
    'Audit a requirements file without what is not published, or scan that by another tool.',
  ],
  'audit.tool_error': [
    'error',
    '{tool} reported an error, so it may not have looked at everything.',
    'Fix the error, and run it again to the end.',
  ],
  'audit.unknown_words': [
    'error',
    '{count|part of the report is|parts of the report are} of a kind that the catalog does not know.',
    'Write the report with a version of the tool that the catalog knows, or as SARIF.',
  ],

  'gitleaks.empty': [
    'error',
    'An empty list does not say what was looked at, or whether anything was.',
    'Write SARIF, which says so: gitleaks git --report-format sarif.',
  ],

  'scorecard.impossible': [
    'error',
    'The report holds scores outside of 0 to 10.',
    'Have Scorecard write the report again; never edit it by hand.',
  ],
  'scorecard.nothing_checked': [
    'error',
    'No check came to a conclusion.',
    'Run Scorecard with a token that may read the repository.',
  ],
  'scorecard.open_checks': ['note', '{count|check|checks} came to no conclusion.'],
}
