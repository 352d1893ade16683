import { openTagVerifier } from '#verify/tags/verify.ts'
import { EMPTY_TREE, openDifferences } from './git/differences.ts'
import { readGraph } from './git/graph.ts'
import { openObjects } from './git/objects.ts'
import { treeWalker } from './git/tree.ts'
import type { MadeRecord } from './record.ts'
import { homeOf, type Reader, readRelease } from './release-reader.ts'
import type { Run } from './run.ts'
import { boundarySorter } from './services/boundaries.ts'
import { artifactSources } from './sources/artifacts.ts'
import { noteSource } from './sources/note.ts'
import { treeSource } from './sources/tree.ts'
import { type Dated, type Predecessors, predecessors } from './tags/chains.ts'
import type { ReadTag } from './tags/git-facts.ts'
import { readTags } from './tags/read-tags.ts'
import { signatureOf } from './tags/signature-of.ts'

/** A repository being read: its tags, in their chains, and a way to read each release whole. */
export type Session = {
  tags: readonly ReadTag[]
  before: (tag: ReadTag) => Predecessors<ReadTag>
  /** What the sources hold for a tag that changes without it; empty when nothing does. */
  stateOf: (tag: ReadTag) => Promise<readonly string[]>
  read: (tag: ReadTag) => Promise<MadeRecord>
}

type Opening = Pick<Run, 'repository' | 'configuration' | 'notes' | 'github' | 'assigned'>

/** Opens the two long-running git processes, loads the commit graph and the tag objects, and closes them after `use`. */
export async function withSession<T>(
  { repository, configuration, notes, github, assigned: { services, tagged } }: Opening,
  use: (session: Session) => Promise<T>,
): Promise<T> {
  const { git, hexLength, shallow } = repository
  const objects = openObjects(git)
  const differences = openDifferences(git, hexLength)
  const verifier = openTagVerifier(configuration.trust.tags)
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
      signatureOf: (tag: ReadTag) => signatureOf(objects, verifier, tag),
    }
    const walk = treeWalker(objects, hexLength)
    const sources = [
      treeSource(objects, walk),
      ...(notes === null ? [] : [await noteSource(objects, walk, notes, tags)]),
      ...(github?.sources ?? []),
      ...(await artifactSources(configuration.artifacts)),
    ]
    const dossierPath = ({ service }: Dated) =>
      (service.dossier ?? configuration.dossier).replaceAll('{service}', service.id)
    const reader = { facts, objects, sources, trust: configuration.trust, github, dossierPath }
    return await use({
      tags,
      before,
      stateOf: (tag) => stateOf(reader, tag),
      read: (tag) => readRelease(reader, tag, before(tag)),
    })
  } finally {
    verifier.close()
    await Promise.all([objects.close(), differences.close()])
  }
}

async function stateOf(reader: Reader, tag: ReadTag): Promise<string[]> {
  const home = homeOf(reader, tag)
  const states = await Promise.all(reader.sources.map(({ state }) => state?.(home) ?? ''))
  return states.flatMap((state, n) => (state === '' ? [] : [`${reader.sources[n]?.name} ${state}`]))
}
