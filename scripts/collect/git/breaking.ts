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
