import type { MessageTable } from '../message.ts'

/** Where this program failed on one release: its own fault, which must not become that of the others. */
export const INTERNAL: MessageTable = {
  'internal.reading_failed': [
    'error',
    'The catalog failed while it read this release ({what}), so nothing of it counts. The fault is in the catalog.',
    'Run catalog collect again with --debug, and report what it prints as an issue, with the tag and its dossier.',
  ],
  'internal.judging_failed': [
    'error',
    'The catalog failed while it judged this release ({what}), so it has no verdict. The fault is in the catalog.',
    'Run catalog collect again with --debug, and report what it prints as an issue, with the record of this release.',
  ],
  'internal.notes_failed': [
    'error',
    'The catalog failed while it rendered the {part} of this release ({what}). The fault is in the catalog.',
    'Report it as an issue with the text of that part; until it is fixed, a shorter or plainer text helps.',
  ],
  'internal.page_failed': [
    'error',
    'The catalog failed while it made this page ({what}). The fault is in the catalog; the other pages are what they should be.',
    'Report what the build printed about this page as an issue. The facts behind it are in the API as they were collected.',
  ],
}
