import type { WordTable } from './template.ts'

/** What the collector notices about tags, dossiers and the place of evidence. */
export const COLLECTION: WordTable = {
  'tag.not_utf8': ['The name of the tag is not UTF-8.', 'Tag the commit again under a readable name.'],
  'tag.hidden_characters': [
    'The name of the tag holds characters that cannot be seen.',
    'Tag the commit again under a plain name.',
  ],
  'tag.too_long': ['The name of the tag is too long.', 'Tag the commit again under a shorter name.'],
  'tag.other_name': [
    'The tag object calls itself {says}[, not {tag}]: it was put under another name.',
    'Make a tag of its own for this release.',
  ],
  'tag.verification_failed': [
    'The signature of tag {tag} does not hold.',
    'Find out who set the tag; have it set anew by somebody who may.',
  ],
  'tag.not_verified': [
    'The policy asks for a verified signature of tag {tag}.',
    'Sign the tag, and name the signer under trust in catalog.yaml.',
  ],
  'tag.broken_signature': ['Its signature cannot be read.', 'Sign the tag again.'],
  'tag.key_sort': [
    'It was signed with a sort of key that is not verified here.',
    'Sign with an Ed25519, ECDSA or RSA key.',
  ],
  'tag.no_gpg': ['There is no gpg to verify it with.', 'Install GnuPG where the catalog is collected.'],
  'tag.no_signers': [
    'Nobody is named who may sign tags this way.',
    'Name them under trust.tags in catalog.yaml.',
  ],
  'tag.other_signer': [
    'Signed by {signer}, whose key is allowed; tagged by [{tagger}, under ]an address that this key is not allowed for.',
    'Tag under the address that the allowed signers file names, or name the other address there too.',
  ],
  'tag.other_namespace': [
    'Its key may not sign for git.',
    'Let the allowed signers file name the namespace git.',
  ],
  'tag.outside_validity': [
    'Its key was not allowed at the time of the tag.',
    'Correct the dates in the allowed signers file.',
  ],
  'tag.unknown_key': [
    'It was signed with a key that the catalog does not know.',
    'Name the key under trust.tags in catalog.yaml.',
  ],
  'tag.wrong_signature': ['The signature was not made over this tag.', 'Find out who changed the tag.'],
  'tag.x509': ['X.509 signatures of tags are not verified here.', 'Sign with an SSH or GPG key.'],
  'tag.while_no_go': [
    'Tag {tag} was set while the release was NO-GO ({blockers} in the way).',
    'Tag and publish after GO.',
  ],
  'tag.before_decision': [
    'Tag {tag} was set on {taggedAt}, before the decision of {decidedAt}.',
    'Decide first, tag afterwards.',
  ],

  'git.missing_objects': [
    'The repository lacks objects, so this is unknown[: {fact}].',
    'Collect from a full clone, without --filter.',
  ],
  'git.no_commit': ['The tag points at no commit, so this is unknown[: {fact}].'],
  'git.no_tag': ['Not tagged yet, so git says nothing about it.'],
  'git.no_time': ['Neither the tag nor its commit has a time.'],
  'git.previous_without_commit': [
    'The release before[, {previous},] points at no commit, so what changed since is unknown.',
  ],
  'git.shallow': [
    'The clone is cut off, so this is unknown[: {fact}].',
    'Collect from a full clone: git fetch --unshallow --tags.',
  ],

  'dossier.disagree': [
    'Two dossiers of this tag differ[, {tree} in the tagged tree][, {note} in a git note][, {release} at the GitHub release][, {directory} among the artifacts][, {archive} in an archive].',
    'Keep one of them, or make them the same.',
  ],
  'dossier.duplicate_evidence': ['Two artifacts are named "{name}".', 'Give each a name of its own.'],
  'dossier.newer_schema': [
    'The dossier is written in schema version {found}; this catalog knows up to {known}.',
    'Update the catalog.',
  ],
  'dossier.not_a_file': ['{path} is not a file.', 'Put the dossier there as a plain file.'],
  'dossier.object_missing': [
    '{path} is in the tree, but its content is not in this clone.',
    'Collect from a full clone.',
  ],
  'dossier.other_service': [
    'The dossier is about service "{declared}", but it lies at a tag of "{found}".',
    'Correct the service, or put the dossier at its own tag.',
  ],
  'dossier.other_tag': [
    'The dossier was written for tag "{declared}", but it lies at "{found}".',
    'Generate the dossier again for this tag.',
  ],
  'dossier.other_version': [
    'The dossier is about version {declared}, but its tag says {found}.',
    'Generate the dossier again for this version.',
  ],
  'dossier.symlink': [
    '{path} is a symbolic link, which is not followed.',
    'Put the dossier there as a plain file.',
  ],
  'dossier.too_large': ['{path} has {bytes} bytes, more than the {max} allowed.', 'Leave details out.'],

  'evidence.disagree': ['Two places hold different files for this artifact[: {path}].', 'Keep one of them.'],
  'evidence.expired': [
    'GitHub had the artifact "{artifact}"[, SHA-256 {sha256}], but its bytes have expired.',
    'Keep evidence as an asset of the release: artifacts of runs are kept for a while only.',
  ],
  'evidence.missing': [
    'The file is not where the dossier says[: {path}].',
    'Add the file or correct the path.',
  ],
  'evidence.no_place': ['The dossier does not say where the file is.', 'Add a path.'],
  'evidence.no_reader': ['No reader knows the format "{format}".', 'Use a format of the guide.'],
  'evidence.not_a_file': ['[{path} ]is not a file.', 'Put the artifact there as a plain file.'],
  'evidence.not_as_recorded': [
    '{path} is not what GitHub has on record: SHA-256 {found} of {size} bytes[, recorded {declared}][, recorded size {recorded}].',
    'Upload the file again, or find out who changed it.',
  ],
  'evidence.not_fetched': [
    'The file is kept at GitHub[ as {asset}] and was not fetched.',
    'Let the catalog ask GitHub, or put the file among the artifacts and name its path.',
  ],
  'evidence.object_missing': [
    'The file is in the tree, but its content is not in this clone.',
    'Collect from a full clone.',
  ],
  'evidence.other_format': [
    'The file is {what}, which is not read.',
    'Write one of the formats of the guide.',
  ],
  'evidence.other_package': [
    'The file is about a package that the dossier does not release.',
    'Name what is released under packages, with version and digest, and make the file from that.',
  ],
  'evidence.other_release': [
    'The file names release {release}, which is not this one.',
    'Make it for this release.',
  ],
  'evidence.reader_failed': [
    'The reader stumbled over the file ({what}).',
    'Report it: a reader should never stumble.',
  ],
  'evidence.symlink': [
    '[{path} ]is a symbolic link, which is not followed.',
    'Put the artifact there as a plain file.',
  ],
  'evidence.tampered': [
    'The bytes are not those the dossier names: SHA-256 {found}, declared {declared}.',
    'Run the check again and let it write file and digest together.',
  ],
  'evidence.too_large': ['The file has {bytes} bytes, more than the {max} allowed.', 'Leave details out.'],
  'evidence.unrecognized': ['No reader recognizes the file.', 'Name its format in the dossier.'],
}
