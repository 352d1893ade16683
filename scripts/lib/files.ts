import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join, relative, sep } from 'node:path'
import { CliError, isSystemError, messageOf } from './cli-error.ts'
import { printable } from './text.ts'

/**
 * The bytes of a file that a person named or wrote.
 * @throws CliError 2 that names the file and what to do, when it cannot be read.
 */
export function readInput(file: string): Buffer {
  try {
    return readPlain(file)
  } catch (error) {
    if (error instanceof CliError) throw error
    const name = printable(file)
    if (isSystemError(error, 'ENOENT', 'ENOTDIR'))
      throw new CliError(`${name} does not exist. Check the path.`)
    if (isSystemError(error, 'EISDIR')) throw new CliError(`${name} is a folder. Name a file in it.`)
    if (isSystemError(error, 'EACCES', 'EPERM'))
      throw new CliError(`${name} may not be read. Check its permissions.`)
    throw new CliError(`${name} cannot be read: ${printable(messageOf(error))}.`)
  }
}

/**
 * The bytes of a file, whoever put it there. Errors of the file system pass through.
 * @throws CliError 2 for a pipe, a socket or a device, which could be waited for or read without an end.
 */
export function readPlain(file: string): Buffer {
  const descriptor = openPlain(file)
  try {
    return readFileSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Opens a file for reading; the caller closes it. Errors are those of {@link readPlain}. */
export function openPlain(file: string): number {
  let descriptor: number
  try {
    // Without waiting for whoever writes into a pipe; what was opened is looked at, not what stood there before.
    descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch (error) {
    // What opening a socket says, and a device without anything behind it.
    if (isSystemError(error, 'ENXIO', 'ENODEV')) throw noPlainFile(file)
    throw error
  }
  const found = fstatSync(descriptor)
  // A folder can be opened and not be read, which has an error of its own.
  if (found.isFile() || found.isDirectory()) return descriptor
  closeSync(descriptor)
  throw noPlainFile(file)
}

/** What is said of a pipe, a socket or a device. */
export function noPlainFile(file: string): CliError {
  return new CliError(
    `${printable(file)} is a pipe, a socket or a device. Write what it gives into a file and name that.`,
  )
}

/** Writes a file. Errors of the file system pass through, and name it: that of a full disk would not. */
export function writeNamed(
  file: string,
  bytes: string | Uint8Array,
  encoding: BufferEncoding = 'utf8',
): void {
  try {
    writeFileSync(file, bytes, encoding)
  } catch (error) {
    throw named(error, file)
  }
}

/** Writes a file whole or not at all: aside, and renamed. Errors are those of {@link writeNamed}. */
export function writeWhole(file: string, bytes: string | Uint8Array): void {
  const aside = `${file}.${process.pid}.new`
  try {
    writeNamed(aside, bytes)
    renameSync(aside, file)
  } catch (error) {
    rmSync(aside, { force: true, recursive: true })
    throw named(error, file)
  }
}

function named(error: unknown, file: string): unknown {
  return error instanceof Error && isSystemError(error) ? Object.assign(error, { path: file }) : error
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
