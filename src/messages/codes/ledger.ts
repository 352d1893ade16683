import type { MessageTable } from '../message.ts'

/** What `catalog verify` finds in the ledger and in what it records. */
export const LEDGER: MessageTable = {
  'ledger.cut_off': [
    'error',
    'Line {line} of the ledger has no end: the file was cut off.',
    'Fetch the ledger again from where it was published.',
  ],
  'ledger.unreadable': [
    'error',
    'Line {line} of the ledger is not an entry[ ({why})].',
    'Fetch the ledger again from where it was published.',
  ],
  'ledger.not_canonical': [
    'error',
    'Line {line} of the ledger is not in canonical form, so its digest is not the one that the chain holds.',
    'Fetch the ledger again from where it was published.',
  ],
  'ledger.index': [
    'error',
    'Line {line} of the ledger, {release}, says that it is entry {index}, but it is in the place of entry {expected}.',
    'An entry was removed, added or moved: find out who did it.',
  ],
  'ledger.link': [
    'error',
    'Line {line} of the ledger, {release}, does not hold the digest of the entry before it.',
    'An entry before it was changed: compare with a copy that someone else kept.',
  ],
  'ledger.act': [
    'error',
    'Line {line} of the ledger says that {release} was {act}, which cannot follow its earlier entries.',
    'An entry was removed or made up: compare with a copy that someone else kept.',
  ],
  'ledger.older_form': [
    'error',
    'Line {line} of the ledger says of {release} no longer how it was judged, though the line before does.',
    'An entry was made up: compare with a copy that someone else kept.',
  ],
  'ledger.head': [
    'error',
    'The last entry of the ledger has digest {found}; the catalog was made with {said}.',
    'The ledger was cut or replaced after the catalog was made: compare with a copy that someone else kept.',
  ],
  'ledger.rewritten': [
    'error',
    'From line {line} on the ledger differs from the older one at {previous}.',
    'What was published was rewritten: find out by whom before you trust this catalog.',
  ],
  'ledger.shorter': [
    'error',
    'The ledger has {entries|entry|entries} and once had {once}, the last with digest {head}.',
    'Entries were taken off what was published: find out by whom before you trust this catalog.',
  ],
  'ledger.other_entry': [
    'error',
    'Entry {entry} of the ledger has digest {found} and once had {once}.',
    'What was published was rewritten: find out by whom before you trust this catalog.',
  ],
  'ledger.older': [
    'error',
    'The catalog was made at {found}; one that was made at {once} was seen here before.',
    'An older catalog was put over a newer one: ask whoever publishes it, and start its workflow again.',
  ],
  'ledger.overdue': [
    'warning',
    'The catalog was made at {generatedAt}, and a newer one was expected before {expectedBefore}; it is {now} now.',
    'Releases may be missing and verdicts of today may have changed: ask whoever publishes it, and look at the last runs of its workflow.',
  ],
  'ledger.not_yet': [
    'error',
    'The catalog says that it was made at {generatedAt}, and it is only {now}.',
    'Set your clock; if it is right, somebody made the catalog look newer than it can be.',
  ],
  'ledger.record_missing': [
    'error',
    '{file} is missing, but ledger entry {entry} says that it was published.',
    'Fetch the whole catalog again.',
  ],
  'ledger.record_differs': [
    'error',
    '{file} has SHA-256 {found}; ledger entry {entry} says {expected}.',
    'The record was changed after it was published: collect again from the repository.',
  ],
  'ledger.record_foreign': [
    'error',
    '{file} has the digest of ledger entry {entry}, but this version of the program cannot read it.',
    'Verify with the version that made the catalog.',
  ],
  'ledger.record_unknown': [
    'error',
    '{file} is in no entry of the ledger.',
    'It was not put there by collecting: find out where it comes from.',
  ],
  'ledger.evidence_missing': [
    'error',
    '{file} is missing, but its record says that it is published.',
    'Fetch the whole catalog again.',
  ],
  'ledger.evidence_differs': [
    'error',
    '{file} has SHA-256 {found}, not the digest in its name.',
    'The artifact was changed after it was published: fetch the whole catalog again.',
  ],
  'ledger.superseded_differs': [
    'error',
    '{file} has SHA-256 {found}, not the digest in its name.',
    'The record was changed after it was superseded: ask for a copy that someone else kept.',
  ],
  'ledger.policy_edited': [
    'error',
    'The policy {policy} says something else than when it judged {release}, by entry {entry} of the ledger.',
    'The policy was edited, which turns verdicts: compare it with a copy that someone else kept.',
  ],
  'ledger.policy_missing': [
    'error',
    'The policy {policy} judged {release}, by entry {entry} of the ledger, and is not published any more.',
    'Put the file of the policy back and collect again.',
  ],
  'ledger.entry_differs': [
    'error',
    'Entry {entry} of the ledger is not what the record of {release} and the policies give: {at}[ is {found}][ instead of {expected}].',
    'The entry or the record was made up, or another version of the program judged: verify with that version.',
  ],
  'ledger.reading_differs': [
    'error',
    'What the record of {release} says of {item} is not what its published bytes say: {at}[ is {found}][ instead of {expected}].',
    'The record was edited, or made by another version of the program: verify with that version.',
  ],
  'ledger.signature_differs': [
    'error',
    'What the record of {release} says of the signatures of {item} is not what comes of checking them again: {at}[ is {found}][ instead of {expected}].',
    'The record was edited, or its signatures were checked with other trust: verify with the configuration of its repository and --config.',
  ],
  'ledger.notes_differ': [
    'error',
    'The notes of {release} are not what its dossier gives: {at}[ is {found}][ instead of {expected}].',
    'The record was edited, or made by another version of the program: verify with that version.',
  ],
  'ledger.document_missing': ['error', '{file} is missing.', 'Fetch the whole catalog again.'],
  'ledger.document_differs': [
    'error',
    '{file} is not what the records and the policies give: {at}[ is {found}][ instead of {expected}].',
    'It was edited, or made by another version of the program: verify with that version.',
  ],
  'ledger.page_differs': [
    'error',
    '{file} is not what building anew from the published records gives.',
    'It was edited, or built with other texts, another --site or another version of the program: build with those.',
  ],
  'ledger.file_unknown': [
    'error',
    '{file} follows from no record of the ledger.',
    'It was not put there by collecting or building: find out where it comes from.',
  ],
  'ledger.reuse_differs': [
    'error',
    'The record of {release} is wrong about who offered the bytes of "{item}" before[: {found}][ instead of {expected}].',
    'Collecting compares the evidence of all releases; find out who changed this since.',
  ],
  'ledger.risks_differ': [
    'error',
    'The record of {release} is wrong about the risks that earlier releases left open and its dossier does not list: {at}[ is {found}][ instead of {expected}].',
    'Collecting carries open risks from release to release; find out who changed this since.',
  ],
  'ledger.against_differs': [
    'error',
    'The record of {release} is not what the repository gives: {at}[ is {found}][ instead of {expected}].',
    'What is published was made up, or it was collected with another configuration, program or clone: collect with those.',
  ],
  'ledger.against_missing': [
    'error',
    'The repository has {release}, which is not published.',
    'It was left out or tagged after the catalog was made: collect again from the repository.',
  ],
  'ledger.against_unknown': [
    'error',
    '{release} is published, and the repository has no tag for it.',
    'It was made up, or its tag is missing in this clone: fetch the tags (git fetch --tags) and verify again.',
  ],
  'ledger.index_unreadable': [
    'error',
    '{file} is missing, or is not an index of releases.',
    'Fetch the whole catalog again.',
  ],
  'ledger.verdict_differs': [
    'error',
    '{file} says something else about {release} than its record and the policies give.',
    'The verdict was edited, or made by another version of the program: verify with that version.',
  ],
  'ledger.statement_missing': [
    'error',
    '{file} is missing, though its release was evaluated.',
    'Fetch the whole catalog again.',
  ],
  'ledger.statement_differs': [
    'error',
    '{file} is not what the record and the policies give: {at}[ is {found}][ instead of {expected}].',
    'The statement was edited, or made by another version of the program: verify with that version.',
  ],
  'ledger.statement_unknown': [
    'error',
    '{file} states a verdict that follows from no record of the ledger.',
    'It was not put there by collecting: find out where it comes from.',
  ],
  'ledger.statement_list_missing': [
    'error',
    '{file} is missing: nothing lists the statements that were signed.',
    'Fetch the whole catalog again.',
  ],
  'ledger.statement_list_differs': [
    'error',
    'Line {line} of {file} is not the digest of a statement that follows from the records.',
    'The list was edited, or made by another version of the program: verify with that version.',
  ],
  'ledger.verdict_missing': [
    'error',
    '{file} does not list {release}, which the ledger says was published.',
    'The index was edited, or made by another version of the program: verify with that version.',
  ],
}
