import { basename, dirname, join } from 'node:path/posix'
import { chainEntryPaths, isChainEntry } from '#formats/dpone/evidence-chain.ts'
import { listedFiles, readEvidence } from '#formats/read-evidence.ts'
import type { EvidenceReference } from '#model/evidence.ts'
import { LIMITS } from '#parse/limits.ts'
import type { Objects } from '../git/objects.ts'
import type { TreeWalker } from '../git/tree.ts'
import { isListName } from './find-checksums.ts'
import { SMALL } from './locate.ts'
import type { ReleaseRoom } from './room.ts'

/*
 * Which files of a tree are the dossier's own. A dossier in the tree cannot name its own commit, so the commit before
 * counts as the same code where only these differ. Where a file lies does not make it one: it is the dossier, or read as
 * evidence by one of the formats, and code is neither.
 */

/** What a dossier says of where a file is. */
type Place = Pick<EvidenceReference, 'path' | 'asset' | 'artifact'>

/** Says whether a path that differs is the dossier's own. @param before the tree of the commit that evidence names. */
export type IsOwnFile = (path: string, before: string) => Promise<boolean>

export type TreeFiles = { objects: Objects; walk: TreeWalker['find']; room?: ReleaseRoom | undefined }

/**
 * The dossier's own files: itself, what it names and what that lists in turn, as far as it is evidence, and checksum lists
 * beside them. Of what is gone, evidence of an earlier dossier below their folders is its own too.
 */
export async function ownFiles(
  from: TreeFiles,
  { dossierPath, tree }: { dossierPath: string; tree: string | null },
  references: readonly Place[],
): Promise<IsOwnFile> {
  if (tree === null) return async () => false
  const places = new Set(references.flatMap((each) => placesOf(each, dirname(dossierPath))))
  const found = await inOrder([...places], (path) => namedAt(from, tree, path))
  const named = found.filter((each) => each !== null)
  const paths = new Set([dossierPath, ...named.map(({ path }) => path)])
  const listed = await inOrder(named, (each) => evidenceOf(from, tree, each.listed))
  const own = new Set([...paths, ...listed.flat()])
  const folders = new Set([...own].map((path) => dirname(path)))
  return async (path, before) => {
    if (own.has(path) || (folders.has(dirname(path)) && isListName(basename(path)))) return true
    const isBelow = [...folders].some((folder) => folder === '.' || path.startsWith(`${folder}/`))
    if (!isBelow || (await from.walk(tree, path)).kind !== 'absent') return false
    return isEvidenceAt(from, before, path)
  }
}

/** Where evidence of the tree may lie: by its root, and by the dossier's folder. */
function placesOf({ path, asset, artifact }: Place, folder: string): string[] {
  if (path === undefined || asset !== undefined || artifact !== undefined) return []
  return folder === '.' ? [path] : [path, `${folder}/${path}`]
}

/**
 * The format of evidence, by its content: the dossier may call code what it likes. Null for what no reader recognizes,
 * but for files that are no code in any language, and for data that is damaged.
 */
function formatOf(path: string, bytes: Buffer): string | null {
  const { format, status, reasons } = readEvidence(bytes, null)
  const isKnown = format !== 'unrecognized'
  const isNamed = reasons.some(({ code }) => code === 'evidence.other_format')
  if (isKnown || isNamed) return format
  if (status === 'unreadable' && DATA.test(path) && reasons.some(({ code }) => BROKEN.has(code)))
    return 'broken'
  return isChainEntry(bytes) ? 'entry' : NO_CODE.test(path) ? 'document' : null
}

/** Data that every program refuses when it is cut off; what a reader only dislikes, such as comments, a program may take. */
const DATA = /\.(json|xml|sarif|trx)$/i
const BROKEN: ReadonlySet<string> = new Set([
  'document.truncated',
  'document.empty',
  'document.binary',
  'document.lfs_pointer',
  'document.merge_markers',
])

const NO_CODE = /\.(pdf|png|jpe?g|log|sig|asc)$/i

/** What a dossier names, where it is evidence, and where the files may lie that it lists. Its bytes are let go. */
async function namedAt(
  from: TreeFiles,
  tree: string,
  path: string,
): Promise<{ path: string; listed: string[] } | null> {
  const found = await evidenceAt(from, tree, path)
  return found && { path, listed: placesListed(found) }
}

/** Files that an artifact lists with their digests, such as the indexes of a chain. */
function placesListed({ path, bytes, format }: TreeEvidence): string[] {
  const listed = listedFiles(bytes, format).map((each) => each.path)
  const kept = format === 'dpone-evidence-chain' ? chainEntryPaths(bytes) : []
  return [...listed, ...kept].slice(0, MOST_LISTED).flatMap((each) => [join(dirname(path), each), each])
}

/** Those of some places that hold evidence. */
async function evidenceOf(from: TreeFiles, tree: string, places: readonly string[]): Promise<string[]> {
  const found = await inOrder(places, (each) => isEvidenceAt(from, tree, each))
  return places.filter((_, at) => found[at])
}

const MOST_LISTED = 1000

async function isEvidenceAt(from: TreeFiles, tree: string, path: string): Promise<boolean> {
  return (await evidenceAt(from, tree, path)) !== null
}

type TreeEvidence = { path: string; bytes: Buffer; format: string }

/** Null where there is nothing, or no evidence. */
async function evidenceAt(from: TreeFiles, tree: string, path: string): Promise<TreeEvidence | null> {
  const bytes = await bytesAt(from, tree, path)
  const format = bytes && formatOf(path, bytes)
  return bytes && format ? { path, bytes, format } : null
}

async function bytesAt(
  { objects, walk, room }: TreeFiles,
  tree: string,
  path: string,
): Promise<Buffer | null> {
  const found = await walk(tree, path)
  if (found.kind !== 'file') return null
  const read = async (largest: number) => objects.read(found.id, largest)
  const object = await read(room ? SMALL : LIMITS.evidence.bytes)
  if (object === null || object.bytes !== null || room === undefined) return object?.bytes ?? null
  if (object.size > LIMITS.evidence.bytes) return null
  return (await room.look(object.size, () => read(LIMITS.evidence.bytes)))?.bytes ?? null
}

/** One after the other: a thousand files at once would be a thousand files in memory. */
async function inOrder<T, R>(items: readonly T[], act: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (const item of items) results.push(await act(item))
  return results
}
