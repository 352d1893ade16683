import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** What failed while pages were made: a page's address, or a part of one, and where the fault is. */
const BuildFailure = z.object({ what: z.string(), why: z.string() })
export type BuildFailure = z.infer<typeof BuildFailure>

/** Written by `src/data/failures.ts` while pages are made. */
export const FAILURES = 'failed.ndjson'

/** The failures of a build, each once, in the order of their names. */
export function readFailures(cache: string): BuildFailure[] {
  const file = join(cache, FAILURES)
  if (!existsSync(file)) return []
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  const found = lines.map((line) => BuildFailure.parse(JSON.parse(line)))
  return [...new Map(found.map((each) => [each.what, each])).values()].sort((a, b) =>
    a.what < b.what ? -1 : 1,
  )
}

/** Forgets the pages of earlier builds, but neither drawings nor the search index, which are known by what they were made of. */
export function forgetPages(cache: string): void {
  for (const name of readdirSync(cache))
    if (!KEPT.has(name)) rmSync(join(cache, name), { recursive: true, force: true })
}

const KEPT: ReadonlySet<string> = new Set(['search', 'site'])
