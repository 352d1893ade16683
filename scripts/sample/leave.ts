import { assemble } from './assemble.ts'
import { filesOf } from './files.ts'
import { type Code, gather } from './gather.ts'
import type { Files } from './history.ts'
import type { Release, Sample, Story } from './story.ts'
import { zip } from './zip.ts'

/**
 * What a release's pipeline leaves behind, by the place where it does: files of the tagged tree, the dossier in a git note,
 * and what CI keeps, by the path that follows the tag's name there.
 */
export type Left = { tree: Files | null; note: Buffer | null; artifacts: ReadonlyMap<string, Buffer> }

/** Assembles dossier and evidence of a release, and sorts them by its way of delivery. */
export function leave(story: Story, release: Release, code: Code, sample: Sample): Left {
  const evidence = gather(story, release, code, sample)
  const dossier = assemble(story, release, evidence, sample)
  const files = new Map<string, Buffer>(filesOf(story, release, sample))
  for (const { path, bytes } of evidence) {
    if (bytes) files.set(path, bytes)
    else files.delete(path)
  }
  const kept = new Map([['dossier.json', dossier], ...files])
  const nothing = new Map<string, Buffer>()
  const ways: Record<Release['delivery'], () => Left> = {
    tree: () => ({
      tree: new Map([[`release/${story.service}/dossier.json`, dossier], ...files]),
      note: null,
      artifacts: nothing,
    }),
    note: () => ({ tree: files, note: dossier, artifacts: nothing }),
    directory: () => ({
      tree: null,
      note: null,
      artifacts: new Map([...kept].map(([path, bytes]) => [`/${path}`, bytes])),
    }),
    zip: () => ({ tree: null, note: null, artifacts: new Map([['.zip', zip(kept)]]) }),
  }
  return ways[release.delivery]()
}
