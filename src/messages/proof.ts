import type { WordTable } from './template.ts'

/** What is wrong with one artifact as proof. The first part of these codes is its name, or a metric's. */
export const PROOF: WordTable = {
  '*.missing': [
    '"{item}" is missing[; it comes from {producer}].',
    'Run the check that writes it and add it to the dossier.',
  ],
  '*.not_passed': [
    '"{item}" did not pass[; it comes from {producer}].',
    'Fix what it found where it was made, run it again, never edit it by hand.',
  ],
  '*.invalid': ['"{item}" cannot be read.', 'Run the check again and keep the whole file.'],
  '*.digest_mismatch': [
    'The bytes of "{item}" are not those that somebody declared.',
    'Run the check again and let it write file and digest together.',
  ],
  '*.unverified': [
    'The origin of "{item}" is not verified.',
    'Sign it, or its attestation, with an identity that the catalog expects.',
  ],
  '*.verification_failed': [
    'What was compared about "{item}" does not hold (by the {source}[, {by}]).',
    'Find out who changed it; never publish over a failed comparison.',
  ],
  '*.unknown': ['"{item}" says neither passed nor failed.', 'Make the check count something.'],
  '*.unbound': [
    'Nothing says which commit "{item}" was made from.',
    'Name the commit in the file, or in the dossier.',
  ],
  '*.other_commit': [
    '"{item}" is about something else than this release[: it was made from commit {commit}].',
    'Run the check on what is released.',
  ],
  '*.stale': [
    '"{item}" of {generatedAt} is too old: it counts for {maxAgeDays} days.',
    'Do it again and add the new record.',
  ],
  '*.undated': ['Nothing says how old "{item}" is.', 'Date it: in the file, or in the dossier.'],
  '*.too_new': ['"{item}" was made after this moment, so it does not count here.'],
  '*.before_rework': [
    '"{item}" is from before the failed attempt of {since}.',
    'Run the check again: a failed gate needs fresh evidence.',
  ],
  '*.not_accepted': [
    '"{item}" ({kind}, {format}) is no proof that is taken here.',
    'Bind an artifact of a sort that the policy takes.',
  ],
  '*.unbudgeted': [
    '"{item}" holds numbers, and the policy sets no limits for them.',
    'Add limits to the policy.',
  ],
  '*.below_min': [
    '{metric} is {value}[ {unit}], below the least allowed {limit} ("{item}").',
    'Inspect what was measured; never lower a limit without a reviewed baseline update.',
  ],
  '*.above_max': [
    '{metric} is {value}[ {unit}], above the greatest allowed {limit} ("{item}").',
    'Inspect what was measured; never raise a limit without a reviewed baseline update.',
  ],
  '*.not_measured': ['"{item}" does not measure {metric}.', 'Measure it and write it into the file.'],

  'verification.no_bytes': ['There are no bytes to compare.', 'Add the file.'],
  'vex.cleared': [
    '{vulnerability} ({rating})[ in {component}], found by "{item}", is cleared by VEX: by {by} in "{document}", because {why}.',
  ],
  'vex.untrusted_author': [
    '"{item}" states things about vulnerabilities, and the policy trusts nobody[ by the name of {author}] to do that; it clears nothing.',
    'Name the author in the policy, if that is right.',
  ],
  'vex.unverified': [
    '"{item}" clears nothing: the dossier does not name its digest and nobody signed it, so it may be anybody’s word.',
    'Give its sha256 in the dossier.',
  ],
  'vex.other_product': [
    '"{item}" clears nothing: it is about other products than the packages of this release.',
    'State it about the package with version and qualifiers, or by digest.',
  ],

  'evidence.same_bytes': [
    'One file is offered more than once[ (as {items})][ for {gates}]; it is one piece of evidence.',
    'Give each gate proof of its own.',
  ],
  'evidence.undated': ['Nothing says when "{item}" was made.', 'Date it: in the file, or in the dossier.'],
  'evidence.unknown_gate': [
    '"{item}" is bound to "{gate}", which the policy does not have.',
    'Correct the binding.',
  ],
}
