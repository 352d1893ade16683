import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { sshSignature } from './keys.ts'

/** A person and the time of what they did: RFC 3339, and git keeps its offset. */
export type Author = { name: string; email: string; at: string }

/** Files to write; null removes. A path that ends with `/` and null removes a folder. */
export type TreeChanges = ReadonlyMap<string, Buffer | null>

/** `target`: id of a commit; `message`: null for a lightweight tag; `signedBy`: name of the key that signs an annotated one. */
export type Tag = {
  name: string
  target: string
  message: string | null
  by: Author
  signedBy?: string | undefined
}

/** A growing history. */
export type History = {
  /** Adds a commit to a branch, which begins with its first one. @returns its id. */
  commit: (branch: string, by: Author, message: string, files: TreeChanges) => Promise<string>
  /** Starts `branch` at the head of `from`. */
  fork: (branch: string, from: string) => void
  tag: (tag: Tag) => Promise<void>
  /** Puts the object of a tag that was set under another name as well. */
  tagAgain: (name: string, from: string) => void
  /** Hangs a git note of dossiers on a tag, or on the commit of a lightweight one. */
  note: (tag: string, by: Author, bytes: Buffer) => Promise<void>
}

/**
 * Creates a bare repository in the empty folder `folder` and fills it through one `git fast-import`. Nothing in it depends
 * on the clock, the machine or the user's git configuration. @returns how many tags it has, and what `write` returns.
 * @throws Error when git is missing or refuses the history, and whatever `write` throws.
 */
export async function createRepository<T>(
  folder: string,
  write: (history: History) => Promise<T>,
): Promise<{ tags: number; written: T }> {
  const git = gitIn(folder)
  git(['init', '--quiet', '--bare', '--object-format=sha1', '--initial-branch=main', '--template='])
  const child = spawn('git', ['fast-import', '--quiet', '--done'], { env: environment(folder) })
  const stream = openStream(child)
  const tags = new Map<string, string>()
  try {
    const written = await write(historyOf(stream, tags))
    await stream.end()
    // The stream sets annotated tags only.
    git(['update-ref', '--stdin'], [...tags].map(([name, id]) => `update refs/tags/${name} ${id}\n`).join(''))
    return { tags: tags.size, written }
  } finally {
    child.kill()
  }
}

function gitIn(folder: string) {
  return (args: readonly string[], input = '') =>
    execFileSync('git', args, { env: environment(folder), input, stdio: ['pipe', 'pipe', 'inherit'] })
}

function environment(folder: string): NodeJS.ProcessEnv {
  return { ...process.env, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', GIT_DIR: folder }
}

type Stream = ReturnType<typeof openStream>

/** Commands to `git fast-import`, and its answers. */
function openStream(child: ChildProcessWithoutNullStreams) {
  const input = child.stdin
  const complaint = text(child.stderr)
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', async (code) => {
      if (code === 0) resolve()
      else reject(new Error(`git fast-import refused the history: ${await complaint}`))
    })
  })
  // Whoever waits for an answer or for the end is told.
  ended.catch(() => {})
  input.on('error', () => {})
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    command: (...lines: string[]) => void input.write(`${lines.join('\n')}\n`),
    data(bytes: Buffer) {
      input.write(`data ${bytes.length}\n`)
      input.write(bytes)
      input.write('\n')
    },
    /** The id of the object that was written last, with the only mark. */
    async id(): Promise<string> {
      input.write(`get-mark ${MARK}\n`)
      const answer = await answers.next()
      if (answer.done) await ended
      return String(answer.value)
    },
    /** Without `done` git would take a stream that was cut off for a whole one. */
    end(): Promise<void> {
      input.end('done\n')
      return ended
    },
  }
}

const MARK = ':1'
const NOTES = 'refs/notes/dossier'

/** @param tags the id of what each tag names, filled as they are set. */
function historyOf(stream: Stream, tags: Map<string, string>): History {
  const commit = (ref: string, by: Author, message: string, files: TreeChanges) => {
    stream.command(`commit ${ref}`, `mark ${MARK}`, `author ${identity(by)}`, `committer ${identity(by)}`)
    stream.data(Buffer.from(message))
    for (const [path, bytes] of files) {
      stream.command(bytes === null ? `D ${path.replace(/\/$/, '')}` : `M 100644 inline ${path}`)
      if (bytes !== null) stream.data(bytes)
    }
    return stream.id()
  }
  return {
    commit: (branch, ...rest) => commit(`refs/heads/${branch}`, ...rest),
    fork: (branch, from) => stream.command(`reset refs/heads/${branch}`, `from refs/heads/${from}`),
    async tag(tag) {
      const { name, target, message, by } = tag
      if (message === null) return void tags.set(name, target)
      stream.command(`tag ${name}`, `mark ${MARK}`, `from ${target}`, `tagger ${identity(by)}`)
      stream.data(Buffer.from(withSignature(tag, message)))
      tags.set(name, await stream.id())
    },
    tagAgain: (name, from) => void tags.set(name, objectOf(tags, from)),
    async note(tag, by, bytes) {
      await commit(NOTES, by, `Add the dossier of ${tag}\n`, new Map([[objectOf(tags, tag), bytes]]))
    },
  }
}

/** A tag is signed over the whole text of its object, without the signature that follows it. */
function withSignature({ name, target, by, signedBy }: Tag, message: string): string {
  if (signedBy === undefined) return message
  const head = [`object ${target}`, 'type commit', `tag ${name}`, `tagger ${identity(by)}`]
  return `${message}${sshSignature(signedBy, [...head, '', message].join('\n'))}`
}

function objectOf(tags: ReadonlyMap<string, string>, tag: string): string {
  const id = tags.get(tag)
  if (id === undefined) throw new Error(`The sample has no tag ${tag} yet.`)
  return id
}

/** `Name <mail> seconds +hhmm`, as git writes a person and a time. */
function identity({ name, email, at }: Author): string {
  const offset = at.endsWith('Z') ? '+0000' : at.slice(-6).replace(':', '')
  return `${name} <${email}> ${Date.parse(at) / 1000} ${offset}`
}
