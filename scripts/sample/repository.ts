import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { createRepository } from './fast-import.ts'
import { type Artifacts, writeHistory } from './history.ts'
import type { Sample } from './story.ts'

/**
 * Builds the sample repository (bare) at `out`, replacing what was there in one step. The same authored files give
 * the same ids on every machine.
 * @param at the moment whose tags it has; absent = the end of the story.
 * @returns how many tags it has, and what the sample's CI kept beside it.
 * @throws Error when git is missing or refuses the history.
 */
export function writeRepository(
  out: string,
  sample: Sample,
  at?: string,
): Promise<{ tags: number; artifacts: Artifacts }> {
  return replaceFolder(out, async (fresh) => {
    const { tags, written } = await createRepository(fresh, (history) => writeHistory(history, sample, at))
    return { tags, artifacts: written }
  })
}

/** Files of the sample were made at one moment: the collector takes another time of change for a change. */
const MADE = new Date('2026-08-01T00:00:00Z')

/** Writes what the sample's CI kept beside its repository to the folder `out`, replacing what was there. */
export function writeArtifacts(out: string, artifacts: Artifacts): Promise<void> {
  return replaceFolder(out, async (fresh) => {
    for (const [path, bytes] of artifacts) {
      const file = join(fresh, path)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, bytes)
      utimesSync(file, MADE, MADE)
    }
  })
}

/** Lets `fill` fill an empty folder beside `out`, then puts it in the place of `out`. */
async function replaceFolder<T>(out: string, fill: (fresh: string) => Promise<T>): Promise<T> {
  const folder = resolve(out)
  mkdirSync(dirname(folder), { recursive: true })
  const fresh = mkdtempSync(join(dirname(folder), `.${basename(folder)}-`))
  const old = `${fresh}-old`
  try {
    const result = await fill(fresh)
    if (existsSync(folder)) renameSync(folder, old)
    renameSync(fresh, folder)
    rmSync(old, { recursive: true, force: true })
    return result
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
}
