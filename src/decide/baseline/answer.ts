import type { BaselineOutcome } from '#model/baseline.ts'

/** What came of one requirement: the key of the sentence that says why, what it is about, and the files that show it. */
export interface Answer {
  outcome: BaselineOutcome
  because: string
  args: Readonly<Record<string, string | number>>
  /** Paths in the tagged tree. */
  paths: readonly string[]
}

/** @param because key of a sentence about the baseline. */
export function answer(
  outcome: BaselineOutcome,
  because: string,
  args: Answer['args'] = {},
  paths: readonly string[] = [],
): Answer {
  return { outcome, because, args, paths }
}
