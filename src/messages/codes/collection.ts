import type { MessageTable } from '../message.ts'

/** What the collector notices about tags, git, dossiers and the places of evidence. */
export const COLLECTION: MessageTable = {
  'tag.not_utf8': [
    'error',
    'The name of the tag is not UTF-8.',
    'Tag the commit again under a readable name.',
  ],
  'tag.hidden_characters': [
    'error',
    'The name of the tag contains invisible characters[: {shown}].',
    'Tag the commit again under a plain name.',
  ],
  'tag.look_alike': [
    'error',
    'The name of the tag mixes letters of several scripts that look alike[, or only looks like {like}].',
    'Tag the commit again, in letters of one script.',
  ],
  'tag.too_long': ['error', 'The name of the tag is too long.', 'Tag the commit again under a shorter name.'],
  'tag.other_name': [
    'warning',
    'The tag object calls itself {says}[, not {tag}]: it was stored under another name.',
    'Create a new tag for this release: git tag -s.',
  ],
  'tag.verification_failed': [
    'error',
    'The signature of tag {tag} could not be verified.',
    'Find out who set the tag, and have an allowed signer create it again.',
  ],
  'tag.not_verified': [
    'error',
    'The policy asks for a verified signature of tag {tag}.',
    'Sign the tag, and name the signer under trust in catalog.yaml.',
  ],
  'tag.broken_signature': ['error', 'Its signature cannot be read.', 'Sign the tag again.'],
  'tag.key_sort': ['error', 'This key type is not supported.', 'Sign with an Ed25519, ECDSA or RSA key.'],
  'tag.no_gpg': [
    'error',
    'The signature was not checked, because gpg is not installed.',
    'Install GnuPG on the machine that collects.',
  ],
  'tag.no_signers': [
    'error',
    'No one is named who may sign tags this way.',
    'Name the signers under trust.tags in catalog.yaml.',
  ],
  'tag.other_signer': [
    'error',
    'Signed by {signer}, whose key is allowed; tagged by [{tagger}, under ]an address that this key is not allowed for.',
    'Tag under the address that the allowed signers file names, or add the other address there.',
  ],
  'tag.other_namespace': [
    'error',
    'Its key is not allowed to sign for git.',
    "Add the namespace git to the key's line in the allowed signers file.",
  ],
  'tag.outside_validity': [
    'error',
    'Its key was not allowed at the time of the tag.',
    'Correct valid-after and valid-before in the allowed signers file.',
  ],
  'tag.unknown_key': [
    'error',
    'It was signed with a key that the catalog does not know.',
    'Name the key under trust.tags in catalog.yaml.',
  ],
  'tag.wrong_signature': [
    'error',
    'The signature was not made for this tag.',
    'Find out who changed the tag.',
  ],
  'tag.x509': ['error', 'X.509 signatures of tags are not supported.', 'Sign with an SSH or GPG key.'],
  'tag.while_no_go': [
    'warning',
    'Tag {tag} was set while the release was NO-GO ({blockers} blocking).',
    'Tag and publish after GO.',
  ],
  'tag.before_commit': [
    'warning',
    'Tag {tag} is dated {taggedAt}, before its commit of {committedAt}; the time of the commit counts.',
    'Correct the clock of the machine that sets tags. The time of an existing tag stays as it is.',
  ],
  'tag.in_future': [
    'error',
    'Tag {tag} or its commit is dated {taggedAt}, which is still to come.',
    'Correct the clock of the machine that commits and sets tags, and release the next version from there.',
  ],
  'tag.before_decision': [
    'warning',
    'Tag {tag} was set on {taggedAt}, before the decision of {decidedAt}.',
    'Decide first, then tag.',
  ],

  'git.forged_object': [
    'error',
    'The repository keeps another tag or commit under the id {id} than the one of that id.',
    'Find out who changed the repository, then collect from a fresh clone.',
  ],
  'git.missing_objects': [
    'warning',
    'The repository lacks objects, so this is unknown[: {fact}].',
    'Clone without --filter and collect again.',
  ],
  'git.no_commit': ['note', 'The tag points to no commit, so this is unknown[: {fact}].'],
  'git.no_tag': ['note', 'There is no tag yet, so git says nothing about it.'],
  'git.no_time': ['note', 'Neither the tag nor its commit has a time.'],
  'git.previous_unknown': [
    'note',
    'Other releases came before this one, and it goes on from none of them, so what changed since is unknown.',
  ],
  'git.previous_without_commit': [
    'note',
    'The release before[, {previous},] points to no commit, so what changed since then is unknown.',
  ],
  'git.shallow': [
    'warning',
    'The clone is shallow, so this is unknown[: {fact}].',
    'Collect from a full clone: git fetch --unshallow --tags.',
  ],

  'dossier.bad_notes': [
    'error',
    'The notes of dossiers are bad: {notes} points at a {type} ({id}), not at a commit of notes, so nothing hung on this release can be read.',
    'Point it at a commit of notes again (git update-ref {notes} COMMIT), or delete it, push it, and collect again.',
  ],
  'dossier.disagree': [
    'error',
    'Two dossiers of this tag differ[, {tree} in the tagged tree][, {note} in a git note][, {release} at the GitHub release][, {directory} among the artifacts][, {archive} in an archive].',
    'Keep one of them, or make them the same.',
  ],
  'dossier.duplicate_evidence': [
    'error',
    'Two artifacts are named "{name}".',
    'Give each a name of its own under evidence in the dossier.',
  ],
  'dossier.newer_schema': [
    'error',
    'The dossier uses schema version {found}; this catalog supports up to {known}.',
    'Update the catalog.',
  ],
  'dossier.not_a_file': ['error', '{path} is not a file.', 'Put the dossier there as a regular file.'],
  'dossier.forged_object': [
    'error',
    '{path} is in the tree, but the repository keeps other bytes under its id.',
    'Find out who changed the repository, then collect from a fresh clone.',
  ],
  'dossier.hidden_characters': [
    'error',
    'A line of the dossier contains characters that do not show[: {shown}].',
    'Write the line again without them. Text from right to left needs no marks around it.',
  ],
  'dossier.object_missing': [
    'error',
    'What the tag holds at {path} is not in this clone, so whether there is a dossier, and what it says, is unknown.',
    'Clone without --filter and collect again.',
  ],
  'dossier.other_service': [
    'error',
    'The dossier is about service "{declared}", but was found at a tag of "{found}".',
    'Correct service in the dossier, or put the dossier at its own tag.',
  ],
  'dossier.other_tag': [
    'error',
    'The dossier was written for tag "{declared}", but was found at "{found}".',
    'Generate the dossier again for this tag.',
  ],
  'dossier.other_version': [
    'error',
    'The dossier is about version {declared}, but its tag says {found}.',
    'Generate the dossier again for this version.',
  ],
  'dossier.symlink': [
    'error',
    '{path} is a symbolic link, which is not followed.',
    'Put the dossier there as a regular file.',
  ],
  'dossier.too_large': [
    'error',
    '{path} has {bytes} bytes, more than the {max} allowed.',
    'Move details into evidence files.',
  ],

  'evidence.commits_disagree': [
    'error',
    'The file names more than one commit.',
    'Write one file per commit.',
  ],
  'evidence.disagree': [
    'error',
    'Two places hold different files for this artifact[: {path}].',
    'Keep one of them.',
  ],
  'evidence.expired': [
    'error',
    'GitHub had the artifact "{artifact}"[, SHA-256 {sha256}], but its bytes have expired.',
    'Keep evidence as an asset of the release: artifacts of runs are only kept for a while.',
  ],
  'evidence.missing': [
    'error',
    'The file is not where the dossier says[: {path}].',
    'Add the file, or correct its path in the dossier.',
  ],
  'evidence.no_place': [
    'error',
    'The dossier does not say where the file is.',
    'Add path to its reference in the dossier.',
  ],
  'evidence.no_room': [
    'error',
    'The file[ {path}] was not read: the evidence of one release may have {max} bytes in all.',
    'Keep what the gates ask for in files of its own, and leave out the details; name a file once, for all its gates.',
  ],
  'evidence.no_reader': [
    'error',
    'No reader supports the format "{format}".',
    'Use a format that the guide lists.',
  ],
  'evidence.not_a_file': ['error', '[{path} ]is not a file.', 'Put the artifact there as a regular file.'],
  'evidence.not_as_recorded': [
    'error',
    '{path} is not what GitHub has on record: SHA-256 {found} of {size} bytes[, recorded {declared}][, recorded size {recorded}].',
    'Upload the file again, or find out who changed it.',
  ],
  'evidence.not_fetched': [
    'error',
    'The file is kept at GitHub[ as {asset}] and was not fetched.',
    'Add github to catalog.yaml, or put the file among the artifacts and name its path.',
  ],
  'evidence.forged_object': [
    'error',
    'The file is in the tree, but the repository keeps other bytes under its id.',
    'Find out who changed the repository, then collect from a fresh clone.',
  ],
  'evidence.object_missing': [
    'error',
    'The file is in the tree, but its content is not in this clone.',
    'Clone without --filter and collect again.',
  ],
  'evidence.other_format': [
    'error',
    'The file is {what}, which is not read.',
    'Write one of the formats that the guide lists[: {way}].',
  ],
  'evidence.other_package': [
    'error',
    'The file is about a package that the dossier does not release.',
    'Name the released package under packages, with version and digest, and make the file from it.',
  ],
  'evidence.other_release': [
    'error',
    'The file names release {release}, which is not this one.',
    'Generate it again for this release.',
  ],
  'evidence.reader_failed': [
    'error',
    'The reader failed on this file ({what}).',
    'Report it with the file: this is a bug in the catalog.',
  ],
  'evidence.symlink': [
    'error',
    '[{path} ]is a symbolic link, which is not followed.',
    'Put the artifact there as a regular file.',
  ],
  'evidence.tampered': [
    'error',
    'The bytes do not match the digest in the dossier: SHA-256 {found}, declared {declared}.',
    'Run the check again, and have it write file and digest together.',
  ],
  'evidence.too_large': [
    'error',
    'The file has {bytes} bytes, more than the {max} allowed.',
    'Split it or leave out details.',
  ],
  'evidence.unrecognized': [
    'error',
    'No reader recognizes the file.',
    'Have its tool write one of the formats that the guide lists; if it is one of them, name the format in the dossier.',
  ],
  'evidence.zone_assumed': ['note', 'Times without a time zone were read as UTC.'],
}
