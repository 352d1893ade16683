import { isolated } from '#lib/isolate.ts'
import type { Environment } from '#model/catalog.ts'
import { finding } from '#model/finding.ts'
import type { PublicFacts } from '#model/public-facts.ts'
import type { Service } from '#model/service.ts'
import type { SignatureTrust } from '#verify/check-signature.ts'
import { openTagVerifier } from '#verify/tags/tag-verifier.ts'
import { NOTHING_READ, type ReadDossier, readDossier, roomOf } from './dossier/read.ts'
import type { ComparedOffer, Offer } from './earlier-releases.ts'
import { evidenceItems } from './evidence/items.ts'
import { ownFiles } from './evidence/own-files.ts'
import { openRoom, type ReleaseRoom } from './evidence/room.ts'
import type { Forge } from './forge/types.ts'
import { type Differences, EMPTY_TREE, openDifferences } from './git/differences.ts'
import { forgeryCheck } from './git/forged.ts'
import { type Graph, readGraph } from './git/graph.ts'
import { type Objects, openObjects } from './git/objects.ts'
import type { Annotation } from './git/tag-object.ts'
import { type TreeWalker, treeWalker } from './git/tree.ts'
import { treeFactsReader } from './public/tree-facts.ts'
import { type MadeRecord, makeRecord } from './record.ts'
import type { CollectRun } from './run.ts'
import { boundarySorter } from './services/boundaries.ts'
import { artifactSources } from './sources/artifacts.ts'
import { noteSource } from './sources/note.ts'
import type { ReleaseLocation, Source } from './sources/source.ts'
import { treeSource } from './sources/tree.ts'
import { changedPaths } from './tags/changed-paths.ts'
import { countedParts } from './tags/counted.ts'
import {
  bareFacts,
  codeCommittedAt,
  committed,
  type FactSources,
  gitFacts,
  inOrderOfTags,
  type ReadTag,
  type ToldByGit,
  treeOf,
} from './tags/git-facts.ts'
import { earlierAtCommit, type Predecessors, predecessors, tellCounted } from './tags/predecessors.ts'
import { readTags, signatureOf } from './tags/read-tags.ts'
import type { DatedTag } from './tags/tagged.ts'

/** A repository being read: its tags, in their chains, and a way to read each release whole. */
export type ReleaseReader = {
  /** First to last. */
  tags: readonly ReadTag[]
  before: (tag: ReadTag) => Predecessors<ReadTag>
  /** What the sources hold for a tag that changes without it; empty when nothing does. */
  stateOf: (tag: ReadTag) => Promise<readonly string[]>
  read: (tag: ReadTag, how?: Reading) => Promise<MadeRecord>
  /** What a release offers, without all else. */
  offerOf: (tag: ReadTag) => Promise<Offer>
}

type Reading = {
  /** Has the last word, once all else is read: how the release stands to those before it. */
  compare: (offer: Offer) => Promise<ComparedOffer>
  /** Holds what is to be published until the caller closes it. */
  room: ReleaseRoom
}

type Opening = Pick<CollectRun, 'repository' | 'configuration' | 'notes' | 'forge' | 'assigned'> & {
  candidates?: Candidates
}

/** Tags that do not exist yet, by the name that they will have; they point at the commit itself. */
export type Candidates = ReadonlyMap<string, CandidateTag>

export type CandidateTag = {
  /** What the tag's object will say. */
  annotation: Annotation | null
  /** Where its dossier and evidence are looked for: the tree, as it is or with what lies beside it, then other places. */
  sourcesWith: (tree: Source) => readonly Source[]
}

const NONE: Candidates = new Map()

const NOTHING_BEFORE: Predecessors<ReadTag> = { previous: null, previousStable: null, isUnknown: false }

/** Opens the long-running git process, loads the commit graph and the tag objects, and closes them after `use`. */
export async function withReleaseReader<T>(
  { repository, configuration, notes, forge, assigned: { services, tagged }, candidates = NONE }: Opening,
  use: (session: ReleaseReader) => Promise<T>,
): Promise<T> {
  const { git, hexLength, shallow } = repository
  const objects = openObjects(git)
  const verifier = openTagVerifier(configuration.trust.tags)
  try {
    const tips = tagged.map(({ id }) => id)
    const graph = await readGraph(git, tips, shallow, objects)
    const tags = tellCounted(inOrderOfTags(graph, await readTags(objects, graph, tagged, candidates)))
    const chains = predecessors(graph, tags)
    const before = (tag: ReadTag) => chains.get(tag) ?? NOTHING_BEFORE
    const walk = treeWalker(objects, hexLength)
    const differences = openDifferences(walk)
    const facts = {
      ...filesOf(graph, differences, services, hexLength, walk),
      sameCommit: earlierAtCommit(tags),
      shallow: shallow.size > 0,
      signatureOf: (tag: ReadTag) => signatureOf(objects, verifier, tag),
    }
    const tree = treeSource(objects, walk)
    const others = [
      ...(notes === null ? [] : [await noteSource(objects, walk.find, notes, tags)]),
      ...(forge?.sources ?? []),
      ...(await artifactSources(configuration.artifacts)),
    ]
    const dossierPath = ({ service }: DatedTag) =>
      (service.dossier ?? configuration.dossier).replaceAll('{service}', service.id)
    const reader = {
      facts,
      objects,
      walk: walk.find,
      sources: [tree, ...others],
      treeFacts: treeFactsReader(objects, walk),
      trust: configuration.trust,
      forge,
      dossierPath,
      people: configuration.people,
      environments: configuration.catalog?.environments ?? [],
    }
    const readerFor = ({ tag }: ReadTag) => {
      const candidate = candidates.get(tag)
      return candidate ? { ...reader, sources: [...candidate.sourcesWith(tree), ...others] } : reader
    }
    const checked = forgeryCheck(objects, graph)
    return await use({
      tags,
      before,
      stateOf: (tag) => stateOf(reader, tag),
      read: (tag, how) =>
        isolated(
          async () => readRelease(readerFor(tag), await checked(tag, before(tag)), before(tag), how),
          (what) => unreadRelease(facts, tag, before(tag), what),
        ),
      offerOf: (tag) =>
        isolated(
          async (): Promise<Offer> => readOffer(readerFor(tag), tag, openRoom().open(), () => {}),
          () => ({ dossier: null, evidence: [] }),
        ),
    })
  } finally {
    verifier.close()
    await objects.close()
  }
}

/** What is asked about files and whose they are. */
function filesOf(
  graph: Graph,
  differences: Differences,
  services: readonly Service[],
  hexLength: number,
  { list }: TreeWalker,
) {
  const files = {
    graph,
    differences,
    emptyTree: EMPTY_TREE.get(hexLength) ?? '',
    sortPaths: boundarySorter(services),
  }
  const counted = countedParts({ ...files, list }, services)
  const releasedAlone = new Set(services.filter(({ tag }) => tag !== undefined).map(({ id }) => id))
  const countedOf = (tag: ReadTag) => counted(tag.service, treeOf(graph, tag))
  return { ...files, releasedAlone, countedOf }
}

async function stateOf(reader: ReadingTools, tag: ReadTag): Promise<string[]> {
  const location = homeOf(reader, tag)
  const states = await Promise.all(reader.sources.map(({ state }) => state?.(location) ?? ''))
  const same = reader.facts.sameCommit(tag).map(({ version }) => `same ${version}`)
  return [
    ...states.flatMap((state, n) => (state === '' ? [] : [`${reader.sources[n]?.name} ${state}`])),
    ...same,
  ]
}

/** Everything one run reads with. `dossierPath` says where the dossier of a tag's service lies. */
type ReadingTools = {
  facts: FactSources
  objects: Objects
  walk: TreeWalker['find']
  sources: readonly Source[]
  treeFacts: ReturnType<typeof treeFactsReader>
  /** Null when no forge is asked. */
  forge: Forge | null
  trust: SignatureTrust
  people: CollectRun['configuration']['people']
  environments: readonly Environment[]
  dossierPath: (tag: ReadTag) => string
}

/** What the sources look for, of a tag. */
function homeOf({ facts, dossierPath }: ReadingTools, tag: ReadTag): ReleaseLocation {
  return {
    tag: tag.tag,
    service: tag.service.id,
    tree: treeOf(facts.graph, tag),
    dossierPath: dossierPath(tag),
  }
}

/** The dossier of a release with its evidence. @param keep takes the bytes of artifacts that are to be published. */
function readOffer(
  reader: ReadingTools,
  tag: ReadTag,
  room: ReleaseRoom,
  keep: (sha256: string, bytes: Buffer) => void,
): Promise<ReadDossier> {
  const { facts, objects, sources, trust, forge } = reader
  const location = homeOf(reader, tag)
  return readDossier(sources, tag, { ...location, room }, (found) => {
    const owner = {
      ...location,
      room,
      ...committed(facts.graph, tag),
      packages: found.packages,
      version: tag.version,
      releaseType: found.releaseType,
    }
    const from = {
      sources,
      code: { ...facts, objects, walk: reader.walk, room },
      trust,
      bundles: forge?.bundles ?? null,
      keep,
    }
    return evidenceItems(from, owner, found.evidence)
  })
}

/** Reads one release whole: git facts, dossier, evidence, notes. */
async function readRelease(
  reader: ReadingTools,
  tag: ReadTag,
  before: Predecessors<ReadTag>,
  { compare, room }: Reading = { compare: async ({ evidence }) => ({ evidence }), room: openRoom().open() },
): Promise<MadeRecord> {
  const { facts, objects, forge } = reader
  const location = homeOf(reader, tag)
  const published = new Map<string, Buffer>()
  const [answer, dossier] = await Promise.all([
    gitFacts(facts, tag, before),
    readOffer(reader, tag, room, (sha256, bytes) => void published.set(sha256, bytes)),
  ])
  const paths =
    dossier.dossier?.releaseType === 'docs-patch'
      ? await changedPaths(
          facts,
          tag,
          before,
          await ownFiles({ objects, walk: reader.walk }, location, dossier.dossier.evidence),
        )
      : null
  const git = {
    ...answer.git,
    changedPaths: paths,
    codeCommittedAt: codeCommittedAt(facts, answer.git, dossier.evidence),
  }
  room.keepOnly([...published.values()].reduce((sum, { length }) => sum + length, roomOf(dossier)))
  const said = forge && (await forge.facts(git, dossier, answer.pullRequest))
  const compared = { ...dossier, ...(await compare(dossier)) }
  const told = { forge: said, publicFacts: await publicFactsOf(reader, tag, answer) }
  return makeRecord(tag, git, compared, told, published, reader)
}

/** A release that could not be read, with what git says of it, as far as that can be read. */
async function unreadRelease(
  facts: FactSources,
  tag: ReadTag,
  before: Predecessors<ReadTag>,
  what: string,
): Promise<MadeRecord> {
  const git = await isolated(
    async () => (await gitFacts(facts, tag, before)).git,
    () => bareFacts(tag),
  )
  const findings = [finding('internal.reading_failed', { what })]
  return makeRecord(tag, git, { ...NOTHING_READ, findings }, { forge: null })
}

/** What anybody can see of a release; of documents that could not be read, nothing. */
async function publicFactsOf(
  { facts, treeFacts }: ReadingTools,
  tag: ReadTag,
  { seen }: ToldByGit,
): Promise<PublicFacts> {
  const tree = treeOf(facts.graph, tag)
  const folder = seen.counted?.folder ?? null
  const said = await isolated(
    async () => (tree === null ? null : treeFacts({ tree, tag: tag.tag, version: tag.version, folder })),
    () => null,
  )
  return { ...seen, tree: said }
}
