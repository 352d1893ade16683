import type { MessageTable } from '../message.ts'

/** Why a reader of dpone's documents and of lists of files judged a file as it did. */
export const DPONE: MessageTable = {
  'dpone.cases_failed': [
    'error',
    'Of {total} cases {failed} failed and {errored} ended in an error.',
    'Mend what the cases found and run them again.',
  ],
  'dpone.claim_differs': ['note', 'The file calls itself passed; its parts say otherwise, and they count.'],
  'dpone.denied': [
    'error',
    'The file says itself, under {key}, that it did not pass.',
    'Fix it where it was made.',
  ],
  'dpone.idle_threshold': [
    'error',
    'The least allowed for {metric} is not above zero, so it asks for nothing.',
    'Limit it from above.',
  ],
  'dpone.metric_contradicts': [
    'error',
    'The file gives {metric} more than one value, so none of them counts.',
    'Write each metric once, or with the same value everywhere.',
  ],
  'dpone.no_baselines': ['error', 'The gate compares with no baseline.', 'Give it a baseline.'],
  'dpone.no_cases': [
    'error',
    'The file holds no case: nothing was tried.',
    'Check that the run found its cases.',
  ],
  'dpone.no_objectives': ['error', 'The gate holds no objective.', 'Give it an objective.'],
  'dpone.no_state_backends': [
    'error',
    'No state backend was looked at.',
    'Run it against the state backends.',
  ],
  'dpone.no_state_checks': ['error', 'No state check was made.', 'Name the checks in the state evidence.'],
  'dpone.no_thresholds': [
    'error',
    'No threshold asks for anything, so nothing was compared.',
    'Give the certification thresholds.',
  ],
  'dpone.checklist_too_short': [
    'error',
    'The checklist is that of a patch; this release is a {type} one and needs {total} checks.',
    'Make the checklist for this release type.',
  ],
  'dpone.other_release_type': [
    'note',
    'The checklist calls the release a {said}; by its version it is a {type}, and that list counts.',
  ],
  'dpone.pack_undated': [
    'error',
    'The pack does not tell when it was made in a way that can be compared with its parts.',
    'Make the pack again.',
  ],
  'dpone.part_of_other_release': [
    'error',
    'The part "{item}" is of release {release}, the pack of {packed}.',
    'Make the part for this release, then the pack.',
  ],
  'dpone.part_repeated': [
    'error',
    'The pack holds more than one part "{item}".',
    'Make the pack again with one part of each name.',
  ],
  'dpone.too_few_passed': ['error', '{passed} cases passed; at least {least} must.', 'Run all of them.'],
  'dpone.too_many_skipped': ['error', '{skipped} cases were skipped; at most {most} may be.', 'Run them.'],
  'dpone.totals_differ': [
    'error',
    'The totals of the file are not those of its parts.',
    'Write the file again; never edit it by hand.',
  ],

  'chain.empty': ['error', 'The evidence chain has no entry.', 'Build the chain before the pack.'],
  'chain.index_invalid': [
    'error',
    'The index of the evidence chain is no index, or does not tell what it holds.',
    'Build the chain again from its entries.',
  ],
  'chain.index_mismatch': [
    'error',
    'The file of the chain entry {release} differs from the index.',
    'Treat it as tampering until somebody has explained it.',
  ],
  'chain.broken_hash': [
    'error',
    'The chain entry {release} does not have the hash that its own values give.',
    'Treat it as tampering until somebody has explained it.',
  ],
  'chain.broken_link': [
    'error',
    'The chain entry {release} does not follow the one before it.',
    'Treat it as tampering until somebody has explained it.',
  ],
  'chain.broken_unverified': [
    'error',
    'The chain entry {release} says that it was not verified.',
    'Verify the chain.',
  ],
  'chain.broken_reported': [
    'error',
    'The report names the chain entry {release} as broken.',
    'Verify the chain.',
  ],
  'chain.reported_broken': ['error', 'The report says that the chain does not hold.', 'Verify the chain.'],
  'chain.claimed': [
    'error',
    'The file claims that a chain was verified; only the chain itself is believed.',
    'Offer the index of the chain.',
  ],
  'chain.not_compared': [
    'warning',
    'The files of {total} chain entries are not here, so they could not be compared.',
    'Put them where the chain says.',
  ],

  'order.pack_before_part': [
    'error',
    'The pack of {packed} is older than its part "{item}" of {made}.',
    'Make the pack again after its parts.',
  ],
  'order.pack_before_checklist': [
    'error',
    'The evidence pack of {packed} is older than the checklist of {made}.',
    'Make the pack again after the checklist is green.',
  ],

  'list.absent': [
    'error',
    'The list names {total} files that are not here[, such as {path}].',
    'Keep the files together with their list.',
  ],
  'list.differs': [
    'error',
    'The list gives another digest for {total} files[, such as {path}].',
    'Find out who changed which, and make both together.',
  ],
  'list.files': ['note', 'The list names {total} files.'],
  'list.not_compared': [
    'warning',
    '{total} files of the list were not compared: it is too long.',
    'Write a list a folder.',
  ],
  'list.unlisted': [
    'warning',
    '{total} artifacts beside the list are not in it[, such as {path}].',
    'Make the list from all files.',
  ],
  'evidence.list_differs': [
    'error',
    'The bytes do not have the digest that {by} gives: listed {listed}, found {found}.',
    'Make the file and its list together; never edit either by hand.',
  ],

  'sha256sums.contradicting': [
    'error',
    'The list gives {total} files more than one digest.',
    'Keep one line a file.',
  ],
  'sha256sums.escaping': [
    'error',
    'The list names {total} files by a path that leads elsewhere.',
    'List files below the list only.',
  ],
  'sha256sums.malformed': ['error', '{total} lines of the list cannot be read.', 'Write it with sha256sum.'],
  'sha256sums.no_list': ['error', 'The file lists no digest.', 'Write it with sha256sum.'],
  'sha256sums.repeated': ['error', 'The list names {total} files twice.', 'Keep one line a file.'],
}
