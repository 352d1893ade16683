import { execFileSync } from 'node:child_process'

/** A file's content, a symbolic link, or null for a file that is taken away. */
export type Content = string | Buffer | { link: string } | null

export type Commit = {
  commit: string
  /** With offset: `2026-01-02T03:04:05+07:00`. */
  at: string
  subject: string
  files?: Record<string, Content>
  /** The commit before on the list, unless said otherwise. */
  parents?: readonly string[]
}

export type Tag = {
  tag: string | Buffer
  of: string
  /** With a message it is annotated, and has a time of its own. */
  message?: string
  at?: string
}

export type Step = Commit | Tag

/**
 * Builds a bare repository in one `git fast-import`, with the same object ids wherever and whenever it runs. Commits
 * and annotated tags are referred to by the names given here.
 */
export function buildRepository(
  folder: string,
  steps: readonly Step[],
  format: 'sha1' | 'sha256' = 'sha1',
): string {
  git(['init', '--quiet', '--bare', '--initial-branch=main', `--object-format=${format}`, folder])
  const marks = new Map<string, number>()
  let last: string | null = null
  const chunks: Buffer[] = []
  for (const step of steps) {
    if ('commit' in step) {
      const parents: readonly string[] = step.parents ?? (last === null ? [] : [last])
      marks.set(step.commit, marks.size + 1)
      chunks.push(commitStream(step, marks, parents))
      last = step.commit
    } else {
      chunks.push(tagStream(step, marks))
    }
  }
  git([`--git-dir=${folder}`, 'fast-import', '--quiet', '--force'], Buffer.concat(chunks))
  git([`--git-dir=${folder}`, 'pack-refs', '--all'])
  return folder
}

/** Runs git on a repository and answers with what it prints. */
export function git(args: readonly string[], input?: Buffer | string): string {
  const env = { PATH: process.env['PATH'], HOME: '/nonexistent', GIT_CONFIG_NOSYSTEM: '1', LC_ALL: 'C' }
  return execFileSync('git', args, { env, input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] }).trim()
}

/** `2026-01-02T03:04:05+07:00` as git writes it: seconds and offset. */
function moment(at: string): string {
  const offset = at.endsWith('Z') ? '+0000' : at.slice(-6).replace(':', '')
  return `${Date.parse(at) / 1000} ${offset}`
}

function commitStream(step: Commit, marks: ReadonlyMap<string, number>, parents: readonly string[]): Buffer {
  const [first, ...merged] = parents
  const who = `Ada Tester <ada@secret.example> ${moment(step.at)}`
  return join([
    // Each commit starts its branch anew, so that histories can fork.
    ...(first === undefined ? ['reset refs/heads/main\n\n'] : []),
    `commit refs/heads/main\nmark :${marks.get(step.commit)}\nauthor ${who}\ncommitter ${who}\n`,
    data(step.subject),
    ...(first === undefined ? [] : [`from :${marks.get(first)}\n`]),
    ...merged.map((name) => `merge :${marks.get(name)}\n`),
    ...Object.entries(step.files ?? {}).flatMap(([path, content]) => fileStream(path, content)),
    '\n',
  ])
}

function fileStream(path: string, content: Content): (string | Buffer)[] {
  if (content === null) return [`D ${path}\n`]
  if (typeof content === 'object' && 'link' in content) {
    return [`M 120000 inline ${path}\n`, data(content.link)]
  }
  return [`M 100644 inline ${path}\n`, data(content)]
}

function tagStream({ tag, of, message, at }: Tag, marks: Map<string, number>): Buffer {
  const from = `from :${marks.get(of)}\n`
  if (message === undefined) return join(['reset refs/tags/', tag, `\n${from}\n`])
  const tagger = `tagger Ada Tester <ada@secret.example> ${moment(at ?? '')}\n`
  marks.set(String(tag), marks.size + 1)
  return join(['tag ', tag, `\nmark :${marks.get(String(tag))}\n${from}${tagger}`, data(message)])
}

function data(content: string | Buffer): Buffer {
  const bytes = Buffer.from(content)
  return join([`data ${bytes.length}\n`, bytes, '\n'])
}

function join(parts: readonly (string | Buffer)[]): Buffer {
  return Buffer.concat(parts.map((part) => Buffer.from(part)))
}
