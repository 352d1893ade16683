import { type Git, type RunningGit, startGit, stopGit } from './process.ts'

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

/** git ends at the first tree that it cannot read: it is started again that often, then the rest counts as lacking. */
const MOST_RESTARTS = 1000

/** Starts the process at the first question. @param hexLength of the repository's object ids. */
export function openDifferences(git: Git, hexLength: number): Differences {
  const waiting: Pair[] = []
  let running: RunningGit | null = null
  let restarts = 0
  // After git ended once, each question is followed by an echo: then it is plain at which one it ended.
  let isCareful = false
  let unsent: string[] = []

  const start = () => {
    const process = startGit(git, ['diff-tree', '--stdin', ...OPTIONS])
    const parser = differenceParser(waiting, hexLength)
    process.child.stdout.on('data', parser.read)
    process.finished.then(parser.end, (error) =>
      recover(error, parser.begun, process.child.pid !== undefined),
    )
    running = process
    return process
  }
  const send = () => {
    const process = running ?? start()
    waiting.push(echo())
    process.child.stdin.write(`${unsent.join('')}${FLUSH}`)
    unsent = []
  }
  const recover = (error: unknown, begun: () => Pair[], hasRun: boolean) => {
    running = null
    const asked = [...begun(), ...waiting.splice(0)].filter(({ line }) => line !== FLUSH)
    if (isCareful) asked.shift()?.resolve(null)
    isCareful = true
    unsent = []
    const rest = asked.map((pair) => ({ ...pair, paths: [] }))
    if (!hasRun) for (const pair of rest) pair.reject(error)
    else if (restarts++ >= MOST_RESTARTS) for (const pair of rest) pair.resolve(null)
    else for (const pair of rest) ask(pair)
  }
  const ask = (pair: Pair) => {
    if (unsent.length === 0) setImmediate(send)
    unsent.push(isCareful ? `${pair.line}${FLUSH}` : pair.line)
    waiting.push(pair, ...(isCareful ? [echo()] : []))
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

/**
 * Reads the stream of `diff-tree --stdin -z --name-status` and settles the waiting pairs in order. A pair is complete
 * when the next header or echo comes; pairs that git passed over in silence are settled with null.
 */
function differenceParser(waiting: Pair[], hexLength: number) {
  const headerLength = 2 * hexLength + 2
  let rest: Buffer = Buffer.alloc(0)
  let current: Pair | null = null

  const settle = () => {
    current?.resolve(current.paths)
    current = null
  }
  const startPair = (line: string) => {
    settle()
    if (!waiting.some((pair) => pair.line === line)) return
    while (waiting.length > 0 && waiting[0]?.line !== line) waiting.shift()?.resolve(null)
    current = waiting.shift() ?? null
  }
  return {
    read: (incoming: Buffer) => {
      const chunk = rest.length > 0 ? Buffer.concat([rest, incoming]) : incoming
      let at = 0
      while (at < chunk.length) {
        // A path comes after its status, a capital letter: no file name can imitate a header or an echo.
        const isPath = CAPITAL.has(chunk[at] ?? 0)
        const end = isPath
          ? chunk.indexOf(0, at + 2) + 1
          : at + (chunk[at] === DOT ? FLUSH.length : headerLength)
        if (end === 0 || end > chunk.length) break
        if (isPath) current?.paths.push(chunk.toString('utf8', at + 2, end - 1))
        else startPair(chunk.toString('latin1', at, end))
        at = end
      }
      rest = chunk.subarray(at)
    },
    /** The process has ended well: nothing more will come. */
    end: () => {
      settle()
      for (const pair of waiting.splice(0)) pair.resolve(null)
    },
    /** The pair whose answer has begun, when the process died. */
    begun: () => (current === null ? [] : [current]),
  }
}

const DOT = 0x2e
const CAPITAL = new Set(Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ'))

/** Two trees that `git diff-tree --stdin` is asked to compare. `line` is the question, and the header of the answer. */
type Pair = {
  line: string
  paths: string[]
  resolve: (paths: readonly string[] | null) => void
  reject: (error: unknown) => void
}

function echo(): Pair {
  return { line: FLUSH, paths: [], resolve: () => {}, reject: () => {} }
}

/** What is no pair git echoes at once, and writes out what it holds back: it ends a batch of questions. */
const FLUSH = '.\n'
