import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { put } from '../collecting.ts'

/** A repository whose every part that can run a program does, and the folder in which each leaves a mark of its name. */
export type HostileRepository = {
  folder: string
  /** The blob of its dossier, which it lacks, so that whoever wants it has to fetch it. */
  missing: string
  /** What a command leaves behind that is started without any guard; then they are gone. */
  marksOf: (args: readonly string[], options?: Unguarded) => string[]
  /** What was left behind since. */
  takeMarks: () => string[]
}

export type Unguarded = { input?: string; env?: Record<string, string>; tty?: boolean }

/** Settings by the mark that their program leaves; `!` stands for that program. */
const SETTINGS = `
[core]
  fsmonitor = ! fsmonitor
  hooksPath = BIN
  pager = ! pager
  sshCommand = ! ssh
  gitProxy = BIN/proxy
  alternateRefsCommand = ! alternates
[alias]
  own = "!! alias"
[gpg]
  program = BIN/gpg
[credential]
  helper = "!! credential"
[diff]
  external = ! diff
[diff "evil"]
  textconv = ! textconv
[filter "evil"]
  smudge = ! smudge
[uploadpack]
  packObjectsHook = ! pack
[protocol "ext"]
  allow = always
[remote "ext"]
  url = ext::! ext
  promisor = true
[remote "ssh"]
  url = ssh://evil.example/x
  promisor = true
[remote "file"]
  url = /nowhere
  uploadpack = ! uploadpack
  promisor = true
[remote "git"]
  url = git://evil.example/x
  promisor = true
[i18n]
  logOutputEncoding = ISO-8859-1
`

/** The date and the people of every commit. */
const WHO = {
  GIT_AUTHOR_NAME: 'Émile',
  GIT_COMMITTER_NAME: 'Émile',
  GIT_AUTHOR_EMAIL: 'e@example.org',
  GIT_COMMITTER_EMAIL: 'e@example.org',
  GIT_AUTHOR_DATE: '2026-01-01T00:00:00Z',
  GIT_COMMITTER_DATE: '2026-01-01T00:00:00Z',
}

/** Makes it below a folder: two releases, 1.0.0 without the bytes of its dossier, and a signed tag. */
export function makeHostile(below: string): HostileRepository {
  const folder = join(below, 'product')
  const marks = join(below, 'marks')
  const evil = join(below, 'evil')
  mkdirSync(marks)
  executable(evil, `: > "${marks}/$1"`)
  // Where git takes no arguments, and hooks.
  for (const name of ['gpg', 'proxy', 'reference-transaction'])
    executable(join(below, 'bin', name), `"${evil}" ${name}`)
  commits(folder)
  submodule(folder, evil)
  const missing = run(folder, ['rev-parse', 'v1.0.0:release/dossier.json'])
  rmSync(objectFile(folder, missing))
  untrueHistory(folder, join(below, 'scratch'))
  put(join(folder, '.git/info/attributes'), '*.x diff=evil filter=evil\n')
  for (const name of ['objects', 'refs']) mkdirSync(join(below, 'other', name), { recursive: true })
  put(join(folder, '.git/objects/info/alternates'), `${join(below, 'other/objects')}\n`)
  // Through a file that it includes: whoever looks at `.git/config` sees none of it.
  const told = SETTINGS.replaceAll('!!', `!${evil}`)
    .replaceAll('= ! ', `= ${evil} `)
    .replaceAll('::! ', `::${evil} `)
  put(join(below, 'settings'), told.replaceAll('BIN', join(below, 'bin')))
  put(join(folder, '.git/config'), `${CONFIG}[include]\n  path = ${join(below, 'settings')}\n`)
  const takeMarks = () => {
    const found = readdirSync(marks).sort()
    for (const name of found) rmSync(join(marks, name))
    return found
  }
  return {
    folder,
    missing,
    takeMarks,
    marksOf: (args, options) => {
      unguarded(folder, args, options)
      return takeMarks()
    },
  }
}

/** A commit graph, a graft and a replacement, each of which tells another history than the commits. */
function untrueHistory(folder: string, scratch: string): void {
  const [first = '', second = ''] = ['v1.0.0', 'v1.1.0'].map((tag) => run(folder, ['rev-parse', tag]))
  const graph = forgedCommitGraph(folder, second, run(folder, ['rev-parse', `${first}^{tree}`]), scratch)
  put(join(folder, '.git/objects/info/commit-graph'), graph)
  put(join(folder, '.git/info/grafts'), `${second}\n`)
  const [one = '', two = ''] = [`${first}:a.x`, `${second}:a.x`].map((blob) =>
    run(folder, ['rev-parse', blob]),
  )
  run(folder, ['replace', two, one])
}

const CONFIG = `[core]
  repositoryformatversion = 1
[extensions]
  partialClone = ext
`

function commits(folder: string): void {
  run(null, ['init', '--quiet', '--initial-branch=main', folder])
  put(join(folder, 'release/dossier.json'), '{}')
  put(join(folder, 'a.x'), 'one\n')
  commit(folder, 'v1.0.0')
  rmSync(join(folder, 'release'), { recursive: true })
  put(join(folder, 'a.x'), 'two\n')
  commit(folder, 'v1.1.0')
  const head = run(folder, ['rev-parse', 'HEAD'])
  const text = `object ${head}\ntype commit\ntag signed\ntagger E <e@example.org> 1767225600 +0000\n\nm\n${SIGNATURE}`
  const tag = run(folder, ['hash-object', '-t', 'tag', '-w', '--stdin'], text)
  run(folder, ['update-ref', 'refs/tags/signed', tag])
}

const SIGNATURE = '-----BEGIN PGP SIGNATURE-----\n\nx\n-----END PGP SIGNATURE-----\n'

function commit(folder: string, tag: string): void {
  run(folder, ['add', '--all'])
  run(folder, ['commit', '--quiet', '-m', tag])
  run(folder, ['tag', tag])
}

/** A submodule that is checked out, and hostile itself. */
function submodule(folder: string, evil: string): void {
  const inner = join(folder, 'sub')
  run(null, ['init', '--quiet', '--initial-branch=main', inner])
  put(join(inner, 'b.txt'), 'b\n')
  commit(inner, 'v0')
  run(folder, ['add', 'sub'])
  run(inner, ['config', 'core.fsmonitor', `${evil} submodule`])
}

/** Runs git as anybody would, in the hostile repository. */
export function unguarded(
  folder: string,
  args: readonly string[],
  { input = '', env = {}, tty = false }: Unguarded = {},
): string {
  const [program, ...all] = tty
    ? ['script', '-qec', ['git', ...args].join(' '), '/dev/null']
    : ['git', ...args]
  const { stdout, stderr } = spawnSync(program ?? '', all, {
    cwd: folder,
    input,
    encoding: 'latin1',
    env: { ...PLAIN, ...WHO, TERM: 'dumb', ...env },
  })
  return `${stdout}${stderr}`
}

const PLAIN = { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', LC_ALL: 'C' }

/** Runs git while a repository is made. */
export function run(folder: string | null, args: readonly string[], input = ''): string {
  const env = { ...PLAIN, ...WHO, GIT_CONFIG_NOSYSTEM: '1' }
  const where = folder === null ? [] : ['-C', folder, '-c', 'protocol.file.allow=always']
  return execFileSync('git', [...where, ...args], { env, input, encoding: 'utf8', stdio: 'pipe' }).trim()
}

/** Where a loose object lies. */
export function objectFile(folder: string, id: string): string {
  const git = existsSync(join(folder, '.git')) ? join(folder, '.git') : folder
  return join(git, 'objects', id.slice(0, 2), id.slice(2))
}

/** Puts other bytes where a loose object lies, under its old name. */
export function forge(folder: string, id: string, type: string, bytes: string | Buffer): void {
  const content = Buffer.from(bytes)
  const file = objectFile(folder, id)
  rmSync(file, { force: true })
  put(file, deflateSync(Buffer.concat([Buffer.from(`${type} ${content.length}\0`), content])))
}

/** A commit graph that tells of a commit with the tree of another one. */
export function forgedCommitGraph(folder: string, id: string, tree: string, scratch: string): Buffer {
  cpSync(join(folder, '.git'), scratch, { recursive: true })
  const text = run(folder, ['cat-file', 'commit', id]).replace(/^tree .*/, `tree ${tree}`)
  forge(scratch, id, 'commit', `${text}\n`)
  run(null, [`--git-dir=${scratch}`, 'commit-graph', 'write', '--reachable'])
  return readFileSync(join(scratch, 'objects/info/commit-graph'))
}

function executable(file: string, body: string): void {
  put(file, `#!/bin/sh\n${body}\nexit 1\n`)
  chmodSync(file, 0o755)
}
