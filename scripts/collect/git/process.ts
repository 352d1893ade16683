import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { CliError } from '#lib/cli-error.ts'
import { printable } from '#lib/text.ts'

/** A repository to read, and how many processes that has taken: a number that must not grow with the tags. */
export type Git = { directory: string; started: number }

/** A running git command. `finished` rejects with a {@link CliError} when git ends with anything but 0. */
export type RunningGit = { child: ChildProcessWithoutNullStreams; finished: Promise<void> }

/**
 * Starts a plumbing command on a repository that may be hostile: no configuration but the repository's own, no
 * replaced objects, no transport, no prompt, no hook, and arguments that never hold a foreign name.
 */
export function startGit(git: Git, args: readonly string[]): RunningGit {
  git.started += 1
  const child = spawn('git', [...SAFE, `--git-dir=${git.directory}`, ...args], { env: readingEnvironment() })
  return { child, finished: finished(child, args[0] ?? 'git') }
}

/** Runs a command that answers with a modest amount of bytes. */
export async function runGit(git: Git, args: readonly string[], input = ''): Promise<Buffer> {
  const { child, finished } = startGit(git, args)
  child.stdin.end(input)
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  await finished
  return Buffer.concat(chunks)
}

/** Ends a command that may still be waiting for input. */
export function stopGit({ child, finished }: RunningGit): void {
  finished.catch(() => {})
  child.kill('SIGKILL')
}

/** Waits for a process to end and to have been read to its end. */
export function finished(child: ChildProcessWithoutNullStreams, what: string): Promise<void> {
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
      const reason = printable(complaint.trim().split('\n').slice(-3).join(' ')) || 'it gave no reason'
      reject(new CliError(`git ${what} ended with ${code ?? signal}: ${reason}`))
    })
  })
}

// The repository was named by the person who runs this, so its owner does not matter; nothing in it is run.
const SAFE = [
  '-c',
  'safe.directory=*',
  '-c',
  'core.fsmonitor=false',
  '-c',
  'protocol.allow=never',
  '-c',
  'i18n.logOutputEncoding=UTF-8',
] // prettier-ignore

/** Also for repositories that name a remote to fetch missing objects from: they stay missing. */
function readingEnvironment(): NodeJS.ProcessEnv {
  return {
    ...gitlessEnvironment(),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: process.platform === 'win32' ? 'NUL' : '/dev/null',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_NO_LAZY_FETCH: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    LC_ALL: 'C',
  }
}

/** This process's environment without what steers git, such as the `GIT_DIR` of a hook that calls us. */
export function gitlessEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')))
}
