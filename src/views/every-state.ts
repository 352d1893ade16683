import type { Alarm } from '#decide/history/alarms.ts'
import type { ReleaseVerdict } from '#messages/verdict.ts'
import type { ReleaseRow } from './release-list.ts'

/** What each verdict says to whoever wants to run a release. */
export const EVERY_VERDICT: Readonly<Record<ReleaseVerdict, string>> = {
  go: 'Every gate that applies passed. The page says until when.',
  'no-go': 'A gate failed, an approval is not there, or a SEV-1 or SEV-2 risk is open. Do not run it.',
  'aged-out':
    'It was GO at release, and something ran out since: evidence, an approval or an exception. Nothing failed.',
  'no-dossier': 'A tag alone. Nobody put evidence behind it, so nothing was judged.',
  quarantined: 'Its dossier cannot be read, or contradicts its tag. It cannot be judged.',
}

/** Strips as they come, with what each says. */
export const EVERY_STRIP: readonly { strip: string; says: string }[] = [
  { strip: 'pppppp', says: 'All passed.' },
  { strip: 'pwpppp', says: 'Security passed with an exception, which has an owner and an end.' },
  { strip: 'ppnrpp', says: 'Data & billing is not asked of it; the evidence of operations ran out.' },
  { strip: 'pfppff', says: 'Security and delivery failed, and a SEV-1 or SEV-2 risk is open.' },
  { strip: 'nnnnnn', says: 'Nothing was judged.' },
]

/** What stands above everything else on the page of a release, before its verdict is believed. */
export const EVERY_ALARM: Readonly<Record<Alarm, { title: string; says: string }>> = {
  tampered: {
    title: 'Changed bytes.',
    says: 'A file does not have the digest that was declared for it. The release is NO-GO; trust nothing in it until that is explained.',
  },
  moved: {
    title: 'The tag was moved.',
    says: 'It leads to other code than when the release was published. Look at which commit you have.',
  },
  withdrawn: {
    title: 'Withdrawn.',
    says: 'The tag no longer exists. What was published stays here, and a newer GO is named where there is one.',
  },
}

/** What a page says where there is nothing to show. */
export const EVERY_GAP: readonly { title: string; says: string }[] = [
  {
    title: 'No release matches.',
    says: 'The list says which part of the query keeps everything away, and how many there are without it.',
  },
  {
    title: 'No blockers',
    says: 'Stands on the page of a GO in place of the list, with until when.',
  },
  {
    title: 'missing: the dossier names no artifact',
    says: 'A dashed ring marks what is not there where it was asked for. It is never counted as passed.',
  },
  {
    title: 'unknown',
    says: 'What git, the forge or a file cannot tell is called unknown, and is never shown as 0.',
  },
]

/** The newest release of each kind of row: by its verdicts, its strip’s worst cell, and what is said beside its purpose. */
export function rowOfEachKind(rows: readonly ReleaseRow[]): ReleaseRow[] {
  const kinds = Map.groupBy(rows, ({ was, verdict, strip, marks }) =>
    [was, verdict, strip.includes('w'), marks.filter((mark) => LOUD.has(mark))].join(' '),
  )
  return [...kinds.values()].flatMap((each) => each.slice(0, 1))
}

const LOUD: ReadonlySet<string> = new Set(['tampered', 'tag moved', 'pre-release'])
