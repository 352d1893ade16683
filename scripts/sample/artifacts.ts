import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { AUTHORED } from './repository.ts'
import { readSample } from './story.ts'
import { tell } from './tell.ts'

/** Files of the sample were made at one moment: the collector takes another time of change for a change. */
const MADE = new Date('2026-08-01T00:00:00Z')

/** Writes what the sample's CI kept beside its repository to the folder `out`, replacing what was there. */
export function buildArtifacts(out: string, authored: string = AUTHORED): void {
  const folder = resolve(out)
  mkdirSync(dirname(folder), { recursive: true })
  const fresh = mkdtempSync(join(dirname(folder), `.${basename(folder)}-`))
  for (const [path, bytes] of tell(readSample(authored)).artifacts) {
    const file = join(fresh, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, bytes)
    utimesSync(file, MADE, MADE)
  }
  rmSync(folder, { recursive: true, force: true })
  renameSync(fresh, folder)
}
