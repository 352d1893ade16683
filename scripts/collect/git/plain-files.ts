import { type Dirent, existsSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { noPlainFile, readInput } from '#lib/files.ts'

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
export function requirePlainFiles(gitDirectory: string): void {
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
