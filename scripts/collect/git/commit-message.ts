/** `feat(api)!: …`: a conventional commit with the mark of a breaking change. */
const MARKED = /^[A-Za-z][\w-]*(?:\([^()\n]*\))?!:\s*(\S.*)$/
/** The same as an item of a list, as a merge that squashes writes it. */
const LISTED = /^[ \t]*[*+-][ \t]+[A-Za-z][\w-]*(?:\([^()\n]*\))?!:\s*(\S.*)$/m
/** `BREAKING CHANGE: …`, `BREAKING-CHANGE: …`, `BREAKING CHANGES:` and the label `BREAKING:` [003], in capitals as the convention asks. */
const TOLD = /^[ \t]*(?:[*+-][ \t]+)?BREAKING(?:[ -]CHANGES?)?(?::|[ \t]#)[ \t]*(.*(?:\n\s*\S.*)?)/m

/** Of messages that are too long to be read: what they say stays in doubt. */
export const LONGEST_MESSAGE = 1_000_000

/**
 * What a commit's message says that it breaks, by the convention for commit messages; null when it says nothing of the
 * sort. A message that is too long to be read breaks something, as far as anybody can tell.
 * @param subject the first line. @param body all the rest.
 */
export function breakingMark(subject: string, body: string): string | null {
  if (body.length > LONGEST_MESSAGE) return subject
  const told = TOLD.exec(`${subject}\n${body}`)?.[1]?.trim().split('\n', 1)[0]
  if (told !== undefined) return told === '' ? subject : told
  return MARKED.exec(subject)?.[1] ?? LISTED.exec(body)?.[1] ?? null
}

/** Merges that write the number at the start of their subject: GitHub, bors, Azure DevOps. */
const MERGED =
  /^(?:Merge pull request |Auto merge of |Merge (?:PR )?)(#\d{1,9}(?:[ ,]+#\d{1,9})*)|^Merged PR (\d{1,9})\b/
/** `(#12)`, `(!12)`, `(PR #12)`, `(GH-12)`, `(pull request #12)`: squashed commits of GitHub and GitLab, Bitbucket. */
const NAMED = /\((?:PR |MR |pull request )?(?:[#!]|GH-)(\d{1,9})\)/gi
/** What GitLab writes below a merge commit. */
const SEEN = /^See merge request \S{0,300}!(\d{1,9})$/m

/**
 * The numbers of the pull requests that a commit merged, as the forges write them when they merge, in the order of its
 * message. An issue that it closes is none. @param subject the first line. @param body all the rest.
 */
export function pullRequestsIn(subject: string, body: string): number[] {
  const [, listed = '', merged = ''] = MERGED.exec(subject) ?? []
  const numbers = [
    ...(listed.match(/\d+/g) ?? []),
    merged,
    ...Array.from(subject.matchAll(NAMED), ([, number]) => number),
    SEEN.exec(body)?.[1],
  ]
  return [...new Set(numbers.map(Number))].filter((number) => number > 0)
}
