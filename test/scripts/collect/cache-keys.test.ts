import { readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'
import { JUDGES, RECORD_MAKERS } from '#collect/cache-keys.ts'

const ALIASES: Record<string, string> = JSON.parse(readFileSync('package.json', 'utf8')).imports

/** Every file of the project whose code one file needs to run. */
function reached(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen
  seen.add(file)
  const imports = readFileSync(file, 'utf8').matchAll(/(?:^import (?!type)[^'"]*?|import\()'([#.][^']+)'/gm)
  for (const [, place = ''] of imports) reached(fileOf(place, file), seen)
  return seen
}

function fileOf(place: string, importer: string): string {
  if (place.startsWith('.')) return normalize(join(dirname(importer), place))
  const [zone = ''] = place.split('/')
  return normalize((ALIASES[`${zone}/*`] ?? '').replace('*', place.slice(zone.length + 1)))
}

test.each([
  ['records', RECORD_MAKERS, ['scripts/collect/release-reader.ts', 'scripts/collect/forge/forges.ts']],
  ['the index', JUDGES, ['scripts/collect/index/write.ts', 'scripts/collect/index/entry.ts']],
  ['statements', JUDGES, ['scripts/collect/statements.ts']],
])('the key of %s covers every folder whose code it rests on', (_, folders, starts) => {
  const files = starts.flatMap((start) => [...reached(start)])
  expect(files.length).toBeGreaterThan(10)
  expect(files.filter((file) => !folders.some((folder) => file.startsWith(`${folder}/`)))).toEqual([])
})
