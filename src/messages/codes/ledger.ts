import type { MessageTable } from '../message.ts'

/** What is said of the ledger and of what it remembers. */
export const LEDGER: MessageTable = {
  'ledger.cut_off': [
    'error',
    'Line {line} of the ledger has no end: the file was cut off.',
    'Fetch it again from where it was published.',
  ],
  'ledger.unreadable': [
    'error',
    'Line {line} of the ledger is no entry[ ({why})].',
    'Fetch it again from where it was published.',
  ],
  'ledger.not_canonical': [
    'error',
    'Line {line} of the ledger is not in canonical form, so its digest is not the one that the chain holds.',
    'Fetch it again from where it was published.',
  ],
  'ledger.index': [
    'error',
    'Line {line} of the ledger, {release}, says that it is entry {index}; it stands where entry {expected} belongs.',
    'An entry was removed, added or moved: find out who did it.',
  ],
  'ledger.link': [
    'error',
    'Line {line} of the ledger, {release}, does not hold the digest of the entry before it.',
    'An entry before it was changed: compare with a copy that somebody else kept.',
  ],
  'ledger.act': [
    'error',
    'Line {line} of the ledger says that {release} was {act}, which cannot follow what it said before.',
    'An entry was removed or made up: compare with a copy that somebody else kept.',
  ],
  'ledger.head': [
    'error',
    'The last entry of the ledger has digest {found}; the catalog was made with {said}.',
    'The ledger was cut or replaced after the catalog was made.',
  ],
  'ledger.rewritten': [
    'error',
    'From line {line} on the ledger differs from the older one at {previous}.',
    'What was published was rewritten: find out by whom before you trust this catalog.',
  ],
  'ledger.record_missing': [
    'error',
    '{file} is not there; ledger entry {entry} says that it was published.',
    'Fetch the catalog again, whole.',
  ],
  'ledger.record_differs': [
    'error',
    '{file} has SHA-256 {found}; ledger entry {entry} says {expected}.',
    'The record was changed after it was published.',
  ],
  'ledger.record_foreign': [
    'error',
    '{file} has the digest of ledger entry {entry}, but this version of the program cannot read it.',
    'Verify with the version that made the catalog.',
  ],
  'ledger.record_unknown': [
    'error',
    '{file} is in no entry of the ledger.',
    'It was put there by other means than collecting.',
  ],
  'ledger.evidence_missing': [
    'error',
    '{file} is not there, though its record says that it is published.',
    'Fetch the catalog again, whole.',
  ],
  'ledger.evidence_differs': [
    'error',
    '{file} has SHA-256 {found}, not the digest in its name.',
    'The artifact was changed after it was published.',
  ],
  'ledger.index_unreadable': [
    'error',
    '{file} is not there, or is no index of releases.',
    'Fetch the catalog again, whole.',
  ],
  'ledger.verdict_differs': [
    'error',
    '{file} says of {release} something else than its record and the policies do.',
    'The verdict was edited, or made by another version of the program.',
  ],
  'ledger.statement_missing': [
    'error',
    '{file} is not there, though its release was judged.',
    'Fetch the catalog again, whole.',
  ],
  'ledger.statement_differs': [
    'error',
    '{file} is not what the record and the policies make it: {at}[ is {found}][ instead of {expected}].',
    'The statement was edited, or made by another version of the program.',
  ],
  'ledger.statement_unknown': [
    'error',
    '{file} states a verdict that no record of the ledger comes to.',
    'It was put there by other means than collecting.',
  ],
  'ledger.statement_list_missing': [
    'error',
    '{file} is not there: nothing lists the statements that were signed.',
    'Fetch the catalog again, whole.',
  ],
  'ledger.statement_list_differs': [
    'error',
    'Line {line} of {file} is not the digest of a statement that the records come to.',
    'The list was edited, or made by another version of the program.',
  ],
  'ledger.verdict_missing': [
    'error',
    '{file} does not list {release}, which the ledger says was published.',
    'The index was edited, or made by another version of the program.',
  ],
}
