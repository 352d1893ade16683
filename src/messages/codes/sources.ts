import type { MessageTable } from '../message.ts'

const AGAIN = 'Pack the artifacts again with zip or tar.'
const PLAIN = 'Pack regular files only, by their paths from the root of the archive.'

/** What the collector notices about the sources of its bytes: GitHub and archives. */
export const SOURCES: MessageTable = {
  'github.absent': ['error', 'GitHub does not have {what}.', 'Correct it in the dossier, or push it.'],
  'github.bundle_elsewhere': ['note', 'GitHub keeps attestations elsewhere that could not be read: {count}.'],
  'github.cut': [
    'warning',
    'GitHub has {total} {what}; the catalog looked at {shown} of them.',
    'Look at the rest on GitHub: what was not looked at proves nothing.',
  ],
  'github.more_attestations': [
    'warning',
    'GitHub may keep more than {shown} attestations about {count|file|files}; the newest {shown} were looked at.',
    'Attest a file once, and delete attestations that nobody needs.',
  ],
  'github.failed': [
    'error',
    'GitHub did not answer for {what}[: {reason}].',
    'Collect again: npm run catalog -- collect.',
  ],
  'github.forbidden': [
    'error',
    'GitHub does not show {what} to this token.',
    'Give the token the permission that the guide names.',
  ],
  'github.not_asked': [
    'warning',
    'The forge could not be asked about this candidate[: {reason}]. Reviews, runs and attestations count as not shown, though collecting may find them[; the policy rests on them with {conditions}].',
    'Judge it again where the forge can be reached, with its token.',
  ],
  'github.gone': ['error', 'GitHub no longer has {what}.', 'Keep evidence as an asset of the release.'],

  'archive.bomb': [
    'error',
    'The archive {archive} is refused[: {entry}] unpacks to {bytes} bytes or more, over {max} times its packed size.',
    'Leave out whatever is not evidence.',
  ],
  'archive.damaged': ['error', 'The archive {archive} cannot be read[: {what}].', AGAIN],
  'archive.encrypted': ['error', 'The archive {archive} is refused: {entry} is encrypted.', AGAIN],
  'archive.entry_too_large': [
    'error',
    'The archive {archive} is refused: {entry} has {bytes} bytes, more than the {max} allowed.',
    'Leave it out, or keep it elsewhere.',
  ],
  'archive.hidden_characters': [
    'error',
    'The archive {archive} is refused: the name {entry} contains invisible characters.',
    'Give the file a plain name.',
  ],
  'archive.link': ['error', 'The archive {archive} is refused: {entry} is a link.', PLAIN],
  'archive.long_path': [
    'error',
    'The archive {archive} is refused: the path {entry} is longer than the {max} characters allowed.',
    'Shorten the path.',
  ],
  'archive.nested': ['error', 'The archive {archive} is refused: it is compressed with gzip twice.', AGAIN],
  'archive.path': [
    'error',
    'The archive {archive} is refused: {entry} leads out of it, or would on another system.',
    PLAIN,
  ],
  'archive.special': [
    'error',
    'The archive {archive} is refused: {entry} is neither a file nor a folder.',
    PLAIN,
  ],
  'archive.symlink': [
    'error',
    'The archive {archive} is a symbolic link, which is not followed.',
    'Put the archive there as a regular file.',
  ],
  'archive.too_large': [
    'error',
    'The archive {archive} is refused: it unpacks to {bytes} bytes, more than the {max} allowed.',
    'Leave out whatever is not evidence, or unpack it into a folder.',
  ],
  'archive.too_many_entries': [
    'error',
    'The archive {archive} is refused: it has more than {max} entries.',
    'Leave out whatever is not evidence, or unpack it into a folder.',
  ],
  'archive.twice': [
    'error',
    'The archive {archive} is refused: {entry} is in it twice.',
    'Keep one of the two entries.',
  ],
  'archive.twins': [
    'error',
    'The archive {archive} is refused: {entry} and {other} are the same name on some systems.',
    'Rename one of them.',
  ],
  'archive.two_names': [
    'error',
    'The archive {archive} is refused: its directory and its entry name {entry} differently.',
    AGAIN,
  ],
  'archive.unknown': [
    'error',
    'The archive {archive} is neither a zip nor a tar[, but {what}].',
    'Check the step that should have written it.',
  ],
  'archive.wrong_checksum': [
    'error',
    'The archive {archive} is refused: the content of {entry} does not match its checksum.',
    AGAIN,
  ],
  'archive.wrong_size': [
    'error',
    'The archive {archive} is refused: {entry} does not have the size it states, or cannot be unpacked.',
    AGAIN,
  ],
}
