import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isSystemError } from '#lib/cli-error.ts'
import { readPlain, writeNamed } from '#lib/files.ts'

/**
 * Changes to a catalog's folder that happen all at once or not at all. Files are written aside into `.next`; renaming
 * that to `.commit` is the one step that decides; what stands in `.commit` is then moved into place. A run that is
 * killed before that step leaves the old state, one that is killed after it leaves the new one, once the move is
 * finished by {@link recover}. Paths are relative to the content folder.
 */
export type Store = {
  write: (path: string, bytes: string | Uint8Array) => void
  remove: (path: string) => void
  commit: () => void
}

/** Starts a change. The caller holds the lock. */
export function openStore(content: string): Store {
  const { next, commit } = folders(content)
  recover(content)
  const removed: string[] = []
  const made = new Set<string>()
  let changed = false
  return {
    write: (path, bytes) => {
      const target = join(next, 'files', path)
      const folder = dirname(target)
      if (!made.has(folder)) mkdirSync(folder, { recursive: true })
      made.add(folder)
      writeNamed(target, bytes)
      changed = true
    },
    remove: (path) => {
      removed.push(path)
      changed = true
    },
    commit: () => {
      if (!changed) return
      mkdirSync(next, { recursive: true })
      writeNamed(join(next, REMOVED), JSON.stringify(removed))
      renameSync(next, commit)
      finish(content)
    },
  }
}

/** True when a run was killed after its change was decided and before it was all in place. */
export function isUnfinished(content: string): boolean {
  return existsSync(folders(content).commit)
}

/** Brings a folder whose last run was killed to its old or its new state. The caller holds the lock. */
export function recover(content: string): void {
  const { next, commit, done } = folders(content)
  for (const left of [done, next]) rmSync(left, { recursive: true, force: true })
  if (existsSync(commit)) finish(content)
}

const REMOVED = 'removed.json'

function folders(content: string) {
  const releases = join(content, 'releases')
  return { next: join(releases, '.next'), commit: join(releases, '.commit'), done: join(releases, '.done') }
}

/** Can be cut off and begun again: every step leaves the rest to be done. */
function finish(content: string): void {
  const { commit, done } = folders(content)
  const files = join(commit, 'files')
  if (existsSync(files)) moveInto(files, content)
  for (const path of readRemoved(join(commit, REMOVED))) removeFile(content, path)
  renameSync(commit, done)
  rmSync(done, { recursive: true, force: true })
}

/** A folder that is new moves as a whole: ten thousand first records cost a few renames. */
function moveInto(from: string, to: string): void {
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = join(from, entry.name)
    const target = join(to, entry.name)
    if (entry.isDirectory() && existsSync(target)) moveInto(source, target)
    else renameSync(source, target)
  }
}

function readRemoved(path: string): string[] {
  const paths: unknown = JSON.parse(readPlain(path).toString('utf8'))
  return Array.isArray(paths) ? paths.filter((each) => typeof each === 'string') : []
}

function removeFile(content: string, path: string): void {
  rmSync(join(content, path), { force: true })
  const folder = dirname(join(content, path))
  try {
    if (statSync(folder).isDirectory()) rmdirSync(folder)
  } catch (error) {
    if (!isSystemError(error, 'ENOTEMPTY', 'EEXIST', 'ENOENT')) throw error
  }
}
