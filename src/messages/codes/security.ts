import type { MessageTable } from '../message.ts'

/** Why a reader of scans and inventories judged a file as it did. */
export const SECURITY: MessageTable = {
  'sarif.execution_failed': [
    'error',
    'The scanner did not finish ({runs} of its runs failed).',
    'Run it again to the end.',
  ],
  'sarif.findings': [
    'note',
    'The scanner found {total}: {critical} critical, {high} high, {medium} medium, {low} low, {unrated} unrated.',
  ],
  'sarif.no_results': [
    'error',
    'The scanner gave no list of results, so it did not look.',
    'Run it again to the end.',
  ],
  'sarif.no_runs': ['error', 'The log holds no run: nothing was scanned.', 'Check the scanner step.'],
  'sarif.results_elsewhere': ['error', 'Results are kept in other files.', 'Write them into one log.'],
  'sarif.undecided': ['error', '{total} results wait for a person to decide.', 'Decide them in the scanner.'],
  'sarif.version': [
    'error',
    'The log is SARIF version {version}; only 2.1.0 is judged.',
    'Write SARIF 2.1.0.',
  ],

  'scan.findings': [
    'note',
    'The scanner found {total}, {distinct} of them distinct: {critical} critical, {high} high, {medium} medium, {low} low, {unrated} unrated.',
  ],
  'scan.suppressed': ['note', '{total} findings were waved through in the scanner, each with a reason.'],

  'trivy.end_of_life': [
    'error',
    'The scanned system gets no security updates any more, so nobody lists what is wrong with it.',
    'Move to a release that is still maintained.',
  ],
  'trivy.no_packages': [
    'error',
    'The scan looked at no packages, so it says nothing about vulnerabilities.',
    'Scan with --scanners vuln as well.',
  ],
  'trivy.no_results': [
    'error',
    'The report lists no result: nothing was scanned, or nothing says what was.',
    'Scan what holds packages, with --list-all-pkgs.',
  ],
  'trivy.version': [
    'error',
    'The report has schema version {version}; only version 2 is judged.',
    'Scan with a current Trivy.',
  ],

  'grype.database_broken': [
    'error',
    'The scanner could not trust its own database of vulnerabilities.',
    'Update the database and scan again.',
  ],
  'grype.database_old': [
    'error',
    'The database of vulnerabilities was {days} days old at the scan; more than {max} is too old.',
    'Update the database and scan again.',
  ],

  'osv-scanner.no_packages': [
    'error',
    'The report lists no package: nothing was scanned, or nothing says what was.',
    'Scan with --all-packages.',
  ],

  'sbom.before_build': [
    'error',
    'The inventory is older than the code it should describe[ ({codeAt})].',
    'Make it from what was built, or name in the dossier the commit it was made from.',
  ],
  'sbom.no_components': [
    'error',
    'The inventory lists no component by name besides the software that it describes.',
    'Point the generator at what was built, with its dependencies installed.',
  ],
  'sbom.no_subject': [
    'error',
    'The inventory does not say what it describes.',
    'Let the generator name the package.',
  ],
  'sbom.subject_unnamed': [
    'error',
    'The inventory names what it describes neither by package URL nor by SHA-256.',
    'Let the generator write one of them.',
  ],

  'openvex.nameless': [
    'warning',
    '{total} statements name no vulnerability; they are left out.',
    'Name each vulnerability.',
  ],
  'openvex.not_kept': [
    'error',
    'The document states more than is kept; none of it counts, and no statement that is not newer clears anything.',
    'Make at most 500 statements, each about at most 100 products with at most 100 components.',
  ],
  'openvex.statements': [
    'note',
    'The document makes {total} statements about vulnerabilities; {harmless} call one fixed or not affecting.',
  ],
  'openvex.unexplained': [
    'warning',
    '{total} statements say "not affected" and not why; they count as affected.',
    'Add a justification or an impact statement.',
  ],

  'cyclonedx.claimed_harmless': [
    'note',
    '{total} vulnerabilities are called harmless by the inventory itself; in its own list they count all the same.',
  ],
  'cyclonedx.nameless': [
    'warning',
    '{total} statements name no vulnerability; they are left out.',
    'Name each vulnerability.',
  ],
  'cyclonedx.not_kept': [
    'error',
    'The inventory states more about vulnerabilities than is kept; none of it counts, and no statement that is not newer clears anything.',
    'Make at most 500 statements, each about at most 100 components.',
  ],
  'cyclonedx.unexplained': [
    'warning',
    '{total} vulnerabilities are called "not affected" and not why; they count as affected.',
    'Add a justification or a detail to the analysis.',
  ],
  'cyclonedx.version': [
    'error',
    'The document is CycloneDX version {version}; 1.4 to 1.7 are judged.',
    'Write one of these versions.',
  ],
  'spdx.only_counted': [
    'error',
    'The document is SPDX 3 with {packages} packages; it is counted and not judged.',
    'Write SPDX 2.3.',
  ],
  'spdx.version': [
    'error',
    'The document is {version}; SPDX 2.2 and 2.3 are judged.',
    'Write one of these versions.',
  ],
}
