import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Cost, measure } from './measure.ts'
import { costs, ratio } from './table.ts'

/** Artifacts of one tag; each as large as a small test report. */
const FILES = 12
const BYTES = 2048

/**
 * Digests the CI artifacts of so many tags as collecting does, in turn with a plain loop that reads and digests the same
 * files; a line about both.
 * @param folder scratch space, best on tmpfs.
 */
export async function benchDigest(folder: string, tags: number, rounds: number): Promise<string> {
  writeArtifacts(folder, tags)
  const run = (mode: 'ours' | 'bare') =>
    measure({ cwd: resolve('.'), args: ['scripts/bench/digest-files.ts', mode, folder] })
  const measured: { ours: Cost; bare: Cost }[] = []
  for (let round = 0; round < rounds; round += 1)
    measured.push({ ours: await run('ours'), bare: await run('bare') })
  rmSync(folder, { recursive: true, force: true })
  const [ours, bare] = [measured.map((each) => each.ours), measured.map((each) => each.bare)]
  return `digesting   ${tags * FILES} files: ${costs(ours)}; plain loop: ${costs(bare)}; ratio cpu ${ratio(measured, 'cpu')}`
}

function writeArtifacts(folder: string, tags: number): void {
  for (let tag = 0; tag < tags; tag += 1) {
    mkdirSync(join(folder, `v${tag}`), { recursive: true })
    for (let file = 0; file < FILES; file += 1)
      writeFileSync(join(folder, `v${tag}`, `${file}.json`), `${tag} ${file}`.padEnd(BYTES))
  }
}
