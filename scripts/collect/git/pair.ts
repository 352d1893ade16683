/** Two trees that `git diff-tree --stdin` is asked to compare. `line` is the question, and the header of the answer. */
export type Pair = {
  line: string
  paths: string[]
  resolve: (paths: readonly string[] | null) => void
  reject: (error: unknown) => void
}

/** What is no pair git echoes at once, and writes out what it holds back: it ends a batch of questions. */
export const FLUSH = '.\n'
