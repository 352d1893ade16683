import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { collect } from '#collect/collect.ts'
import { LEDGER_FILE } from '#ledger/base.ts'
import { SILENT } from '#lib/progress.ts'
import { AUTHORED, writeRepository } from './repository.ts'
import { readSample } from './story.ts'

const CONFIGURATION = resolve(import.meta.dirname, '../../test/sample/catalog.yaml')

/**
 * Publishes the sample as often as its story was published before its today, and leaves the ledger of that at `out`: the
 * ledger that today's catalog has to continue.
 */
export async function writeEarlierLedger(out: string, authored: string = AUTHORED): Promise<void> {
  const sample = readSample(authored)
  mkdirSync(dirname(out), { recursive: true })
  const scratch = mkdtempSync(join(dirname(out), '.publications-'))
  const repository = join(scratch, 'repository')
  const content = join(scratch, 'content')
  try {
    for (const at of sample.publications) {
      writeRepository(repository, sample, at)
      await collect({ repository, config: CONFIGURATION, content, at, cache: scratch }, SILENT)
    }
    copyFileSync(join(content, LEDGER_FILE), out)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}
