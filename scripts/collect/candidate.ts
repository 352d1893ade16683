import { dirname, join, resolve } from 'node:path'
import { CliError } from '#lib/cli-error.ts'
import { forEachAtOnce } from '#lib/pool.ts'
import { SILENT } from '#lib/progress.ts'
import { lineOf, printable } from '#lib/text.ts'
import type { Dossier } from '#model/dossier.ts'
import { finding } from '#model/finding.ts'
import type { Instant } from '#model/primitives.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { LIMITS } from '#parse/limits.ts'
import type { Configuration } from './configuration/configuration.ts'
import { type ComparedOffer, type Offer, openEarlierReleases } from './earlier-releases.ts'
import { openRoom } from './evidence/room.ts'
import { FORGES, forgeMember, openForge } from './forge/forges.ts'
import type { Forge, ForgeFacts, ForgeKind } from './forge/types.ts'
import { runGit } from './git/process.ts'
import { listRefs, type TagRef } from './git/refs.ts'
import { openRepository, type Repository } from './git/repository.ts'
import { type Candidates, type ReleaseReader, withReleaseReader } from './release-reader.ts'
import { guessTags } from './services/guess.ts'
import { readArtifact } from './sources/artifact-files.ts'
import { ABSENT, type Lookup, type Source } from './sources/source.ts'
import type { ReadTag } from './tags/git-facts.ts'
import { assignTags } from './tags/tagged.ts'

/** A dossier in a repository, before its commit is tagged. */
export type CandidateOrder = {
  configuration: Configuration
  /** The work tree that the dossier lies in. */
  root: string
  /** Where it lies in there, with forward slashes, and its bytes. */
  path: string
  bytes: Buffer
  dossier: Dossier
  /** The commit that is to be tagged, in full; null = the one that is checked out. */
  commit: string | null
  /** Who will tag it; null = not known. */
  tagger: string | null
  /** When: an instant in UTC. */
  at: Instant
  /** Other places of its evidence, besides the tree. */
  sources: readonly Source[]
  cache: string
  /** Where a forge finds its token and its address; left out, it is asked as anybody. */
  environment?: NodeJS.ProcessEnv
  /** The kinds of forge that may be asked. */
  forges?: readonly ForgeKind[]
}

/**
 * Reads a candidate as `collect` will read it once its commit is tagged: by the same tag, services, sources, readers and
 * forge. A forge that is configured and gives no answer is left out, which stands among what it did not answer.
 * A tag of its name that is there already and points at this commit is read as it is.
 * @returns null when the repository does not have the commit.
 * @throws CliError 2 for a tag that would belong to no service, or to another one.
 */
export async function readCandidate(order: CandidateOrder): Promise<ReleaseRecord | null> {
  const { configuration, dossier, root, cache } = order
  const repository = await openRepository(root, join(cache, 'repositories'))
  const commit = await commitOf(repository, order.commit ?? 'HEAD')
  if (commit === null) return null
  const { tags, notes } = await listRefs(repository.git)
  const name = dossier.tag ?? tagNameFor(dossier, tags, configuration, repository.name)
  const isTagged = (await commitOf(repository, `refs/tags/${name}`)) === commit
  const others = tags.filter((tag) => isTagged || !tag.name.equals(Buffer.from(name)))
  const refs = isTagged ? others : [...others, { name: Buffer.from(name), id: commit }]
  const assigned = assignTags(refs, configuration.services, repository.name)
  const tagged = assigned.tagged.find((each) => each.tag === name)
  if (tagged === undefined) throw noService(name)
  const annotation = {
    tagger: order.tagger,
    seconds: Date.parse(order.at) / 1000,
    subject: null,
    body: null,
    name,
    signature: null,
    key: null,
  }
  const sourcesWith = (tree: Source) => [treeOrWorkTree(tree, order), ...order.sources]
  const candidates: Candidates = new Map([[name, { annotation: isTagged ? null : annotation, sourcesWith }]])
  const opening = { repository, configuration, notes, assigned, candidates }
  const record = await askingForge(order, (forge) =>
    withReleaseReader({ ...opening, forge }, async (session) => {
      const tag = session.tags.find((each) => each.tag === name)
      if (tag === undefined) throw noService(name)
      const made = await session.read(tag, {
        compare: (offer) => comparedWithEarlier(session, tag, offer),
        room: openRoom().open(),
      })
      return made.record
    }),
  )
  return isTagged ? record : { ...record, git: untagged(record.git) }
}

/** Reads with the forge that is configured; without it where it cannot be asked, and says so in its place. */
async function askingForge(
  { configuration, environment = {}, forges = FORGES, cache, at }: CandidateOrder,
  read: (forge: Forge | null) => Promise<ReleaseRecord>,
): Promise<ReleaseRecord> {
  let opened: Forge | null = null
  try {
    // What collecting remembers of its last look at the forge is not touched.
    const asking = { configuration, environment, cache: join(cache, 'candidates'), at, progress: SILENT }
    opened = await openForge(forges, asking)
    const record = await read(opened)
    opened?.finish()
    return record
  } catch (error) {
    const isForges = error instanceof CliError && (opened === null || error.exitCode === TRY_LATER)
    if (!isForges) throw error
    const record = await read(null)
    return { ...record, ...forgeMember(notAsked(error.message)) }
  }
}

const TRY_LATER = 75

function notAsked(reason: string): ForgeFacts {
  const nothing = { release: null, tag: null, pullRequests: [], runs: [], attestations: [] }
  const said = finding('github.not_asked', { reason: lineOf(reason, 300).replace(/\.$/, '') })
  return { ...nothing, repository: '', unknown: [said] }
}

/** What a candidate offers, compared with all releases before it, as it will be once it is tagged. */
async function comparedWithEarlier(
  session: ReleaseReader,
  tag: ReadTag,
  offer: Offer,
): Promise<ComparedOffer> {
  const earlier = session.tags.slice(0, session.tags.indexOf(tag))
  const offers = new Map<ReadTag, Offer>()
  await forEachAtOnce(earlier, AT_ONCE, async (each) => void offers.set(each, await session.offerOf(each)))
  const queue = openEarlierReleases(session.before)
  for (const each of earlier) {
    const turn = queue.join(each)
    const own = offers.get(each) ?? NOTHING
    turn.leave(turn.keep({ ...own, ...turn.compare(own) }))
  }
  return queue.join(tag).compare(offer)
}

const AT_ONCE = 16
const NOTHING: Offer = { dossier: null, evidence: [] }

function untagged(git: ReleaseRecord['git']): ReleaseRecord['git'] {
  return { ...git, tagObject: null, unknown: [...git.unknown, finding('git.no_tag')] }
}

function noService(tag: string): CliError {
  return new CliError(
    `A tag ${printable(tag)} belongs to no service of the catalog. Name its configuration with --config, or correct the tag in the dossier.`,
  )
}

/** The commit that a name leads to; null when there is none. */
async function commitOf({ git }: Repository, name: string): Promise<string | null> {
  // What begins with a hyphen would be an option, and no ref holds what is refused here.
  if (!/^[\w./@+-]+$/.test(name) || name.startsWith('-')) return null
  try {
    return (await runGit(git, ['rev-parse', '--verify', '--quiet', `${name}^{commit}`])).toString().trim()
  } catch (error) {
    if (error instanceof CliError) return null
    throw error
  }
}

/** The name that its service's tags have: by the configured pattern, else as its tags before. */
function tagNameFor(
  { service, version }: Dossier,
  tags: readonly TagRef[],
  { services }: Configuration,
  repositoryName: string,
): string {
  const bare = version.replace(/^v/, '')
  const configured = services.find(({ id }) => id === service)?.tag
  if (configured !== undefined) return configured.replace('{version}', bare)
  const names = tags.map(({ name }) => name.toString('utf8'))
  const before = [...guessTags(names, repositoryName).values()].findLast(({ name }) => name === service)
  if (before)
    return before.pattern.replace('{version}', `${before.version.startsWith('v') ? 'v' : ''}${bare}`)
  return service === repositoryName ? `v${bare}` : `${service}/v${bare}`
}

/**
 * The tagged tree where the dossier stands in it as it is; else what lies in the work tree, which is what will be
 * committed with it. A dossier that lies elsewhere than the catalog looks is one that CI leaves beside the tree.
 */
function treeOrWorkTree(tree: Source, { root, path, bytes }: CandidateOrder): Source {
  const read = (place: string, largest: number): Lookup => {
    const found = readArtifact(root, '', place, largest)
    return found.kind === 'absent' ? ABSENT : { ...found, path: place }
  }
  const isCommitted = async (location: Parameters<Source['dossier']>[0]) => {
    const lookup = await tree.dossier(location, LIMITS.dossier.bytes)
    return lookup.kind === 'file' && lookup.bytes.equals(bytes)
  }
  return {
    ...tree,
    dossier: async (location, most) => {
      if (location.dossierPath !== path || (await isCommitted(location))) return tree.dossier(location, most)
      return read(path, most)
    },
    evidence: async (location, reference, most) => {
      const { path: place, asset, artifact } = reference
      const isOfTree = place !== undefined && asset === undefined && artifact === undefined
      if (!isOfTree || location.dossierPath !== path || (await isCommitted(location)))
        return tree.evidence(location, reference, most)
      const here = read(place, most)
      return here.kind === 'absent' ? read(join(dirname(path), place), most) : here
    },
  }
}

/** The folder that holds `.git`, from a path upwards; null when none does. */
export function workTreeOf(path: string, isThere: (path: string) => boolean): string | null {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if (isThere(join(folder, '.git'))) return folder
    if (folder === dirname(folder)) return null
  }
}
