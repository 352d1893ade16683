import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ScoringToday, scoringAt } from '#decide/scoring/queue.ts'
import { ScoringRegistry } from '#model/scoring.ts'
import { CONTENT, collectAgain, facts } from './catalog.ts'

/** The scoring files as they were collected; no release's page reads them. */
export const registry: ScoringRegistry = readRegistry()

/** What they come to as of the catalog. */
export const scoring: ScoringToday = scoringAt(
  registry,
  facts.services.map(({ id }) => id),
  facts.at,
)

function readRegistry(): ScoringRegistry {
  const path = join(CONTENT, 'scoring.json')
  if (!existsSync(path)) throw collectAgain(`There is no ${path}.`)
  return ScoringRegistry.parse(JSON.parse(readFileSync(path, 'utf8')))
}
