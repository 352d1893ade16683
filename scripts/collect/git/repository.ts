import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { CliError, messageOf } from '#lib/cli-error.ts'
import { printable } from '#lib/text.ts'
import { finished, type Git, gitlessEnvironment, runGit } from './process.ts'
import { NOTES } from './refs.ts'

/** A repository that can be read. */
export type Repository = {
  git: Git
  /** Last part of its path or address, without `.git`. */
  name: string
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
  const isAddress = ADDRESS.test(place)
  if (!isAddress && REMOTE_LOOK.test(place)) {
    throw new CliError(
      `"${printable(place)}" is no address that can be collected: use https://, ssh://, file:// or a path.`,
    )
  }
  const path = isAddress ? await fetched(place, cache) : resolve(place)
  const git: Git = { directory: gitDirectory(path), started: 0 }
  const [kind = '', shallowPath = ''] = (await inspect(git, place)).split('\n')
  const shallow = readShallow(resolve(git.directory, shallowPath))
  return { git, name: nameOf(place), shallow, hexLength: kind === 'sha256' ? 64 : 40 }
}

const ADDRESS = /^(https|ssh|file):\/\/[^\s]+$/
// `transport::address` runs programs; `host:path` and other schemes are refused rather than guessed at.
const REMOTE_LOOK = /^-|::|^[a-z][a-z0-9+.-]*:\/\/|^[^/\\]+@[^/\\]+:/i

/** The git directory of a path: itself for a bare repository, `.git` of a work tree. Looks at no parent folder. */
function gitDirectory(path: string): string {
  if (!existsSync(path)) throw new CliError(`There is no repository at ${printable(path)}: no such folder.`)
  const inner = join(path, '.git')
  if (!existsSync(inner)) {
    if (existsSync(join(path, 'HEAD')) && existsSync(join(path, 'objects'))) return path
    throw new CliError(`${printable(path)} is no git repository: name the folder that holds .git.`)
  }
  if (statSync(inner).isDirectory()) return inner
  const pointer = readFileSync(inner, 'utf8').match(/^gitdir: (.+)$/m)?.[1]
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
      throw new CliError(`${printable(place)} cannot be read as a git repository: ${error.message}`)
    throw error
  }
}

function readShallow(path: string): ReadonlySet<string> {
  return new Set(existsSync(path) ? readFileSync(path, 'latin1').split('\n').filter(Boolean) : [])
}

/** What people call a repository: the last part of its path or address. */
function nameOf(place: string): string {
  const path = ADDRESS.test(place) ? place : resolve(place)
  const parts = path.replace(/([/\\]\.git)?[/\\]*$/, '').split(/[/\\:]/)
  return (parts.at(-1) ?? '').replace(/\.git$/, '') || 'repository'
}

/** Clones or updates the bare copy of an address. @returns its folder. */
async function fetched(address: string, cache: string): Promise<string> {
  const digest = createHash('sha256').update(address).digest('hex').slice(0, 16)
  const folder = resolve(cache, digest)
  if (existsSync(join(folder, 'HEAD'))) {
    await transport([
      '--git-dir',
      folder,
      'fetch',
      ...QUIET,
      '--force',
      '--tags',
      '--prune',
      '--',
      address,
      ...REFS,
    ])
  } else {
    // Aside and renamed, so that a clone that was cut off is never taken for a repository.
    const aside = `${folder}.${process.pid}`
    mkdirSync(dirname(folder), { recursive: true })
    rmSync(aside, { recursive: true, force: true })
    await transport([
      'clone',
      ...QUIET,
      '--bare',
      '--config',
      `remote.origin.fetch=${NOTES_TOO}`,
      '--',
      address,
      aside,
    ])
    renameSync(aside, folder)
  }
  return folder
}

const QUIET = ['--quiet', '--no-recurse-submodules']
// A pattern, so that a repository without any is none that lacks a ref.
const NOTES_TOO = `+${NOTES}*:${NOTES}*`
const REFS = ['+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*', NOTES_TOO]

/** A git command that talks to a host. It may use the person's own credentials, and asks for nothing. */
async function transport(args: readonly string[]): Promise<void> {
  const env = { ...gitlessEnvironment(), ...TRANSPORT, LC_ALL: 'C' }
  const child = spawn('git', ['-c', 'protocol.ext.allow=never', ...args], { env })
  child.stdout.resume()
  child.stdin.end()
  try {
    await finished(child, args.includes('clone') ? 'clone' : 'fetch')
  } catch (error) {
    throw new CliError(`${messageOf(error)}. Check the address and try again.`, 75)
  }
}

const TRANSPORT = {
  GIT_TERMINAL_PROMPT: '0',
  GIT_ASKPASS: '',
  SSH_ASKPASS: '',
  GIT_SSH_COMMAND: process.env['GIT_SSH_COMMAND'] ?? 'ssh -oBatchMode=yes',
  GIT_ALLOW_PROTOCOL: 'https:ssh:file',
  GIT_LFS_SKIP_SMUDGE: '1',
}
