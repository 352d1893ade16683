import type { Graph } from '../git/graph.ts'
import type { Objects } from '../git/objects.ts'
import { followTag } from '../git/tag-object.ts'
import type { ReadTag } from './git-facts.ts'
import { timeOfTag } from './git-facts.ts'
import type { Tagged } from './tagged.ts'

/** Reads the tag objects: who tagged, when, and what. Commits come from the graph and are not read again. */
export function readTags(objects: Objects, graph: Graph, tags: readonly Tagged[]): Promise<ReadTag[]> {
  const typeOf = (id: string) => (graph.number.has(id) ? 'commit' : null)
  return Promise.all(
    tags.map(async (tag) => {
      const followed = await followTag(objects, tag.id, typeOf)
      return { ...tag, ...followed, ...timeOfTag(graph, followed) }
    }),
  )
}
