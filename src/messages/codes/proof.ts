import type { MessageTable } from '../message.ts'

/** What is wrong with one artifact as proof. */
export const PROOF: MessageTable = {
  'artifact.missing': [
    'error',
    '"{item}" is missing[; it comes from {producer}].',
    'Run the check that writes it and add it to the dossier.',
  ],
  'artifact.not_passed': [
    'error',
    '"{item}" did not pass[; it comes from {producer}].',
    'Fix what it found where it was made, run it again, never edit it by hand.',
  ],
  'artifact.invalid': ['error', '"{item}" cannot be read.', 'Run the check again and keep the whole file.'],
  'artifact.digest_mismatch': [
    'error',
    'The bytes of "{item}" are not those that somebody declared.',
    'Run the check again and let it write file and digest together.',
  ],
  'artifact.unverified': [
    'error',
    'The origin of "{item}" is not verified.',
    'Sign it, or its attestation, with an identity that the catalog expects.',
  ],
  'artifact.verification_failed': [
    'error',
    'What was compared about "{item}" does not hold (by the {source}[, {by}]).',
    'Find out who changed it; never publish over a failed comparison.',
  ],
  'artifact.unknown': [
    'error',
    '"{item}" says neither passed nor failed.',
    'Make the check count something.',
  ],
  'artifact.unbound': [
    'error',
    'Nothing says which commit "{item}" was made from.',
    'Name the commit in the file, or in the dossier.',
  ],
  'artifact.other_commit': [
    'error',
    '"{item}" is about something else than this release[: it was made from commit {commit}].',
    'Run the check on what is released.',
  ],
  'artifact.stale': [
    'error',
    '"{item}" of {generatedAt} is too old: it counts for {maxAgeDays} days.',
    'Do it again and add the new record.',
  ],
  'artifact.undated': [
    'error',
    'Nothing says how old "{item}" is.',
    'Date it: in the file, or in the dossier.',
  ],
  'artifact.too_new': [
    'error',
    '"{item}" was made after this moment, so it does not count here.',
    'Correct its date, or judge the release at a later moment.',
  ],
  'artifact.before_rework': [
    'error',
    '"{item}" is from before the failed attempt of {since}.',
    'Run the check again: a failed gate needs fresh evidence.',
  ],
  'artifact.not_accepted': [
    'error',
    '"{item}" ({kind}, {format}) is no proof that is taken here.',
    'Bind an artifact of a sort that the policy takes.',
  ],
  'artifact.unbudgeted': [
    'error',
    '"{item}" holds numbers, and the policy sets no limits for them.',
    'Add limits to the policy.',
  ],
  'metric.below_min': [
    'error',
    '{metric} is {value}[ {unit}], below the least allowed {limit} ("{item}").',
    'Inspect what was measured; never lower a limit without a reviewed baseline update.',
  ],
  'metric.above_max': [
    'error',
    '{metric} is {value}[ {unit}], above the greatest allowed {limit} ("{item}").',
    'Inspect what was measured; never raise a limit without a reviewed baseline update.',
  ],
  'metric.not_measured': [
    'error',
    '"{item}" does not measure {metric}.',
    'Measure it and write it into the file.',
  ],

  'verification.no_bytes': ['error', 'There are no bytes to compare.', 'Add the file.'],
  'vex.cleared': [
    'note',
    '{vulnerability} ({rating})[ in {component}], found by "{item}", is cleared by VEX: by {by} in "{document}", because {why}.',
  ],
  'vex.untrusted_author': [
    'warning',
    '"{item}" states things about vulnerabilities, and the policy trusts nobody[ by the name of {author}] to do that; it clears nothing.',
    'Name the author in the policy, if that is right.',
  ],
  'vex.unverified': [
    'warning',
    '"{item}" clears nothing: the dossier does not name its digest and nobody signed it, so it may be anybody’s word.',
    'Give its sha256 in the dossier.',
  ],
  'vex.other_product': [
    'warning',
    '"{item}" clears nothing: it is about other products than the packages of this release.',
    'State it about the package with version and qualifiers, or by digest.',
  ],

  'evidence.same_bytes': [
    'warning',
    'One file is offered more than once[ (as {items})][ for {gates}]; it is one piece of evidence.',
    'Give each gate proof of its own.',
  ],
  'evidence.undated': [
    'warning',
    'Nothing says when "{item}" was made.',
    'Date it: in the file, or in the dossier.',
  ],
  'evidence.unknown_gate': [
    'warning',
    '"{item}" is bound to "{gate}", which the policy does not have.',
    'Correct the binding.',
  ],
}
