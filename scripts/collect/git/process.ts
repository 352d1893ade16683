import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { CliError } from '#lib/cli-error.ts'
import { printable, withoutCredentials } from '#lib/text.ts'
import { type Guards, guardArguments, guardedEnvironment, READING } from './guards.ts'

/** A repository to read, and how many processes that has taken: a number that must not grow with the tags. */
export type Git = { directory: string; started: number }

/** A running git command. `finished` rejects with a {@link CliError} when git ends with anything but 0. */
export type RunningGit = { child: ChildProcessWithoutNullStreams; finished: Promise<void> }

/** Starts a plumbing command on a repository that may be hostile. No argument ever holds a foreign name. */
export function startGit(git: Git, args: readonly string[]): RunningGit {
  git.started += 1
  return guardedGit(READING, [`--git-dir=${git.directory}`, ...args], args[0])
}

/** Runs a command that answers with a modest amount of bytes, and within a minute. */
export function runGit(git: Git, args: readonly string[]): Promise<Buffer> {
  return answerOf(startGit(git, args), PATIENCE_MILLISECONDS)
}

/** What makes git wait for ever, such as a pipe that its configuration includes, shows at the first question. */
export const PATIENCE_MILLISECONDS = 60_000

/**
 * The only place that starts git.
 * @param args nothing foreign but what stands behind `--`.
 * @param what the command's name, for messages.
 */
export function guardedGit(guards: Guards, args: readonly string[], what = 'git'): RunningGit {
  const env = guardedEnvironment(guards)
  const child = spawn('git', [...guardArguments(guards), ...args], { env })
  return { child, finished: finished(child, what) }
}

/** All that a command writes, once it has ended. @param patience milliseconds after which it is ended; none = as long as it takes. */
export async function answerOf({ child, finished }: RunningGit, patience?: number): Promise<Buffer> {
  const timer = patience === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), patience)
  child.stdin.end()
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  try {
    await finished
  } finally {
    clearTimeout(timer)
  }
  return Buffer.concat(chunks)
}

/** Ends a command that may still be waiting for input. */
export function stopGit({ child, finished }: RunningGit): void {
  finished.catch(() => {})
  child.kill('SIGKILL')
}

/** Waits for a process to end and to have been read to its end. */
function finished(child: ChildProcessWithoutNullStreams, what: string): Promise<void> {
  let complaint = ''
  child.stderr.on('data', (chunk: Buffer) => {
    if (complaint.length < 2000) complaint += chunk.toString()
  })
  // A git that dies closes its input early; its exit code says more than the broken pipe.
  child.stdin.on('error', () => {})
  return new Promise((resolve, reject) => {
    child.on('error', (error) =>
      reject(new CliError(`git cannot be started: ${error.message}. Install git.`)),
    )
    child.on('close', (code, signal) => {
      if (code === 0) return resolve()
      const said = withoutCredentials(complaint.trim().split('\n').slice(-3).join(' '))
      reject(
        new CliError(`git ${what} ended with ${code ?? signal}: ${printable(said) || 'it gave no reason'}`),
      )
    })
  })
}
