import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { collect } from '#collect/collect.ts'
import { LEDGER_FILE } from '#ledger/base.ts'
import { SILENT } from '#lib/progress.ts'
import { writeArtifacts, writeRepository } from './repository.ts'
import { readSample, type Sample } from './story.ts'

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
  const sample = readSample(SAMPLE.authored)
  const { tags, artifacts } = await writeRepository(SAMPLE.repository, sample)
  await writeArtifacts(SAMPLE.artifacts, artifacts)
  await writeEarlierLedger(sample)
  return tags
}

/** Publishes the sample as often as it was before its today, and keeps the ledger of that: today's catalog continues it. */
async function writeEarlierLedger(sample: Sample): Promise<void> {
  const { config, ledger } = SAMPLE
  mkdirSync(dirname(ledger), { recursive: true })
  const scratch = mkdtempSync(join(dirname(ledger), '.publications-'))
  const repository = join(scratch, 'repository')
  const content = join(scratch, 'content')
  try {
    for (const at of sample.publications) {
      await writeRepository(repository, sample, at)
      await collect({ repository, config, content, at, cache: scratch }, SILENT)
    }
    copyFileSync(join(content, LEDGER_FILE), ledger)
    // What was published then, beside its ledger as on a site: some of it is superseded today.
    for (const folder of ['records', 'releases']) {
      const target = join(dirname(ledger), folder)
      rmSync(target, { recursive: true, force: true })
      if (existsSync(join(content, folder))) cpSync(join(content, folder), target, { recursive: true })
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

// What `catalog collect --config test/sample/catalog.yaml` reads.
if (import.meta.main) {
  console.log(`Sample repository with ${await buildSample()} tags: ${SAMPLE.repository}`)
  console.log(`What its CI kept: ${SAMPLE.artifacts}`)
  console.log(`What it published before: ${SAMPLE.ledger}`)
}
