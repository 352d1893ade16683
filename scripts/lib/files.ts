import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { CliError, isSystemError, messageOf } from './cli-error.ts'
import { printable } from './text.ts'

/**
 * The bytes of a file that a person named or wrote.
 * @throws CliError 2 that names the file and what to do, when it cannot be read.
 */
export function readInput(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    const name = printable(file)
    if (isSystemError(error, 'ENOENT', 'ENOTDIR'))
      throw new CliError(`${name} does not exist. Check the path.`)
    if (isSystemError(error, 'EISDIR')) throw new CliError(`${name} is a folder. Name a file in it.`)
    if (isSystemError(error, 'EACCES', 'EPERM'))
      throw new CliError(`${name} may not be read. Check its permissions.`)
    throw new CliError(`${name} cannot be read: ${printable(messageOf(error))}.`)
  }
}

/** Every file below `folder`, as paths from there with `/`; links are left out. Throws when the folder cannot be read. */
export function listFiles(folder: string): Set<string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  return new Set(files.map((each) => relative(folder, join(each.parentPath, each.name)).split(sep).join('/')))
}

/** Names of the folders in a folder, sorted, without those that start with a dot; none when it is not there. */
export function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return folders
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('.'))
    .sort()
}
