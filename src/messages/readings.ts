import type { WordTable } from './template.ts'

/** Why a reader judged a file as it did; the families of formats have tables of their own beside this one. */
export const READINGS: WordTable = {
  'evidence.commits_disagree': ['The file names more than one commit.', 'Write one file a commit.'],
  'evidence.zone_assumed': ['Times have no zone and were read as UTC.'],

  'shape.invalid': [
    'The file is not shaped like {format}: a value is wrong, expected {expected}.',
    'Correct it, or name the right format.',
  ],
  'shape.missing': [
    'The file is not shaped like {format}: a value is missing, expected {expected}.',
    'Add it, or name the right format.',
  ],
  'shape.unrecognized_key': ['The key "{key}" is not known in the format {format}.', 'Leave it out.'],

  'record.not_passed': ['Whoever did it says that it did not pass.', 'Do it again once the cause is mended.'],
}
