import type { MessageTable } from '../message.ts'

/** Why a reader of dpone's documents or of checksum lists gave a file its status. */
export const DPONE: MessageTable = {
  'dpone.cases_failed': [
    'error',
    'Of {total|case|cases}, {failed} failed and {errored} ended in an error.',
    'Fix what the cases found and run them again.',
  ],
  'dpone.claim_differs': ['note', 'The file claims to have passed; its parts say otherwise, and they count.'],
  'dpone.denied': [
    'error',
    'The file itself says, under {key}, that it did not pass.',
    'Fix the cause at the gate that made the file, and run it again.',
  ],
  'dpone.idle_threshold': [
    'error',
    'The minimum for {metric} is not above zero, so it asks for nothing.',
    'Set a minimum above zero, or a maximum.',
  ],
  'dpone.metric_contradicts': [
    'error',
    'The file gives {metric} more than one value, so none of them counts.',
    'Write each metric once, or with the same value everywhere.',
  ],
  'dpone.no_baselines': ['error', 'The gate compares with no baseline.', 'Add a baseline to the gate.'],
  'dpone.no_cases': [
    'error',
    'The file holds no case, so nothing was tested.',
    'Check that the run found its cases.',
  ],
  'dpone.no_objectives': ['error', 'The gate holds no objective.', 'Add an objective to the gate.'],
  'dpone.no_state_backends': ['error', 'No state backend was checked.', 'Run it against the state backends.'],
  'dpone.no_state_checks': ['error', 'No state check was made.', 'Name the checks in the state evidence.'],
  'dpone.no_thresholds': [
    'error',
    'No threshold asks for anything, so nothing was compared.',
    'Add thresholds to the certification.',
  ],
  'dpone.only_ticked': [
    'warning',
    '{item} ticks {total|check|checks} that no artifact shows: {checks:few}.',
    'List each check under checklist in the dossier, with the artifact of its gate as its evidence.',
  ],
  'dpone.checklist_too_short': [
    'error',
    'The checklist is for a patch; this is a {type} release by its dossier or its version, and needs {total|check|checks}.',
    'Generate the checklist for this release type.',
  ],
  'dpone.other_release_type': [
    'note',
    'The checklist calls the release a {said}; by its version it is a {type}, and the list of that type applies.',
  ],
  'dpone.pack_undated': [
    'error',
    'The pack does not say when it was made in a way that can be compared with its parts.',
    'Generate the pack again.',
  ],
  'dpone.part_of_other_release': [
    'error',
    'The part "{item}" is of release {release}, the pack of {packed}.',
    'Generate the part for this release, then the pack.',
  ],
  'dpone.parts_left_out': ['note', 'The file has {total} parts, and {kept} of them are kept.'],
  'dpone.reasons_left_out': ['note', 'The first {shown} reasons are kept; there are {more} more.'],
  'dpone.part_repeated': [
    'error',
    'The pack holds more than one part "{item}".',
    'Generate the pack again with one part of each name.',
  ],
  'dpone.too_few_passed': [
    'error',
    '{passed|case|cases} passed; at least {least} must.',
    'Run all cases, and fix those that fail.',
  ],
  'dpone.too_many_skipped': [
    'error',
    '{skipped|case was|cases were} skipped; at most {most} may be.',
    'Run the skipped cases.',
  ],
  'dpone.totals_differ': [
    'error',
    'The totals in the file do not match its parts.',
    'Have the tool write the file again; never edit it by hand.',
  ],

  'chain.empty': ['error', 'The evidence chain has no entry.', 'Build the chain before the pack.'],
  'chain.index_invalid': [
    'error',
    'The index of the evidence chain is malformed, or does not say what it holds.',
    'Build the chain again from its entries.',
  ],
  'chain.index_mismatch': [
    'error',
    'The file of the chain entry {release} differs from the index.',
    'Treat it as tampering until it is explained.',
  ],
  'chain.broken_hash': [
    'error',
    'The chain entry {release} does not have the hash that its own values give.',
    'Treat it as tampering until it is explained.',
  ],
  'chain.broken_link': [
    'error',
    'The chain entry {release} does not follow the one before it.',
    'Treat it as tampering until it is explained.',
  ],
  'chain.broken_unverified': [
    'error',
    'The chain entry {release} says that it was not verified.',
    'Verify the chain: dpone ops evidence-chain-verify.',
  ],
  'chain.broken_reported': [
    'error',
    'The report names the chain entry {release} as broken.',
    'Find out what changed, then verify the chain: dpone ops evidence-chain-verify.',
  ],
  'chain.reported_broken': [
    'error',
    'The report says that the chain does not hold.',
    'Find out what changed, then verify the chain: dpone ops evidence-chain-verify.',
  ],
  'chain.claimed': [
    'error',
    'The file claims that a chain was verified; only the chain itself counts.',
    'Bind the index of the chain.',
  ],
  'chain.files_unseen': [
    'error',
    'The folders of the chain hold {more|more JSON file|more JSON files} than are looked at, and any may be an entry that the index lacks.',
    'Keep the chain in a folder of its own.',
  ],
  'chain.folders_unseen': [
    'error',
    'The chain keeps its entries in {more|more folder|more folders} than are looked at, and any may hold an entry that the index lacks.',
    'Keep all entries of the chain in one folder.',
  ],
  'chain.not_compared': [
    'warning',
    'The files of {total|chain entry|chain entries} are not here, so they could not be compared.',
    'Put them where the chain says.',
  ],

  'order.pack_before_part': [
    'error',
    'The pack of {packed} is older than its part "{item}" of {made}.',
    'Generate the pack again, after its parts.',
  ],
  'order.pack_before_checklist': [
    'error',
    'The evidence pack of {packed} is older than the checklist of {made}.',
    'Generate the pack again once the checklist passes.',
  ],

  'chain.stray_entry': [
    'error',
    'The folder of the chain holds {total|entry|entries} that its index lacks[, such as {path}].',
    'Find out where it came from, and have dpone write the chain again.',
  ],
  'list.absent': [
    'error',
    'The list names {total|file that is|files that are} not here[, such as {path}].',
    'Keep the files together with their list.',
  ],
  'list.differs': [
    'error',
    'The list gives another digest for {total|file|files}[, such as {path}].',
    'Find out what changed, then write files and list together.',
  ],
  'list.files': ['note', 'The list names {total|file|files}.'],
  'list.not_compared': [
    'warning',
    'The list is too long: {total|of its files was|of its files were} not compared.',
    'Write one list per folder.',
  ],
  'list.too_many': [
    'error',
    'Beside the evidence lie {more|more checksum list|more checksum lists} than the {shown} that are looked at.',
    'Keep evidence in a folder of its own, with one list of all its files.',
  ],
  'list.unseen': [
    'error',
    'A checksum list beside the evidence was not looked at, and may contradict it ({place}).',
    'Keep evidence in a folder of its own, with one list of all its files, and name less or smaller evidence.',
  ],
  'list.unread': [
    'warning',
    'A checksum list beside the evidence cannot be read, so nothing was compared with it ({place}).',
    'Write it with sha256sum, shasum -a 256 or Get-FileHash, as UTF-8, or remove it.',
  ],
  'list.unlisted': [
    'warning',
    '{total|artifact beside the list is|artifacts beside the list are} not in it[, such as {path}].',
    'Write the list from all files.',
  ],
  'evidence.list_differs': [
    'error',
    'The bytes do not match the digest that {by} gives: listed {listed}, found {found}.',
    'Write the file and its list together; never edit either by hand.',
  ],

  'sha256sums.contradicting': [
    'error',
    'The list gives {total|file|files} more than one digest.',
    'Keep one line per file.',
  ],
  'sha256sums.escaping': [
    'error',
    'The list names {total|file|files} outside its folder.',
    "List only files in the list's folder and below.",
  ],
  'sha256sums.malformed': [
    'error',
    '{total|line|lines} of the list cannot be read.',
    'Write the list with sha256sum.',
  ],
  'sha256sums.no_list': [
    'error',
    'The file lists no SHA-256, SHA-384 or SHA-512 digest.',
    'Write the list with sha256sum, shasum -a 256 or Get-FileHash, as UTF-8.',
  ],
  'sha256sums.repeated': ['error', 'The list names {total|file|files} twice.', 'Keep one line per file.'],
}
