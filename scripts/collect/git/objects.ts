import { isItself, objectParser } from './object-parser.ts'
import { type Git, type RunningGit, startGit, stopGit } from './process.ts'

/**
 * An object of the repository. `bytes` is null when it is larger than the caller wanted, `size` says how large; and when it is
 * another object than its id says (`isForged`): bytes of that kind are shown to nobody.
 */
type GitObject = { id: string; type: string; size: number; bytes: Buffer | null; isForged: boolean }

/** One `git cat-file --batch` for a whole run. */
export type Objects = {
  /** Reads an object; null when the repository lacks it. A larger one is passed over without being held. */
  read: (id: string, largest: number) => Promise<GitObject | null>
  /** Ends the process. Answers that are still to come fail. */
  close: () => Promise<void>
}

type Request = {
  id: string
  largest: number
  resolve: (object: GitObject | null) => void
  reject: (error: unknown) => void
}

/**
 * git ends at an object that a partial clone promises and does not have: that one is lacking, and the others are asked for
 * again. A clone that lacks more than this is not worth the time: all else is lacking then.
 */
const MOST_RESTARTS = 1000

/** Starts the process. Objects are asked for by full id only: foreign text never reaches git. */
export function openObjects(git: Git): Objects {
  const waiting: Request[] = []
  let running: RunningGit | null = null
  let ended: Promise<void> = Promise.resolve()
  let restarts = 0
  let unsent: Request[] = []
  let isClosed = false
  const start = () => {
    const process = startGit(git, ['cat-file', '--batch'])
    process.child.stdout.on('data', parserFor(waiting))
    const hasRun = process.child.pid !== undefined
    ended = process.finished.then(
      () => recover(null, hasRun),
      (error) => recover(error, hasRun),
    )
    running = process
    return process
  }
  const recover = (error: unknown, hasRun: boolean) => {
    running = null
    if (isClosed) failAll(waiting, new Error('The repository was closed.'))
    if (waiting.length === 0) return
    if (error === null)
      return failAll(waiting, new Error('git cat-file ended before it had answered everything.'))
    if (!hasRun) return failAll(waiting, error)
    waiting.shift()?.resolve(null)
    const others = waiting.splice(0)
    if (restarts++ >= MOST_RESTARTS) for (const each of others) each.resolve(null)
    else for (const each of others) ask(each)
  }
  const send = () => {
    if (unsent.length === 0) return
    const process = running ?? start()
    waiting.push(...unsent)
    process.child.stdin.write(unsent.map(({ id }) => `${id}\n`).join(''))
    unsent = []
  }
  const ask = (request: Request) => {
    // Whoever asks after the end is no reason to start git again, which would run on for nobody.
    if (isClosed) return request.reject(new Error('The repository was closed.'))
    // One write for all that is asked for in one turn of the event loop.
    if (unsent.length === 0) setImmediate(send)
    unsent.push(request)
  }
  start()
  return {
    read: (id, largest) => new Promise((resolve, reject) => ask({ id, largest, resolve, reject })),
    close: async () => {
      isClosed = true
      failAll(unsent, new Error('The repository was closed.'))
      if (running === null) return
      if (waiting.length > 0) stopGit(running)
      else running.child.stdin.end()
      await ended
    },
  }
}

function parserFor(waiting: Request[]): (chunk: Buffer) => void {
  return objectParser({
    wants: ({ size }) => size <= (waiting[0]?.largest ?? 0),
    answer: (header, bytes) => waiting.shift()?.resolve(header && objectOf(header, bytes)),
  })
}

function objectOf(header: Pick<GitObject, 'id' | 'type' | 'size'>, bytes: Buffer | null): GitObject {
  const isForged = bytes !== null && !isItself(header.id, header.type, bytes)
  return { ...header, bytes: isForged ? null : bytes, isForged }
}

function failAll(waiting: Request[], error: unknown): void {
  for (const request of waiting.splice(0)) request.reject(error)
}
