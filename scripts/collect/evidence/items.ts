import { hash } from 'node:crypto'
import { dirname, join } from 'node:path/posix'
import { differingEntries, strayEntries } from '#formats/dpone/evidence-chain.ts'
import { readEvidence } from '#formats/read-evidence.ts'
import { emptyReading } from '#formats/reading.ts'
import { isPublished } from '#messages/report/evaluation.ts'
import type { Package } from '#model/dossier.ts'
import type { EvidenceItem, EvidenceReference, Reading } from '#model/evidence.ts'
import { finding } from '#model/finding.ts'
import type { ReleaseType } from '#model/primitives.ts'
import type { Comparison } from '#model/verification.ts'
import type { SignatureTrust } from '#verify/check-signature.ts'
import type { KeptBundles } from '../forge/types.ts'
import type { ReleaseLocation, Source } from '../sources/source.ts'
import { withAttestations } from './attested.ts'
import { type Bind, binder } from './bind.ts'
import { type CodeSources, codeMatcher, type ReleasedCode } from './code-match.ts'
import { compareLists } from './compare-checksums.ts'
import {
  type CollectedArtifact,
  type FoundLists,
  type Lookups,
  listsBeside,
  lookups,
  pathAt,
  sameHolder,
} from './find-checksums.ts'
import { type Located, locate } from './locate.ts'
import { ownFiles } from './own-files.ts'

/** Everything that evidence is resolved with. */
export type EvidenceSources = {
  sources: readonly Source[]
  code: CodeSources
  trust: SignatureTrust
  /** The attestations that a forge keeps about bytes; null when none is asked. */
  bundles: KeptBundles | null
  /** Takes the bytes of an artifact that its dossier wants published. */
  keep: (sha256: string, bytes: Buffer) => void
}

/** The release whose evidence it is, with its version and what it ships. `committedAt` in UTC. */
type Owner = ReleaseLocation &
  ReleasedCode & {
    version: string
    releaseType: ReleaseType
    committedAt: string | null
    packages: readonly Package[]
  }

/**
 * Resolves, digests and reads the evidence of one dossier, in the dossier's order; compares it with every list of digests
 * among it or beside it, and verifies the attestations that are among it. A list that lies beside it becomes one
 * artifact more.
 */
export async function evidenceItems(
  from: EvidenceSources,
  owner: Owner,
  references: readonly EvidenceReference[],
): Promise<EvidenceItem[]> {
  const match = codeMatcher(from.code, owner, () => ownFiles(from.code, owner, references))
  const bind = binder(from.code, match, owner)
  const read = readOnce()
  const isOpen = references.length > 0 && references.every(({ publish }) => publish)
  const find = locateOnce(from.sources, owner)
  const collectAll = (all: readonly EvidenceReference[]) =>
    Promise.all(all.map((each) => collect({ find, read, bind }, owner, each)))
  const files = lookups(from.sources, owner)
  const named = await collectAll(references)
  const lists = await listsBeside(named, files, isOpen)
  const collected = [...named, ...withMore(await collectAll(lists.references), lists)]
  const compared = await compareLists(await compareEntryFiles(collected, files), files.digestAt)
  const items = await withAttestations(compared, {
    trust: trustFor(from.trust, owner.service),
    tag: owner.tag,
    codeOf: (commit) => match(commit, null),
    bytesOf: async (index) => collected[index]?.bytes ?? null,
    pathOf: (index) => pathAt(collected[index]?.reference ?? {}),
    kept: from.bundles && { keeper: from.bundles.keeper, about: keptAbout(from.bundles) },
  })
  await Promise.all(items.map((item, index) => keepPublished(item, collected[index]?.bytes, from)))
  return items
}

/** The last list that is looked at tells of those that are not: one of them may contradict the evidence. */
function withMore(lists: CollectedArtifact[], { more }: FoundLists): CollectedArtifact[] {
  const last = lists.at(-1)
  if (more === 0 || last === undefined) return lists
  const reasons = [...last.item.reasons, finding('list.too_many', { shown: lists.length, more })]
  return [...lists.slice(0, -1), { ...last, item: { ...last.item, reasons } }]
}

/** Bytes that are not the declared ones are nobody's evidence. What a forge keeps about published bytes goes with them. */
async function keepPublished(
  item: EvidenceItem,
  bytes: Buffer | null | undefined,
  { keep, bundles }: EvidenceSources,
): Promise<void> {
  if (!isPublished(item) || item.sha256 === null || !bytes) return
  keep(item.sha256, bytes)
  for (const bundle of bundles ? await keptAbout(bundles)(item) : []) keep(hash('sha256', bundle), bundle)
}

/** A forge is asked about what CI made; what lies in the tree is the commit's own. */
function keptAbout({ about }: KeptBundles): (item: EvidenceItem) => Promise<readonly Buffer[]> {
  return async ({ sha256, collectedFrom }) =>
    sha256 === null || collectedFrom.source === 'tree' ? [] : about(sha256)
}

/** An expectation that names services holds for those only. */
export function trustFor(trust: SignatureTrust, service: string): SignatureTrust {
  const signers = trust.signers.filter(({ services }) => services.length === 0 || services.includes(service))
  return { ...trust, signers }
}

type Find = (reference: EvidenceReference) => Promise<Located>

/** A file that a dossier names under many names is read, and held, once. */
function locateOnce(sources: readonly Source[], owner: Owner): Find {
  const known = new Map<string, Promise<Located>>()
  return (reference) => {
    const { path, asset, artifact, run } = reference
    const place = JSON.stringify([path, asset, artifact, run?.id])
    const found = known.get(place) ?? locate(sources, owner, reference)
    known.set(place, found)
    return found
  }
}

type ReadBytes = (bytes: Buffer, sha256: string, format: string | null) => Reading

/** The same bytes say the same, however often they are named; no reading is ever changed. */
function readOnce(): ReadBytes {
  const known = new Map<string, Reading>()
  return (bytes, sha256, format) => {
    const key = `${sha256} ${format}`
    const reading = known.get(key) ?? readEvidence(bytes, format)
    known.set(key, reading)
    return reading
  }
}

type Ways = { find: Find; read: ReadBytes; bind: Bind }

async function collect(
  { find, read, bind }: Ways,
  owner: Owner,
  reference: EvidenceReference,
): Promise<CollectedArtifact> {
  const located = await find(reference)
  return {
    reference,
    bytes: located.bytes,
    item: await evidenceItem({ bind, read }, owner, reference, located),
  }
}

async function evidenceItem(
  { bind, read: readBytes }: Pick<Ways, 'bind' | 'read'>,
  owner: Owner,
  reference: EvidenceReference,
  located: Located,
): Promise<EvidenceItem> {
  const sha256 = located.bytes === null ? null : hash('sha256', located.bytes)
  const isTampered = sha256 !== null && reference.sha256 !== undefined && sha256 !== reference.sha256
  const read = readingOf(located, reference, { sha256, isTampered, readBytes })
  const declared = reference.commit ?? null
  const bound = await bind(read, { declared, inTree: located.source === 'tree' })
  return {
    ...read,
    ...bound,
    subject: { ...read.subject, commit: read.subject.commit ?? declared },
    ...declaredPart(reference),
    sha256,
    bytes: located.bytes?.length ?? null,
    ...timeOf(read.generatedAt, reference, located, owner),
    collectedFrom: { source: located.source, path: located.path },
    verification: [
      ...declaredDigest(sha256, reference.sha256),
      ...(located.recorded ? [located.recorded] : []),
    ],
    attestations: [],
  }
}

/** Digested before it is parsed: bytes that are not the ones declared are not read at all. */
function readingOf(
  { bytes, status, reasons }: Located,
  { format, ...reference }: EvidenceReference,
  { sha256, isTampered, readBytes }: { sha256: string | null; isTampered: boolean; readBytes: ReadBytes },
): Reading {
  if (bytes === null || sha256 === null)
    return { ...emptyReading(format ?? UNREAD), status: status ?? 'missing', reasons }
  if (!isTampered) return readBytes(bytes, sha256, format ?? null)
  const args = { declared: reference.sha256 ?? null, found: sha256 }
  return {
    ...emptyReading(format ?? UNREAD),
    status: 'tampered',
    reasons: [finding('evidence.tampered', args)],
  }
}

const UNREAD = 'unread'

function declaredPart({
  name,
  kind,
  purpose,
  producer,
  gates,
  services,
  run,
  url,
  publish,
}: EvidenceReference) {
  return {
    name,
    kind,
    purpose: purpose ?? null,
    producer,
    gates,
    services,
    run: run ?? null,
    url: url ?? null,
    publish,
  }
}

/** The file knows best, then the dossier; a file of the tree is at least not younger than its commit. */
function timeOf(
  inside: string | null,
  { generatedAt }: EvidenceReference,
  { source }: Located,
  { committedAt }: Owner,
): Pick<EvidenceItem, 'generatedAt' | 'timeSource'> {
  if (inside !== null) return { generatedAt: inside, timeSource: 'content' }
  if (generatedAt !== undefined) return { generatedAt, timeSource: 'dossier' }
  if (source === 'tree' && committedAt !== null) return { generatedAt: committedAt, timeSource: 'commit' }
  return { generatedAt: null, timeSource: 'unknown' }
}

function declaredDigest(found: string | null, declared: string | undefined): Comparison[] {
  if (declared === undefined) return []
  const compared = { source: 'dossier' as const, name: null }
  if (found === null)
    return [{ ...compared, outcome: 'unverified', reasons: [finding('verification.no_bytes')] }]
  if (found === declared) return [{ ...compared, outcome: 'verified', reasons: [] }]
  return [{ ...compared, outcome: 'failed', reasons: [finding('evidence.tampered', { declared, found })] }]
}

/**
 * Compares the entries of a chain's index with the files they are kept in, and the folder with the index: dpone verifies
 * the files, so an index alone proves nothing, and an entry that the index lacks was never chained. The artifact indexes behind them are a list and compared as one, after this; there an entry that could
 * not be compared keeps the chain from passing.
 */
function compareEntryFiles(
  collected: readonly CollectedArtifact[],
  files: Pick<Lookups, 'look' | 'namesBeside'>,
): Promise<CollectedArtifact[]> {
  return Promise.all(collected.map(async (each) => ({ ...each, item: await compared(each, files) })))
}

async function compared(
  { item, bytes, reference }: CollectedArtifact,
  { look, namesBeside }: Pick<Lookups, 'look' | 'namesBeside'>,
): Promise<EvidenceItem> {
  if (item.format !== 'dpone-evidence-chain' || bytes === null || item.status === 'tampered') return item
  // A pipeline that copies the chain into another folder leaves the paths in it as they were.
  const beside = async (path: string) =>
    (await look(sameHolder(reference, join(dirname(reference.path ?? '.'), path)))) ??
    look(sameHolder(reference, path))
  const { differing, absent } = await differingEntries(bytes, beside)
  const names = async (path: string) => {
    const below = await namesBeside(sameHolder(reference, join(dirname(reference.path ?? '.'), path)))
    return below && below.length > 0 ? below : namesBeside(sameHolder(reference, path))
  }
  const { stray, unseen } = await strayEntries(bytes, names, beside)
  const reasons = [
    ...item.reasons,
    ...differing,
    ...stray,
    ...unseen,
    ...(absent > 0 ? [finding('chain.not_compared', { total: absent })] : []),
  ]
  if (differing.length + stray.length > 0) return { ...item, reasons, status: 'failed' }
  const isDoubtful = unseen.length > 0 || absent > 0
  return { ...item, reasons, status: isDoubtful && item.status === 'passed' ? 'unknown' : item.status }
}
