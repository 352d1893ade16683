import type { MessageTable } from '../message.ts'

/** What the parsers of documents refuse, and what a schema does not accept. */
export const DOCUMENTS: MessageTable = {
  'document.aliases': [
    'error',
    'The YAML has {what}[, line {line}].',
    'Write the shared part out wherever it is used.',
  ],
  'document.ambiguous_number': [
    'error',
    'The number {what} can be read in two ways[, line {line}].',
    'Write it as JSON does, or put it in quotation marks.',
  ],
  'document.archive': [
    'error',
    'The file is {what}, not the document itself.',
    'Unpack it and name the file inside.',
  ],
  'document.binary': ['error', 'The file is {what}, not text.', 'Name the text file that the tool wrote.'],
  'document.bom': ['error', 'The file starts with {what}.', 'Save it as UTF-8 without a byte order mark.'],
  'document.duplicate_key': [
    'error',
    'The key "{what}" appears twice in one object[, first on line {first}][, again on line {line}].',
    'Keep the one that is meant; the catalog cannot guess which.',
  ],
  'document.empty': ['error', 'The file is empty.', 'Check the step that should have written it.'],
  'document.forbidden_key': ['error', 'The key "{what}" is refused[, line {line}].', 'Rename the key.'],
  'document.html': [
    'error',
    'The file is {what}, not data.',
    'It is often a login or error page saved in place of an artifact: check the download.',
  ],
  'document.lfs_pointer': [
    'error',
    'The file is {what}; its content is not here.',
    'Run git lfs pull before collecting.',
  ],
  'document.lone_surrogate': [
    'error',
    'A text contains half a character[ ({what})][, line {line}].',
    'Write the whole character, or leave it out.',
  ],
  'document.merge_markers': [
    'error',
    'The file is {what}[, line {line}].',
    'Resolve the conflict and commit the file.',
  ],
  'document.not_utf8': [
    'error',
    'The file is not UTF-8: {what}[ on line {line}, column {column}].',
    'Save it as UTF-8.',
  ],
  'document.not_a_number': [
    'error',
    'The file has {what} in place of a number[, line {line}]; that is not JSON, and nothing was measured.',
    'Write null if nothing was measured.',
  ],
  'document.number_infinite': [
    'error',
    'The number {what} is too large to be represented[, line {line}].',
    'Check the step that computed it, and write a finite number.',
  ],
  'document.number_unsafe': [
    'error',
    'The number {what} cannot be kept exactly[, line {line}].',
    'Write it as text, in quotation marks.',
  ],
  'document.string_too_long': [
    'error',
    'A text has {length} characters, more than the {max} allowed[, line {line}].',
    'Shorten it, or keep it in a file of its own.',
  ],
  'document.syntax': [
    'error',
    'The file cannot be parsed[: {what}][, line {line}, column {column}].',
    'Fix the syntax, or have the tool write the file again.',
  ],
  'document.too_deep': ['error', 'The document is nested deeper than {max} levels.', 'Flatten it.'],
  'document.too_large': [
    'error',
    'The file has {bytes} bytes, more than the {max} allowed.',
    'Split it or leave out details.',
  ],
  'document.too_many_items': [
    'error',
    'The document holds more than {max} values.',
    'Split it or leave out details.',
  ],
  'document.too_many_keys': [
    'error',
    'An object has more than {max} keys[, line {line}].',
    'Split the object.',
  ],
  'document.truncated': [
    'error',
    'The file ends too early[, line {line}].',
    'Run the step that writes it again, to the end.',
  ],
  'document.two_documents': [
    'error',
    'The file holds more than one document[, line {line}].',
    'Keep one document per file.',
  ],
  'document.utf16': ['error', 'The file is {what}.', 'Save it as UTF-8.'],
  'document.yaml_key': ['error', 'A key is not text[, line {line}].', 'Put the key in quotation marks.'],
  'document.yaml_tag': [
    'error',
    'The YAML uses a tag[, line {line}].',
    'Remove the tag; plain values are enough.',
  ],
  'document.yaml_version': ['error', 'The YAML declares version {what}.', 'Write YAML 1.2.'],

  'schema.invalid': [
    'error',
    'Expected {expected}[, found {found}].',
    'Correct the value; the schema is in /schema/.',
  ],
  'schema.missing': [
    'error',
    'A value is missing: expected {expected}.',
    'Add it; the schema is in /schema/.',
  ],
  'schema.unrecognized_key': [
    'error',
    'The key "{key}" is not known here.',
    'Correct its spelling or remove it.',
  ],

  'shape.invalid': [
    'error',
    'The file does not match the format {format}: a value is wrong, expected {expected}.',
    'Correct the value, or name the right format.',
  ],
  'shape.missing': [
    'error',
    'The file does not match the format {format}: a value is missing, expected {expected}.',
    'Add the value, or name the right format.',
  ],
  'shape.unrecognized_key': ['error', 'The format {format} has no key "{key}".', 'Remove the key.'],
}
