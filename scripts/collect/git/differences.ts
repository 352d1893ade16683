import { differenceParser } from './difference-parser.ts'
import { FLUSH, type Pair } from './pair.ts'
import { type Git, type Running, startGit, stopGit } from './process.ts'

/** Paths that differ between pairs of trees, from one `git diff-tree --stdin` for a whole run. */
export type Differences = {
  /** Null when a tree of the pair, or one below it, is not in this repository. Renames count as two paths. */
  between: (before: string, after: string) => Promise<readonly string[] | null>
  close: () => Promise<void>
}

/** The tree without entries; git knows it without having it. By the length of the repository's ids. */
export const EMPTY_TREE: ReadonlyMap<number, string> = new Map([
  [40, '4b825dc642cb6eb9a060e54bf8d69288fbee4904'],
  [64, '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321'],
])

/** git ends at the first tree that it lacks: it is started again that often, then the rest counts as lacking. */
const MOST_RESTARTS = 3

/** Starts the process at the first question. @param hexLength of the repository's object ids. */
export function openDifferences(git: Git, hexLength: number): Differences {
  const waiting: Pair[] = []
  let running: Running | null = null
  let restarts = 0
  let unsent: string[] = []

  const start = () => {
    const process = startGit(git, ['diff-tree', '--stdin', ...OPTIONS])
    const parser = differenceParser(waiting, hexLength)
    process.child.stdout.on('data', parser.read)
    process.finished.then(parser.end, (error) => recover(error, parser.abandon))
    running = process
    return process
  }
  const send = () => {
    const process = running ?? start()
    waiting.push({ line: FLUSH, paths: [], resolve: () => {}, reject: () => {} })
    process.child.stdin.write(`${unsent.join('')}${FLUSH}`)
    unsent = []
  }
  const recover = (error: unknown, abandon: () => void) => {
    running = null
    abandon()
    const rest = waiting.splice(0)
    if (!LACKING.test(String(error))) for (const pair of rest) pair.reject(error)
    else if (restarts++ >= MOST_RESTARTS) for (const pair of rest) pair.resolve(null)
    else for (const pair of rest) if (pair.line !== FLUSH) ask(pair)
  }
  const ask = (pair: Pair) => {
    if (unsent.length === 0) setImmediate(send)
    unsent.push(pair.line)
    waiting.push(pair)
  }
  return {
    between: (before, after) =>
      new Promise((resolve, reject) => ask({ line: `${before} ${after}\n`, paths: [], resolve, reject })),
    close: async () => {
      if (running === null) return
      if (waiting.length > 0) return stopGit(running)
      running.child.stdin.end()
      await running.finished
    },
  }
}

const OPTIONS = ['-r', '-z', '--name-status', '--no-renames', '--ignore-submodules=none', '--no-ext-diff']

const LACKING = /unable to (read|find|parse) tree|bad tree|missing tree|could not read|not a tree/i
