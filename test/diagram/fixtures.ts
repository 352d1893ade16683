import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'

export interface Fixture {
  name: string
  source: string
}

const HERE = 'test/diagram/fixtures'

/** The kept diagrams: those of the catalog's specification, and a small one of each other kind. */
export const fixtures: Fixture[] = readdirSync(HERE, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(HERE, entry.name, 'source.mmd')))
  .map(({ name }) => ({ name, source: readFileSync(join(HERE, name, 'source.mmd'), 'utf8') }))

export const expectedFile = (name: string) => resolve(HERE, name, 'expected.svg')

/** All sources in a folder of `.mmd` files; none when it does not exist. */
export function sourcesIn(folder: string | undefined): Fixture[] {
  if (!folder || !existsSync(folder)) return []
  return readdirSync(folder)
    .filter((file) => file.endsWith('.mmd'))
    .sort()
    .map((file) => ({ name: basename(file, '.mmd'), source: readFileSync(join(folder, file), 'utf8') }))
}
