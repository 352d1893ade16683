import { isolated } from '#lib/isolate.ts'
import { finding } from '#model/finding.ts'
import type { GitFacts } from '#model/release.ts'
import type { TagVerifier } from '#verify/tags/tag-verifier.ts'
import type { Graph } from '../git/graph.ts'
import type { Objects } from '../git/objects.ts'
import { type Annotation, followTag, LARGEST_TAG } from '../git/tag-object.ts'
import { otherNameOf, type ReadTag, timeOfTag } from './git-facts.ts'
import type { Tagged } from './tagged.ts'

/** Reads the tag objects: who tagged, when, and what. Commits come from the graph and are not read again. */
export function readTags(
  objects: Objects,
  graph: Graph,
  tags: readonly Tagged[],
  candidates: ReadonlyMap<string, { annotation: Annotation | null }>,
): Promise<ReadTag[]> {
  const typeOf = (id: string) => (graph.number.has(id) ? 'commit' : null)
  return Promise.all(
    tags.map((tag) =>
      isolated(
        async () => {
          const { target, annotation: own } = await followTag(objects, tag.id, typeOf)
          const followed = { target, annotation: candidates.get(tag.tag)?.annotation ?? own }
          return { ...tag, ...followed, ...timeOfTag(graph, followed) }
        },
        (what) => unreadTag(graph, tag, what),
      ),
    ),
  )
}

function unreadTag(graph: Graph, tag: Tagged, what: string): ReadTag {
  const followed = { target: null, annotation: null }
  const findings = [...tag.findings, finding('internal.reading_failed', { what })]
  return { ...tag, ...followed, ...timeOfTag(graph, followed), findings }
}

/** The signature of a tag, verified as far as the configuration allows; null for a tag without one. */
export async function signatureOf(
  objects: Objects,
  verifier: TagVerifier,
  { id, tag, annotation }: ReadTag,
): Promise<GitFacts['signature']> {
  if (annotation === null || annotation.signature === null) return null
  const at = annotation.seconds === null ? null : annotation.seconds * 1000
  const signed = { sort: annotation.signature, at, otherName: otherNameOf(annotation, tag) }
  return verifier.verify(signed, async () => (await objects.read(id, LARGEST_TAG))?.bytes ?? null)
}
