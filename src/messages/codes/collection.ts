import type { MessageTable } from '../message.ts'

/** What the collector notices about tags, dossiers and the place of evidence. */
export const COLLECTION: MessageTable = {
  'tag.not_utf8': [
    'error',
    'The name of the tag is not UTF-8.',
    'Tag the commit again under a readable name.',
  ],
  'tag.hidden_characters': [
    'error',
    'The name of the tag holds characters that cannot be seen.',
    'Tag the commit again under a plain name.',
  ],
  'tag.too_long': ['error', 'The name of the tag is too long.', 'Tag the commit again under a shorter name.'],
  'tag.other_name': [
    'warning',
    'The tag object calls itself {says}[, not {tag}]: it was put under another name.',
    'Make a tag of its own for this release.',
  ],
  'tag.verification_failed': [
    'error',
    'The signature of tag {tag} does not hold.',
    'Find out who set the tag; have it set anew by somebody who may.',
  ],
  'tag.not_verified': [
    'error',
    'The policy asks for a verified signature of tag {tag}.',
    'Sign the tag, and name the signer under trust in catalog.yaml.',
  ],
  'tag.broken_signature': ['error', 'Its signature cannot be read.', 'Sign the tag again.'],
  'tag.key_sort': [
    'error',
    'It was signed with a sort of key that is not verified here.',
    'Sign with an Ed25519, ECDSA or RSA key.',
  ],
  'tag.no_gpg': [
    'error',
    'There is no gpg to verify it with.',
    'Install GnuPG where the catalog is collected.',
  ],
  'tag.no_signers': [
    'error',
    'Nobody is named who may sign tags this way.',
    'Name them under trust.tags in catalog.yaml.',
  ],
  'tag.other_signer': [
    'error',
    'Signed by {signer}, whose key is allowed; tagged by [{tagger}, under ]an address that this key is not allowed for.',
    'Tag under the address that the allowed signers file names, or name the other address there too.',
  ],
  'tag.other_namespace': [
    'error',
    'Its key may not sign for git.',
    'Let the allowed signers file name the namespace git.',
  ],
  'tag.outside_validity': [
    'error',
    'Its key was not allowed at the time of the tag.',
    'Correct the dates in the allowed signers file.',
  ],
  'tag.unknown_key': [
    'error',
    'It was signed with a key that the catalog does not know.',
    'Name the key under trust.tags in catalog.yaml.',
  ],
  'tag.wrong_signature': [
    'error',
    'The signature was not made over this tag.',
    'Find out who changed the tag.',
  ],
  'tag.x509': ['error', 'X.509 signatures of tags are not verified here.', 'Sign with an SSH or GPG key.'],
  'tag.while_no_go': [
    'warning',
    'Tag {tag} was set while the release was NO-GO ({blockers} in the way).',
    'Tag and publish after GO.',
  ],
  'tag.before_decision': [
    'warning',
    'Tag {tag} was set on {taggedAt}, before the decision of {decidedAt}.',
    'Decide first, tag afterwards.',
  ],

  'git.missing_objects': [
    'warning',
    'The repository lacks objects, so this is unknown[: {fact}].',
    'Collect from a full clone, without --filter.',
  ],
  'git.no_commit': ['note', 'The tag points at no commit, so this is unknown[: {fact}].'],
  'git.no_tag': ['note', 'Not tagged yet, so git says nothing about it.'],
  'git.no_time': ['note', 'Neither the tag nor its commit has a time.'],
  'git.previous_without_commit': [
    'note',
    'The release before[, {previous},] points at no commit, so what changed since is unknown.',
  ],
  'git.shallow': [
    'warning',
    'The clone is cut off, so this is unknown[: {fact}].',
    'Collect from a full clone: git fetch --unshallow --tags.',
  ],

  'dossier.disagree': [
    'error',
    'Two dossiers of this tag differ[, {tree} in the tagged tree][, {note} in a git note][, {release} at the GitHub release][, {directory} among the artifacts][, {archive} in an archive].',
    'Keep one of them, or make them the same.',
  ],
  'dossier.duplicate_evidence': [
    'error',
    'Two artifacts are named "{name}".',
    'Give each a name of its own.',
  ],
  'dossier.newer_schema': [
    'error',
    'The dossier is written in schema version {found}; this catalog knows up to {known}.',
    'Update the catalog.',
  ],
  'dossier.not_a_file': ['error', '{path} is not a file.', 'Put the dossier there as a plain file.'],
  'dossier.object_missing': [
    'error',
    '{path} is in the tree, but its content is not in this clone.',
    'Collect from a full clone.',
  ],
  'dossier.other_service': [
    'error',
    'The dossier is about service "{declared}", but it lies at a tag of "{found}".',
    'Correct the service, or put the dossier at its own tag.',
  ],
  'dossier.other_tag': [
    'error',
    'The dossier was written for tag "{declared}", but it lies at "{found}".',
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
    'Put the dossier there as a plain file.',
  ],
  'dossier.too_large': [
    'error',
    '{path} has {bytes} bytes, more than the {max} allowed.',
    'Leave details out.',
  ],

  'evidence.commits_disagree': ['error', 'The file names more than one commit.', 'Write one file a commit.'],
  'evidence.disagree': [
    'error',
    'Two places hold different files for this artifact[: {path}].',
    'Keep one of them.',
  ],
  'evidence.expired': [
    'error',
    'GitHub had the artifact "{artifact}"[, SHA-256 {sha256}], but its bytes have expired.',
    'Keep evidence as an asset of the release: artifacts of runs are kept for a while only.',
  ],
  'evidence.missing': [
    'error',
    'The file is not where the dossier says[: {path}].',
    'Add the file or correct the path.',
  ],
  'evidence.no_place': ['error', 'The dossier does not say where the file is.', 'Add a path.'],
  'evidence.no_reader': ['error', 'No reader knows the format "{format}".', 'Use a format of the guide.'],
  'evidence.not_a_file': ['error', '[{path} ]is not a file.', 'Put the artifact there as a plain file.'],
  'evidence.not_as_recorded': [
    'error',
    '{path} is not what GitHub has on record: SHA-256 {found} of {size} bytes[, recorded {declared}][, recorded size {recorded}].',
    'Upload the file again, or find out who changed it.',
  ],
  'evidence.not_fetched': [
    'error',
    'The file is kept at GitHub[ as {asset}] and was not fetched.',
    'Let the catalog ask GitHub, or put the file among the artifacts and name its path.',
  ],
  'evidence.object_missing': [
    'error',
    'The file is in the tree, but its content is not in this clone.',
    'Collect from a full clone.',
  ],
  'evidence.other_format': [
    'error',
    'The file is {what}, which is not read.',
    'Write one of the formats of the guide.',
  ],
  'evidence.other_package': [
    'error',
    'The file is about a package that the dossier does not release.',
    'Name what is released under packages, with version and digest, and make the file from that.',
  ],
  'evidence.other_release': [
    'error',
    'The file names release {release}, which is not this one.',
    'Make it for this release.',
  ],
  'evidence.reader_failed': [
    'error',
    'The reader stumbled over the file ({what}).',
    'Report it: a reader should never stumble.',
  ],
  'evidence.symlink': [
    'error',
    '[{path} ]is a symbolic link, which is not followed.',
    'Put the artifact there as a plain file.',
  ],
  'evidence.tampered': [
    'error',
    'The bytes are not those the dossier names: SHA-256 {found}, declared {declared}.',
    'Run the check again and let it write file and digest together.',
  ],
  'evidence.too_large': [
    'error',
    'The file has {bytes} bytes, more than the {max} allowed.',
    'Leave details out.',
  ],
  'evidence.unrecognized': ['error', 'No reader recognizes the file.', 'Name its format in the dossier.'],
  'evidence.zone_assumed': ['note', 'Times have no zone and were read as UTC.'],
}
