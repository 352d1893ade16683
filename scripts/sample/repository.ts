import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { writeHistory } from './history.ts'
import { readSample, type Sample } from './story.ts'

/** The sample's authored files. */
export const AUTHORED = resolve(import.meta.dirname, '../../test/sample')

/**
 * Builds the sample repository (bare) at `out`, replacing what was there in one step. The same authored files give
 * the same ids on every machine: dates are fixed, and the user's git configuration is not read.
 * @throws Error when git is missing or refuses the history.
 */
export function buildRepository(out: string, authored: string = AUTHORED): { tags: number; folder: string } {
  return writeRepository(out, readSample(authored))
}

/** The same from a sample that was read. @param at the moment whose tags it has; absent = the end of the story. */
export function writeRepository(out: string, sample: Sample, at?: string): { tags: number; folder: string } {
  const folder = resolve(out)
  mkdirSync(dirname(folder), { recursive: true })
  const fresh = mkdtempSync(join(dirname(folder), `.${basename(folder)}-`))
  try {
    git(fresh, ['init', '--quiet', '--bare', '--object-format=sha1', '--initial-branch=main', '--template='])
    const { history } = writeHistory(sample, at)
    git(fresh, ['fast-import', '--quiet', '--done'], withEnd(history.stream()))
    for (const [ref, id] of history.refs()) git(fresh, ['update-ref', ref, id])
    const tags = git(fresh, ['for-each-ref', '--format=x', 'refs/tags']).split('\n').length - 1
    replace(fresh, folder)
    return { tags, folder }
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
}

/** Files of the sample were made at one moment: the collector takes another time of change for a change. */
const MADE = new Date('2026-08-01T00:00:00Z')

/** Writes what the sample's CI kept beside its repository to the folder `out`, replacing what was there. */
export function buildArtifacts(out: string, authored: string = AUTHORED): void {
  const folder = resolve(out)
  mkdirSync(dirname(folder), { recursive: true })
  const fresh = mkdtempSync(join(dirname(folder), `.${basename(folder)}-`))
  for (const [path, bytes] of writeHistory(readSample(authored)).artifacts) {
    const file = join(fresh, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, bytes)
    utimesSync(file, MADE, MADE)
  }
  rmSync(folder, { recursive: true, force: true })
  renameSync(fresh, folder)
}

/** `--done` makes git refuse a stream that was cut off. */
function withEnd(stream: Buffer): Buffer {
  return Buffer.concat([stream, Buffer.from('done\n')])
}

function git(folder: string, args: readonly string[], input?: Buffer): string {
  const env = { ...process.env, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', GIT_DIR: folder }
  return execFileSync('git', args, {
    env,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    ...(input ? { input } : {}),
  })
}

function replace(fresh: string, folder: string): void {
  const old = `${fresh}-old`
  if (existsSync(folder)) renameSync(folder, old)
  renameSync(fresh, folder)
  rmSync(old, { recursive: true, force: true })
}
