import type { Predecessors } from './chains.ts'
import type { Places } from './dossier/find.ts'
import { readDossier } from './dossier/read.ts'
import { evidenceItems } from './evidence/items.ts'
import { folderOf } from './evidence/locate.ts'
import { committed, type FactSources, gitFacts, type ReadTag, treeOf } from './facts.ts'
import { type MadeRecord, makeRecord } from './record.ts'

/** Everything one run reads with. `dossierPath` says where the dossier of a tag's service lies. */
export type Sources = { facts: FactSources; places: Places; dossierPath: (tag: ReadTag) => string }

/** Reads one release whole: git facts, dossier, evidence, notes. */
export async function readRelease(
  { facts, places, dossierPath }: Sources,
  tag: ReadTag,
  before: Predecessors<ReadTag>,
): Promise<MadeRecord> {
  const path = dossierPath(tag)
  const tree = treeOf(facts.graph, tag)
  const [git, dossier] = await Promise.all([
    gitFacts(facts, tag, before),
    readDossier(places, tag, tree, path, (found) => {
      const home = {
        tag: tag.tag,
        tree,
        folder: folderOf(path),
        dossierPath: path,
        ...committed(facts.graph, tag),
      }
      const code = { ...facts, objects: places.objects }
      return evidenceItems({ places, code }, home, found.evidence)
    }),
  ])
  return makeRecord(tag, git, dossier)
}
