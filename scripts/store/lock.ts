import { linkSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { CliError, isSystemError } from '#lib/cli-error.ts'
import { readPlain, writeNamed } from '#lib/files.ts'

/**
 * Takes the lock of a catalog, so that two runs do not mix what they write. A lock whose process is gone is taken over.
 * @returns a function that gives it back.
 * @throws CliError 75 while another run holds it.
 */
export function takeLock(folder: string): () => void {
  mkdirSync(folder, { recursive: true })
  sweep(folder)
  const lock = join(folder, '.lock')
  const mine = `${lock}.${process.pid}`
  writeNamed(mine, `${process.pid}\n`)
  try {
    if (!claim(mine, lock)) {
      const holder = holderOf(lock)
      if (holder !== null && isAlive(holder)) throw new CliError(busy(folder, holder), 75)
      setAside(lock, holder)
      if (!claim(mine, lock)) throw new CliError(busy(folder, holderOf(lock)), 75)
    }
  } finally {
    rmSync(mine, { force: true })
  }
  return () => rmSync(lock, { force: true })
}

/** Removes what runs left that were killed while they took the lock. */
function sweep(folder: string): void {
  for (const name of readdirSync(folder)) {
    const [, pid] = /^\.lock\.(?:stale\.)?([0-9]+)$/.exec(name) ?? []
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(folder, name), { force: true })
  }
}

/** A link appears whole or not at all: nobody ever reads a lock that is still being written. */
function claim(mine: string, lock: string): boolean {
  try {
    linkSync(mine, lock)
    return true
  } catch (error) {
    if (isSystemError(error, 'EEXIST')) return false
    throw error
  }
}

function holderOf(lock: string): number | null {
  try {
    const pid = Number(readPlain(lock).toString('latin1').trim())
    return Number.isSafeInteger(pid) && pid > 0 ? pid : null
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return null
    throw error
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Somebody else's process is a living one too.
    return isSystemError(error, 'EPERM')
  }
}

/** Removes a dead process's lock; if another run was quicker and this is its lock already, it is put back. */
function setAside(lock: string, holder: number | null): void {
  const aside = `${lock}.stale.${process.pid}`
  try {
    renameSync(lock, aside)
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return
    throw error
  }
  if (holderOf(aside) !== holder) claim(aside, lock)
  rmSync(aside, { force: true })
}

function busy(folder: string, holder: number | null): string {
  const who = holder === null ? 'another run' : `process ${holder}`
  return `${folder} is being written by ${who}. Try again when it has finished.`
}
