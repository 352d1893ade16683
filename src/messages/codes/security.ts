import type { MessageTable } from '../message.ts'

/** Why a reader of scans, SBOMs and VEX documents gave a file its status. */
export const SECURITY: MessageTable = {
  'sarif.execution_failed': [
    'error',
    'The scanner did not finish ({runs} of its runs failed).',
    'Run it again to the end.',
  ],
  'sarif.errors_reported': [
    'error',
    'The scanner itself reports {total|error|errors}, such as files that it could not read.',
    'Repair what it reports and run it again.',
  ],
  'sarif.exit_code': [
    'error',
    'The scanner ended with code {exit} and lists nothing that would explain it.',
    'Read its log, and run it again to the end.',
  ],
  'sarif.killed': [
    'error',
    'The scanner could not be started or was stopped ({runs} of its runs).',
    'Run it again to the end.',
  ],
  'sarif.findings': [
    'note',
    'The scanner found {total}: {critical} critical, {high} high, {medium} medium, {low} low, {unrated} unrated.',
  ],
  'sarif.no_results': [
    'error',
    'The scanner wrote no list of results, so it did not scan.',
    'Run it again to the end.',
  ],
  'sarif.no_runs': ['error', 'The log holds no run: nothing was scanned.', 'Check the scanner step.'],
  'sarif.results_elsewhere': ['error', 'Results are kept in other files.', 'Write all results into one log.'],
  'sarif.undecided': [
    'error',
    "{total|result awaits|results await} a person's decision.",
    'Decide on them in the scanner.',
  ],
  'sarif.version': [
    'error',
    'The log is SARIF version {version}; only 2.1.0 is supported.',
    'Write SARIF 2.1.0.',
  ],

  'scan.findings': [
    'note',
    'The scanner found {total}, {distinct} of them distinct: {critical} critical, {high} high, {medium} medium, {low} low, {unrated} unrated.',
  ],
  'scan.targets_left_out': [
    'warning',
    'The file names {total} targets, and {kept} of them are kept.',
    'Write the scan of what a policy asks for into a file of its own.',
  ],
  'scan.suppressed': [
    'note',
    '{total|finding was|findings were} suppressed in the scanner, each with a reason.',
  ],

  'scan.suppression_accepted': [
    'note',
    'In "{item}", {total|finding is|findings are} suppressed in {tool} with a reason ({critical} critical, {high} high), which the policy leaves to that tool.',
  ],
  'scan.suppressed_unexplained': [
    'warning',
    '{total|finding was|findings were} suppressed without a reason, so {total|it counts|they count} in full.',
    'Write a reason beside each suppression in the scanner, or fix what it found.',
  ],

  'trivy.end_of_life': [
    'error',
    'The scanned system no longer gets security updates, so its vulnerabilities are not listed anywhere.',
    'Move to a version that is still maintained.',
  ],
  'trivy.no_checks': [
    'error',
    'The report counts no check of the configuration, so nothing says that one took place.',
    'Scan with a current Trivy, which counts the checks that passed.',
  ],
  'trivy.unknown_class': [
    'error',
    '{total|result is|results are} of a class that is not known, so nothing says what was looked at.',
    'Scan with a current Trivy and keep its JSON whole.',
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
    'The report has schema version {version}; only version 2 is supported.',
    'Scan with a current Trivy.',
  ],

  'grype.alerts': [
    'error',
    'The scanner warns of {total|package|packages} that it could not check as it should.',
    'Read alertsByPackage in the report; move to a system that is still maintained.',
  ],
  'grype.database_undated': [
    'error',
    'The report does not say when it was made, or when its vulnerability database was.',
    'Scan with a current Grype and keep its JSON whole.',
  ],
  'grype.no_source': [
    'error',
    'The report does not say what was scanned.',
    'Scan with a current Grype and keep its JSON whole.',
  ],
  'grype.unknown_distribution': [
    'error',
    'The distribution of the scanned system or its version is not known, so its packages have no known vulnerabilities.',
    'Name it with --distro NAME:VERSION, or build on a distribution that the scanner knows.',
  ],
  'grype.database_broken': [
    'error',
    'The scanner reported that its vulnerability database is invalid.',
    'Update the database and scan again.',
  ],
  'grype.database_old': [
    'error',
    'The vulnerability database was {days|day|days} old at the scan; the maximum is {max}.',
    'Update the database and scan again.',
  ],

  'osv-scanner.no_packages': [
    'error',
    'The report lists no package: nothing was scanned, or nothing says what was.',
    'Scan with --all-packages.',
  ],

  'osv-scanner.no_result': [
    'error',
    'The file lists packages, but not as a finished scan does: it may be the list that was to be scanned.',
    'Bind what osv-scanner --format json --all-packages wrote.',
  ],

  'sbom.bad_hashes': [
    'error',
    '{total|digest of the SBOM is|digests of the SBOM are} of no known algorithm, or not as long as theirs.',
    'Generate the SBOM again, and keep it as its generator wrote it.',
  ],
  'sbom.invalid': [
    'error',
    'The inventory is not valid by the schema of its format, in {total|place|places}; the first is {at}.',
    'Validate it with the tool that wrote it, and correct what that reports.',
  ],
  'sbom.bad_time': [
    'error',
    'The SBOM gives its time in a way that is no time.',
    'Generate it again: the time is a date, a time of day and a zone (RFC 3339).',
  ],
  'sbom.lost_references': [
    'error',
    '{total|reference of the SBOM leads|references of the SBOM lead} to no part of it.',
    'Generate the SBOM again, and keep all its components.',
  ],
  'sbom.same_names': [
    'error',
    '{total|part of the SBOM shares its name|parts of the SBOM share their names} with another.',
    'Generate the SBOM again: each bom-ref or SPDXID stands once.',
  ],
  'sbom.before_build': [
    'error',
    'The SBOM is older than the code it should describe[ ({codeAt})].',
    'Generate it after the build, or name the commit it was made from in the dossier.',
  ],
  'sbom.no_components': [
    'error',
    'The SBOM lists no named component besides the software that it describes.',
    'Point the generator at the build output, with its dependencies installed.',
  ],
  'sbom.no_subject': [
    'error',
    'The SBOM does not say what it describes.',
    'Have the generator name the package.',
  ],
  'sbom.subjects_left_out': [
    'warning',
    'What the file describes has {total} package URLs and digests, and {kept} of them are kept.',
    'Write an inventory for each thing that is shipped.',
  ],
  'sbom.subject_unnamed': [
    'error',
    'The SBOM identifies what it describes neither by package URL nor by SHA-256.',
    'Have the generator write one of them.',
  ],

  'openvex.nameless': [
    'warning',
    '{total|statement names no vulnerability and is|statements name no vulnerability and are} left out.',
    'Name the vulnerability in each statement.',
  ],
  'openvex.not_kept': [
    'error',
    'The document has more statements than the catalog keeps, so none of them counts, and no statement that is not newer clears anything.',
    'Write at most 500 statements, each about at most 100 products with at most 100 components.',
  ],
  'openvex.statements': [
    'note',
    'The document makes {total|statement|statements} about vulnerabilities; {harmless} say fixed or not affected.',
  ],
  'openvex.unexplained': [
    'warning',
    '{total|statement says|statements say} "not affected" without saying why, which counts as affected.',
    'Add a justification or an impact statement.',
  ],

  'cyclonedx.claimed_harmless': [
    'note',
    'The SBOM itself calls {total} of its vulnerabilities harmless; they count all the same.',
  ],
  'cyclonedx.nameless': [
    'warning',
    '{total|statement names no vulnerability and is|statements name no vulnerability and are} left out.',
    'Name the vulnerability in each statement.',
  ],
  'cyclonedx.not_kept': [
    'error',
    'The SBOM has more statements about vulnerabilities than the catalog keeps, so none of them counts, and no statement that is not newer clears anything.',
    'Write at most 500 statements, each about at most 100 components.',
  ],
  'cyclonedx.other_root': [
    'error',
    'The file is XML, but not CycloneDX.',
    'Name the SBOM that the tool wrote.',
  ],
  'cyclonedx.unexplained': [
    'warning',
    '{total|vulnerability is|vulnerabilities are} called "not affected" without saying why, which counts as affected.',
    'Add a justification or a detail to the analysis.',
  ],
  'cyclonedx.version': [
    'error',
    'The document is CycloneDX version {version}; 1.4 to 1.7 are supported.',
    'Write one of these versions.',
  ],
  'spdx.no_tags': [
    'error',
    'The file is text, but not SPDX in tags and values.',
    'Name the SBOM that the tool wrote.',
  ],
  'spdx.only_counted': [
    'error',
    'The document is SPDX 3 with {packages|package|packages}; it is counted but not judged.',
    'Write SPDX 2.3.',
  ],
  'spdx.version': [
    'error',
    'The document is {version}; SPDX 2.2 and 2.3 are supported.',
    'Write one of these versions.',
  ],
}
