import { join } from 'node:path'
import { buildArtifacts } from './artifacts.ts'
import { writeEarlierLedger } from './ledger.ts'
import { buildRepository } from './repository.ts'

const BUILT = '.cache/sample'

/** Where the sample's configuration lies and where it is built and collected, from the project's folder. */
export const SAMPLE = {
  authored: 'test/sample',
  config: 'test/sample/catalog.yaml',
  repository: join(BUILT, 'repository'),
  artifacts: join(BUILT, 'artifacts'),
  ledger: join(BUILT, 'ledger.ndjson'),
  content: join(BUILT, 'content'),
  /** Its "today": its dates are fixed, so its verdicts must not age with the reader's clock. */
  at: '2026-08-15T00:00:00Z',
} as const

/**
 * Builds all that the sample is collected from, at the places that its configuration names: the repository, what its CI
 * kept and the ledger of what it published before. @returns how many tags it has.
 * @throws Error when git is missing or refuses the history.
 */
export async function buildSample(): Promise<number> {
  const { tags } = buildRepository(SAMPLE.repository)
  buildArtifacts(SAMPLE.artifacts)
  await writeEarlierLedger(SAMPLE.ledger)
  return tags
}
