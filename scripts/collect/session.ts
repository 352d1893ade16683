import { type Dated, type Predecessors, predecessors } from './chains.ts'
import type { Configuration } from './configuration.ts'
import type { ReadTag } from './facts.ts'
import { EMPTY_TREE, openDifferences } from './git/differences.ts'
import { readGraph } from './git/graph.ts'
import { openObjects } from './git/objects.ts'
import type { Repository } from './git/repository.ts'
import { treeWalker } from './git/tree.ts'
import { readTags } from './read-tags.ts'
import { readRelease } from './reader.ts'
import type { MadeRecord } from './record.ts'
import { boundarySorter } from './services/boundaries.ts'
import { artifactSources } from './sources/artifacts.ts'
import { treeSource } from './sources/tree.ts'
import type { Assigned } from './tagged.ts'

/** A repository being read: its tags, in their chains, and a way to read each release whole. */
export type Session = {
  tags: readonly ReadTag[]
  before: (tag: ReadTag) => Predecessors<ReadTag>
  read: (tag: ReadTag) => Promise<MadeRecord>
}

/** Opens the two long-running git processes, loads the commit graph and the tag objects, and closes them after `use`. */
export async function withSession<T>(
  repository: Repository,
  configuration: Configuration,
  { services, tagged }: Assigned,
  use: (session: Session) => Promise<T>,
): Promise<T> {
  const { git, hexLength, shallow } = repository
  const objects = openObjects(git)
  const differences = openDifferences(git, hexLength)
  try {
    const graph = await readGraph(
      git,
      tagged.map(({ id }) => id),
      shallow,
    )
    const tags = await readTags(objects, graph, tagged)
    const chains = predecessors(tags)
    const before = (tag: ReadTag) => chains.get(tag) ?? { previous: null, previousStable: null }
    const emptyTree = EMPTY_TREE.get(hexLength) ?? ''
    const facts = {
      graph,
      differences,
      emptyTree,
      sortPaths: boundarySorter(services),
      shallow: shallow.size > 0,
    }
    const sources = [
      treeSource(objects, treeWalker(objects, hexLength)),
      ...(await artifactSources(configuration.artifacts)),
    ]
    const dossierPath = ({ service }: Dated) =>
      (service.dossier ?? configuration.dossier).replaceAll('{service}', service.id)
    return await use({
      tags,
      before,
      read: (tag) => readRelease({ facts, objects, sources, dossierPath }, tag, before(tag)),
    })
  } finally {
    await Promise.all([objects.close(), differences.close()])
  }
}
