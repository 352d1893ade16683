import { hash } from 'node:crypto'
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  type Stats,
  statSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { isSystemError } from '#lib/cli-error.ts'

/** What stands at a path of the artifact directory. */
type Artifact =
  | { kind: 'file'; bytes: Buffer }
  | { kind: 'absent' | 'link' | 'other' }
  | { kind: 'large'; size: number }

/**
 * Reads a file of CI artifacts, `<root>/<tag>/<path>`. Links are never followed, on no step of the way; what is no
 * plain file is not opened.
 * @param tag empty for a file beside the tags' folders.
 * @param path relative, with forward slashes; parts that lead upwards are refused.
 * @param largest number of bytes to take at most.
 */
export function readArtifact(root: string, tag: string, path: string, largest: number): Artifact {
  const parts = [...(tag === '' ? [] : tag.split('/')), ...path.split('/')]
  if (parts.some((part) => part === '' || part === '.' || part === '..' || part.includes('\\')))
    return { kind: 'absent' }
  const steps = parts.slice(0, -1)
  const name = parts.at(-1) ?? ''
  const folder = walk(root, steps)
  if (folder.kind !== 'folder') return folder
  return readPlainFile(join(folder.path, name), largest, (opened) => {
    const again = walk(root, steps)
    const there = again.kind === 'folder' ? look(join(again.path, name)) : undefined
    return there?.ino === opened.ino && there.dev === opened.dev
  })
}

/** Goes down folder by folder: each has to be one, not a link to one. */
function walk(
  root: string,
  parts: readonly string[],
): { kind: 'folder'; path: string } | { kind: 'absent' | 'link' } {
  let path = root
  for (const part of parts) {
    path = join(path, part)
    const found = look(path)
    if (found?.isSymbolicLink()) return { kind: 'link' }
    if (!found?.isDirectory()) return { kind: 'absent' }
  }
  return { kind: 'folder', path }
}

/** What stands at a path; a foreign name may be longer than the file system allows. */
function look(path: string): Stats | undefined {
  try {
    return lstatSync(path)
  } catch (error) {
    if (isSystemError(error, ...NOTHING_THERE)) return undefined
    throw error
  }
}

const NOTHING_THERE = ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG']

/**
 * Opens without following a link and without waiting for a pipe, then looks at what was opened: nobody can put another
 * thing there in between.
 * @param isThere whether what was opened is what stands there by a way without links: a folder can become a link meanwhile.
 */
function readPlainFile(path: string, largest: number, isThere: (opened: Stats) => boolean): Artifact {
  let descriptor: number
  try {
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  } catch (error) {
    if (isSystemError(error, ...NOTHING_THERE)) return { kind: 'absent' }
    if (isSystemError(error, 'ELOOP')) return { kind: 'link' }
    if (isSystemError(error, 'ENXIO')) return { kind: 'other' }
    throw error
  }
  try {
    const found = fstatSync(descriptor)
    if (!found.isFile()) return { kind: 'other' }
    if (!isThere(found)) return { kind: 'link' }
    const { size } = found
    return size > largest ? { kind: 'large', size } : { kind: 'file', bytes: readFileSync(descriptor) }
  } finally {
    closeSync(descriptor)
  }
}

/** The names of the plain files in a folder of a tag's artifacts; null when there is no such folder. */
export function namesOfArtifacts(root: string, tag: string, folder: string): string[] | null {
  const parts = [...tag.split('/'), ...(folder === '' ? [] : folder.split('/'))]
  if (parts.some((part) => part === '' || part === '.' || part === '..' || part.includes('\\'))) return null
  const found = walk(root, parts)
  return found.kind === 'folder'
    ? entriesOf(found.path).flatMap((entry) => (entry.isFile() ? [entry.name] : []))
    : null
}

/** How the archive of a tag may end, in the order in which they are looked for. */
export const ARCHIVE_ENDINGS = ['.zip', '.tar.gz', '.tgz', '.tar'] as const

/**
 * Digest of what a tag's artifact folder and archives hold by name, size and time of change; empty when there are none.
 * @param root the folder of all tags, or one archive of them all.
 */
export function artifactsDigest(root: string | null, tag: string): string {
  if (root === null) return ''
  const entries: string[] = []
  if (statSync(root, { throwIfNoEntry: false })?.isFile()) {
    entries.push(stamp(basename(root), statSync(root)))
  } else {
    list(join(root, tag), '', entries)
    for (const ending of ARCHIVE_ENDINGS) {
      const found = look(join(root, `${tag}${ending}`))
      if (found) entries.push(stamp(ending, found))
    }
  }
  return entries.length === 0 ? '' : hash('sha256', entries.join('\n'))
}

const MOST_ENTRIES = 5000

function list(folder: string, prefix: string, entries: string[]): void {
  for (const entry of entriesOf(folder)) {
    if (entries.length >= MOST_ENTRIES) return
    const path = join(folder, entry.name)
    entries.push(stamp(`${prefix}${entry.name}`, lstatSync(path)))
    if (entry.isDirectory()) list(path, `${prefix}${entry.name}/`, entries)
  }
}

function stamp(name: string, { size, mtimeMs }: Stats): string {
  return `${name}\0${size}\0${mtimeMs}`
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch (error) {
    if (isSystemError(error, ...NOTHING_THERE)) return []
    throw error
  }
}
