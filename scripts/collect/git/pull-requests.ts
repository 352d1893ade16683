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
