import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { isSystemError } from '#lib/cli-error.ts'
import { printable } from '#lib/text.ts'

/**
 * What an argument stands for: a file to read, or a sentence about what is not read. The standard input is told by a mark of
 * its own: a file in the current folder may be called like it.
 */
export type Named = { file: string; isInput: boolean } | { complaint: string; isMistake: boolean }

/** The argument that stands for the standard input. */
const STANDARD_INPUT = '-'

/**
 * The files that arguments stand for, in their order; those of a folder by name, folder by folder, whatever the file
 * system's order. What a folder holds besides files and folders is told and not followed; a folder without files is a
 * mistake, since nothing to read is no pass.
 */
export function* namedFiles(names: readonly string[]): Generator<Named> {
  let isTaken = false
  for (const name of names) {
    const isInput = name === STANDARD_INPUT
    if (isInput && isTaken) yield mistake('- stands for the standard input, which can be read once.')
    else if (isInput) yield { file: name, isInput }
    else yield* filesAt(name)
    isTaken ||= isInput
  }
}

function* filesAt(name: string): Generator<Named> {
  const found = attempt(name, () => statSync(name))
  if ('complaint' in found) return yield found
  if (found.value.isFile()) return yield { file: name, isInput: false }
  if (!found.value.isDirectory()) return yield mistake(`${printable(name)} is neither a file nor a folder.`)
  let isEmpty = true
  for (const each of filesBelow(name)) {
    isEmpty &&= !('file' in each)
    yield each
  }
  if (isEmpty) yield mistake(`${printable(name)} holds no file that can be read.`)
}

function* filesBelow(folder: string): Generator<Named> {
  const found = attempt(folder, () => readdirSync(folder, { withFileTypes: true }))
  if ('complaint' in found) return yield found
  for (const entry of found.value.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* filesBelow(path)
    else if (entry.isFile()) yield { file: path, isInput: false }
    else yield { complaint: `${printable(path)} ${aside(entry)}; it is left out.`, isMistake: false }
  }
}

function aside(entry: { isSymbolicLink: () => boolean }): string {
  return entry.isSymbolicLink() ? 'is a link, and links are not followed' : 'is no plain file'
}

/** @throws what is no matter of the path. */
export function attempt<T>(
  path: string,
  act: () => T,
): { value: T } | { complaint: string; isMistake: true } {
  try {
    return { value: act() }
  } catch (error) {
    return cannotOpen(path, error)
  }
}

/** The sentence for a path that cannot be opened. @throws what is no matter of the path. */
export function cannotOpen(path: string, error: unknown): { complaint: string; isMistake: true } {
  if (!isSystemError(error, 'ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ELOOP', 'ENAMETOOLONG')) throw error
  const isGone = isSystemError(error, 'ENOENT', 'ENOTDIR')
  return mistake(`${printable(path)} ${isGone ? 'does not exist' : 'cannot be opened'}. Check the path.`)
}

function mistake(complaint: string): { complaint: string; isMistake: true } {
  return { complaint, isMistake: true }
}
