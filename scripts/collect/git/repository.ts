import { hash } from 'node:crypto'
import { type Dirent, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { CliError, messageOf } from '#lib/cli-error.ts'
import { noPlainFile, readInput, writeNamed } from '#lib/files.ts'
import { printable, withoutCredentials } from '#lib/text.ts'
import { fetchingGuards } from './guards.ts'
import { originOf, repositoryPage } from './origin.ts'
import { answerOf, type Git, guardedGit, runGit } from './process.ts'
import { NOTES } from './refs.ts'

/** A repository that can be read. */
export type Repository = {
  git: Git
  /** Last part of the address that it was cloned from, else of its path, without `.git`. */
  name: string
  /** Where people browse it, as far as its address tells. */
  page: string | null
  /** Commits at which a shallow clone ends; empty for a whole one. */
  shallow: ReadonlySet<string>
  /** Length of its object ids in hex digits: 40 or 64. */
  hexLength: number
}

/**
 * Opens a repository by path, or brings an address into the cache first.
 * @param cache folder for bare clones of addresses.
 * @throws CliError 2 for something that is no repository, 75 when it cannot be fetched.
 */
export async function openRepository(place: string, cache: string): Promise<Repository> {
  const address = ADDRESS.exec(place)
  if (address === null) requirePath(place)
  const path = address === null ? resolve(place) : await fetched(place, protocolOf(address[1]), cache)
  const git: Git = { directory: gitDirectory(path), started: 0 }
  requirePlainFiles(git.directory)
  const [kind = '', shallowPath = ''] = (await inspect(git, place)).split('\n')
  const shallow = readShallow(resolve(git.directory, shallowPath))
  const origin = address === null ? originOf(git.directory) : place
  return {
    git,
    name: nameOf(origin ?? place),
    page: origin === null ? null : repositoryPage(origin),
    shallow,
    hexLength: kind === 'sha256' ? 64 : 40,
  }
}

const ADDRESS = /^(https|ssh|file):\/\/[^\s]+$/
// `transport::address` runs programs; `host:path` and other schemes are refused rather than guessed at.
const REMOTE_LOOK = /^-|::|^[a-z][a-z0-9+.-]*:\/\/|^[^/\\]+@[^/\\]+:/i

/** An empty path would be the folder that this runs in, which nobody has named. */
function requirePath(place: string): void {
  if (place.trim() === '') throw new CliError('The repository has no name: give its path or its address.')
  if (REMOTE_LOOK.test(place))
    throw new CliError(
      `"${printable(withoutCredentials(place))}" is no address that can be collected: use https://, ssh://, file:// or a path.`,
    )
}

function protocolOf(scheme: string | undefined): Protocol {
  return scheme === 'ssh' || scheme === 'file' ? scheme : 'https'
}

type Protocol = Parameters<typeof fetchingGuards>[0]

/** The git directory of a path: itself for a bare repository, `.git` of a work tree. Looks at no parent folder. */
function gitDirectory(path: string): string {
  if (!existsSync(path)) throw new CliError(`There is no repository at ${printable(path)}: no such folder.`)
  const inner = join(path, '.git')
  if (!existsSync(inner)) {
    if (existsSync(join(path, 'HEAD')) && existsSync(join(path, 'objects'))) return path
    throw new CliError(`${printable(path)} is no git repository: name the folder that holds .git.`)
  }
  if (statSync(inner).isDirectory()) return inner
  const pointer = readInput(inner)
    .toString('utf8')
    .match(/^gitdir: (.+)$/m)?.[1]
  if (pointer === undefined) throw new CliError(`${printable(inner)} does not say where the repository is.`)
  return resolve(path, pointer)
}

async function inspect(git: Git, place: string): Promise<string> {
  try {
    return (await runGit(git, ['rev-parse', '--show-object-format', '--git-path', 'shallow']))
      .toString()
      .trim()
  } catch (error) {
    if (error instanceof CliError)
      throw new CliError(
        `${printable(withoutCredentials(place))} cannot be read as a git repository: ${error.message}`,
      )
    throw error
  }
}

function readShallow(path: string): ReadonlySet<string> {
  return new Set(existsSync(path) ? readInput(path).toString('latin1').split('\n').filter(Boolean) : [])
}

/** What people call a repository: the last part of its path or address, never who may read it. */
function nameOf(place: string): string {
  const isAddress = REMOTE_LOOK.test(place) || ADDRESS.test(place)
  const path = isAddress ? place.replace(/^[a-z]+:\/\/[^/]*/, '').replace(QUERY, '') : resolve(place)
  const parts = path.replace(/([/\\]\.git)?[/\\]*$/, '').split(/[/\\:]/)
  return (parts.at(-1) ?? '').replace(/\.git$/, '') || 'repository'
}

const QUERY = /[?#][^/]*$/

/** Clones or updates the bare copy of an address. @returns its folder. */
async function fetched(address: string, protocol: Protocol, cache: string): Promise<string> {
  const digest = hash('sha256', address.replace(/^([a-z]+:\/\/)[^/]*@/, '$1')).slice(0, 16)
  const folder = resolve(cache, digest)
  if (existsSync(join(folder, 'HEAD'))) {
    writeConfiguration(folder)
    const how = [...QUIET, '--force', '--tags', '--prune']
    await transport(protocol, ['--git-dir', folder, 'fetch', ...how, '--', address, ...REFS])
  } else {
    // Aside and renamed, so that a clone that was cut off is never taken for a repository.
    const aside = `${folder}.${process.pid}`
    mkdirSync(dirname(folder), { recursive: true })
    rmSync(aside, { recursive: true, force: true })
    const how = [...QUIET, '--bare', '--template=', '--config', `remote.origin.fetch=${NOTES_TOO}`]
    await transport(protocol, ['clone', ...how, '--', address, aside])
    writeConfiguration(aside)
    renameSync(aside, folder)
  }
  return folder
}

/**
 * The copy's configuration is ours, from start to end: git would write the address there with the credentials in it, and a
 * cache that somebody else has filled could hold programs to run.
 */
function writeConfiguration(folder: string): void {
  const file = join(folder, 'config')
  const isSha256 = existsSync(file) && /^\s*objectformat = sha256$/im.test(readInput(file).toString('latin1'))
  const kind = isSha256 ? '1\n\tbare = true\n[extensions]\n\tobjectformat = sha256' : '0\n\tbare = true'
  writeNamed(file, `[core]\n\trepositoryformatversion = ${kind}\n`)
}

const QUIET = ['--quiet', '--no-recurse-submodules']
// A pattern, so that a repository without any is none that lacks a ref.
const NOTES_TOO = `+${NOTES}*:${NOTES}*`
const REFS = ['+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*', NOTES_TOO]

/** A git command that talks to a host. It may use the person's own credentials, and asks for nothing. */
async function transport(protocol: Protocol, args: readonly string[]): Promise<void> {
  try {
    const what = args.includes('clone') ? 'clone' : 'fetch'
    await answerOf(guardedGit(fetchingGuards(protocol), args, what))
  } catch (error) {
    throw new CliError(`${messageOf(error)}. Check the address and try again.`, 75)
  }
}

/** What git opens of a repository to list refs and to read objects; a folder stands for all below it. */
const OPENED = [
  'HEAD',
  'config',
  'config.worktree',
  'packed-refs',
  'shallow',
  'info',
  'objects',
  'refs',
  'reftable',
]

/**
 * Refuses a repository in which a pipe, a socket or a device stands where git would open a file: git would wait for it for ever.
 * Other places may hold such, as the socket of git's own file watcher.
 * @throws CliError 2 that names it.
 */
function requirePlainFiles(gitDirectory: string): void {
  for (const folder of [gitDirectory, commonDirectory(gitDirectory)]) {
    const top = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => OPENED.includes(name))
    for (const entry of top) requirePlain(folder, entry)
  }
}

/** The folder that a linked work tree's own one shares with the others. */
function commonDirectory(gitDirectory: string): string {
  const file = join(gitDirectory, 'commondir')
  return existsSync(file) ? resolve(gitDirectory, readInput(file).toString('utf8').trim()) : gitDirectory
}

function requirePlain(folder: string, entry: Dirent): void {
  const path = join(folder, entry.name)
  if (entry.isFile()) return
  if (entry.isDirectory()) {
    for (const inner of readdirSync(path, { withFileTypes: true })) requirePlain(path, inner)
  } else if (!leadsToPlain(path)) throw noPlainFile(path)
}

/** A link that leads nowhere is opened in vain. */
function leadsToPlain(link: string): boolean {
  const found = statSync(link, { throwIfNoEntry: false })
  return found === undefined || found.isFile() || found.isDirectory()
}
