import type { MessageTable } from '../message.ts'

/** Why an artifact does not count as evidence, and what VEX documents clear. */
export const PROOF: MessageTable = {
  'evidence.red_unasked': [
    'warning',
    '"{item}" did not pass; no gate and no requirement asks for it, so it decides nothing.',
    'Fix what it found, and bind it under gates to the gate that it is about.',
  ],
  'evidence.limit_lowered': [
    'warning',
    '"{item}" compares {name} with {value}, where the policy asks for {limit}; the limit of the policy counts.',
    'Restore the limit where the file is made, or have a reviewed baseline update change the policy (baselineRef).',
  ],
  'artifact.missing': [
    'error',
    '"{item}" is missing[; it comes from {producer}].',
    'Run the check that writes it and add it to the dossier.',
  ],
  'artifact.not_passed': [
    'error',
    '"{item}" did not pass[; it comes from {producer}].',
    'Fix what it found where it was made, and run it again; never edit it by hand.',
  ],
  'artifact.invalid': ['error', '"{item}" cannot be read.', 'Run the check again and keep the whole file.'],
  'artifact.digest_mismatch': [
    'error',
    'The bytes of "{item}" are not those that its digest was taken from.',
    'Find out what changed the file before anything else, then run the check again and write file and digest together.',
  ],
  'artifact.unverified': [
    'error',
    'The origin of "{item}" is not verified.',
    'Sign it, or its attestation, with an identity that the catalog expects.',
  ],
  'artifact.verification_failed': [
    'error',
    'A comparison for "{item}" failed (by the {source}[, {by}]).',
    'Find out who changed it, and publish nothing until it is explained.',
  ],
  'artifact.unknown': [
    'error',
    '"{item}" says neither passed nor failed.',
    'Run the check so that it counts something, and keep the whole file.',
  ],
  'artifact.unbound': [
    'error',
    'Nothing says which commit "{item}" was made from.',
    'Name the commit in the file, or in its reference in the dossier.',
  ],
  'artifact.other_commit': [
    'error',
    '"{item}" is not about this release[: it was made from commit {commit}].',
    'Run the check on the released commit.',
  ],
  'artifact.reused': [
    'error',
    'The bytes of "{item}" are those that {release} offered for commit {commit}.',
    'Run the check on the released commit. If the tool always writes the same bytes, attest them there, or upload them by a run that the catalog can ask the forge about.',
  ],
  'artifact.stale': [
    'error',
    '"{item}" of {generatedAt} is too old: it counts for {maxAgeDays|day|days}.',
    'Repeat the check or act, and add its new file or record to the dossier.',
  ],
  'artifact.undated': [
    'error',
    'Nothing says how old "{item}" is.',
    'Write its date into the file, or generatedAt into the dossier.',
  ],
  'artifact.too_new': [
    'error',
    '"{item}" was made after this moment, so it does not count here.',
    'Correct its date, or evaluate the release at a later moment.',
  ],
  'artifact.before_rework': [
    'error',
    '"{item}" is older than the failed attempt of {since}.',
    'Run the check again: a failed gate needs fresh evidence.',
  ],
  'artifact.not_accepted': [
    'error',
    '"{item}" ({kind}, {format}[, by {tool}][, a record of a {act}]) is not accepted here.',
    'Bind an artifact of a sort that the policy accepts; its page names them for each gate.',
  ],
  'artifact.other_producer': [
    'error',
    '"{item}" comes from "{found}"; it must come from {wanted:or}.',
    'Run what the policy names, and let the dossier name it as producer of the file.',
  ],
  'artifact.other_signer': [
    'error',
    'Nobody who fits {wanted:or} has signed "{item}", or an attestation about it.',
    'Sign it, or its attestation, with that identity.',
  ],
  'artifact.other_workflow': [
    'error',
    'Nothing shows that "{item}" comes from a run of {wanted:or} that succeeded on its commit[: its run is of {found}].',
    'Let that workflow upload it, and name the run and its artifact in the dossier.',
  ],
  'artifact.run_not_named': [
    'error',
    'Nothing shows that the run which made "{item}" succeeded as a whole: the dossier names no run.',
    'Let the run that made it upload the file, and name the run and its artifact in the dossier.',
  ],
  'artifact.run_not_known': [
    'error',
    'Nothing shows that the run which made "{item}" succeeded as a whole: the forge tells of no such run.',
    'Let the run that made it upload the file, and name the run and its artifact in the dossier.',
  ],
  'artifact.run_not_succeeded': [
    'error',
    'The run which made "{item}" did not succeed as a whole[: it ended with {conclusion}].',
    'Fix what failed the run, let it upload the file, and name the run and its artifact in the dossier.',
  ],
  'artifact.run_of_other_commit': [
    'error',
    'The run which is said to have made "{item}" was on another commit.',
    'Let the run that made it upload the file, and name the run and its artifact in the dossier.',
  ],
  'artifact.run_of_other_bytes': [
    'error',
    'The forge does not know the bytes of "{item}" from the run which is said to have made it.',
    'Let the run that made it upload the file, and name the run and its artifact in the dossier.',
  ],
  'artifact.other_topic': [
    'error',
    '"{item}" is not about {wanted:or}[: it is about "{found}"].',
    'Write the record of the right act, with its topic.',
  ],
  'artifact.other_target': [
    'error',
    '"{item}" does not say that it looked at {wanted:or}[: it looked at {found:few}].',
    'Scan what the policy names, and keep the whole file.',
  ],
  'artifact.suite_missing': [
    'error',
    'Suite "{suite}" is not in "{item}".',
    'Run the suite under this name, and bind the report that holds it.',
  ],
  'artifact.suite_not_passed': [
    'error',
    'In suite "{suite}" of "{item}", nothing passed or something failed.',
    'Run every test of the suite, and fix what it finds.',
  ],
  'artifact.case_missing': [
    'error',
    'Case {case} is not in "{item}".',
    'Put {case} into the name of the test or its suite, and bind the report that holds it.',
  ],
  'artifact.case_not_passed': [
    'error',
    'Case {case} did not pass in "{item}": {status}.',
    'Run the case until it passes: one that is skipped proves nothing.',
  ],
  'artifact.too_many_skipped': [
    'error',
    'In "{item}", {skipped} of {total|case was|cases were} skipped; at most {percent} % may be[; reasons given: {why:quoted}].',
    'Run the skipped cases, or move those that this release does not need into another report.',
  ],
  'artifact.proves_another': [
    'error',
    'The file of "{item}" already proves "{other}".',
    'Give each gate a file of its own, or a report that holds the cases the policy names for each.',
  ],
  'artifact.unbudgeted': [
    'error',
    '"{item}" holds numbers, and the policy sets no limits for them.',
    'Add limits in a new version of the policy.',
  ],
  'metric.below_min': [
    'error',
    '{metric} is {value}[ {unit}], below the minimum of {limit} ("{item}").',
    'Inspect what was measured; never lower a limit without a reviewed baseline update.',
  ],
  'metric.above_max': [
    'error',
    '{metric} is {value}[ {unit}], above the maximum of {limit} ("{item}").',
    'Inspect what was measured; never raise a limit without a reviewed baseline update.',
  ],
  'metric.not_measured': [
    'error',
    '"{item}" does not measure {metric}.',
    'Measure it, and have the tool write it under that name.',
  ],

  'verification.no_bytes': ['error', 'There are no bytes to compare.', 'Add the file.'],
  'vex.cleared': [
    'note',
    '{vulnerability} ({rating})[ in {component}], found by "{item}", is cleared by VEX: by {by} in "{document}", because {why}.',
  ],
  'vex.untrusted_author': [
    'warning',
    '"{item}" clears nothing: the policy trusts no author[ named {author}] to state things about vulnerabilities.',
    'If the author should be trusted, add the name to vexAuthors in the policy.',
  ],
  'vex.unverified': [
    'warning',
    '"{item}" clears nothing: the dossier does not name its digest and it is not signed, so anyone could have written it.',
    'Add its sha256 to its reference in the dossier.',
  ],
  'vex.other_product': [
    'warning',
    '"{item}" clears nothing: it is about other products than the packages of this release.',
    'State it about the package with version and qualifiers, or by digest.',
  ],

  'evidence.same_bytes': [
    'warning',
    'One file is offered more than once[ (as {items})][ for {gates}]; it is one piece of evidence.',
    'Give each gate evidence of its own.',
  ],
  'evidence.undated': [
    'warning',
    'Nothing says when "{item}" was made.',
    'Write its date into the file, or generatedAt into the dossier.',
  ],
  'evidence.unknown_gate': [
    'warning',
    '"{item}" is bound to "{gate}", which the policy does not have.',
    "Correct the gate's id under gates of its reference in the dossier.",
  ],
}
