import { objectParser } from './object-parser.ts'
import { type Git, startGit, stopGit } from './process.ts'

/** An object of the repository. `bytes` is null when it is larger than the caller wanted; `size` says how large. */
type GitObject = { id: string; type: string; size: number; bytes: Buffer | null }

/** One `git cat-file --batch` for a whole run. */
export type Objects = {
  /** Reads an object; null when the repository lacks it. A larger one is passed over without being held. */
  read: (id: string, largest: number) => Promise<GitObject | null>
  /** Ends the process. Answers that are still to come fail. */
  close: () => Promise<void>
}

type Request = {
  largest: number
  resolve: (object: GitObject | null) => void
  reject: (error: unknown) => void
}

/** Starts the process. Objects are asked for by full id only: foreign text never reaches git. */
export function openObjects(git: Git): Objects {
  const running = startGit(git, ['cat-file', '--batch'])
  const waiting: Request[] = []
  running.child.stdout.on('data', parserFor(waiting))
  const ended = running.finished.then(
    () => failAll(waiting, new Error('git cat-file ended before it had answered everything.')),
    (error) => failAll(waiting, error),
  )
  let unsent: string[] = []
  const send = () => {
    running.child.stdin.write(unsent.join(''))
    unsent = []
  }
  return {
    read: (id, largest) =>
      new Promise((resolve, reject) => {
        // One write for all that is asked for in one turn of the event loop.
        if (unsent.length === 0) setImmediate(send)
        unsent.push(`${id}\n`)
        waiting.push({ largest, resolve, reject })
      }),
    close: async () => {
      if (waiting.length > 0) stopGit(running)
      else running.child.stdin.end()
      await ended
    },
  }
}

function parserFor(waiting: Request[]): (chunk: Buffer) => void {
  return objectParser({
    wants: ({ size }) => size <= (waiting[0]?.largest ?? 0),
    answer: (header, bytes) => waiting.shift()?.resolve(header && { ...header, bytes }),
  })
}

function failAll(waiting: Request[], error: unknown): void {
  for (const request of waiting.splice(0)) request.reject(error)
}
