import { dirname } from 'node:path/posix'
import type { EvidenceReference } from '../../../src/model/evidence.ts'
import type { Finding } from '../../../src/model/finding.ts'
import { LIMITS } from '../../door/limits.ts'
import { readArtifact } from '../artifacts.ts'
import type { Places } from '../dossier/find.ts'
import type { Found } from '../git/tree.ts'

/** Bytes of an artifact and where they were, or why there are none. */
export type Located = {
  bytes: Buffer | null
  source: 'tree' | 'directory' | 'none'
  path: string | null
  /** The blob's id, for bytes of a tree: equal ids mean equal bytes. */
  blob: string | null
  status: 'missing' | 'unreadable' | null
  reasons: Finding[]
}

/** The release whose evidence is looked for. `folder` is the dossier's, empty at the root of the tree. */
export type Home = { tag: string; tree: string | null; folder: string }

/**
 * Finds the bytes of a reference: in the tagged tree by its root, then by the dossier's folder, then among the tag's
 * artifacts.
 */
export async function locate(places: Places, home: Home, reference: EvidenceReference): Promise<Located> {
  const { path, asset } = reference
  if (path === undefined) {
    return none('missing', asset === undefined ? 'evidence.no_place' : 'evidence.not_fetched', {
      asset: asset ?? null,
    })
  }
  const inTree = home.tree === null ? null : await inTreeAt(places, home.tree, home.folder, path)
  const inFolder = places.artifacts === null ? null : fromFolder(places.artifacts, home.tag, path)
  const found = [inTree, inFolder].filter((each) => each !== null)
  const [first, second] = found.filter(({ bytes }) => bytes !== null)
  if (first?.bytes && second?.bytes && !first.bytes.equals(second.bytes)) {
    return none('unreadable', 'evidence.disagree', { path })
  }
  return first ?? found[0] ?? none('missing', 'evidence.missing', { path })
}

async function inTreeAt(places: Places, tree: string, folder: string, path: string): Promise<Located | null> {
  const candidates = folder === '' ? [path] : [path, `${folder}/${path}`]
  for (const candidate of candidates) {
    const found = await places.walk(tree, candidate)
    if (found.kind !== 'absent') return fromTree(places, found, candidate)
  }
  return null
}

async function fromTree({ objects }: Places, found: Found, path: string): Promise<Located> {
  if (found.kind !== 'file') return none('unreadable', CODES[found.kind], { path })
  const object = await objects.read(found.id, LIMITS.evidence.bytes)
  if (object === null) return none('unreadable', 'evidence.object_missing', { path })
  if (object.bytes === null) return tooLarge(path, object.size)
  return { bytes: object.bytes, source: 'tree', path, blob: found.id, status: null, reasons: [] }
}

function fromFolder(root: string, tag: string, path: string): Located | null {
  const found = readArtifact(root, tag, path, LIMITS.evidence.bytes)
  if (found.kind === 'absent') return null
  if (found.kind === 'large') return tooLarge(path, found.size)
  if (found.kind !== 'file') return none('unreadable', CODES[found.kind], { path })
  return {
    bytes: found.bytes,
    source: 'directory',
    path: `${tag}/${path}`,
    blob: null,
    status: null,
    reasons: [],
  }
}

const CODES = {
  absent: 'evidence.missing',
  link: 'evidence.symlink',
  other: 'evidence.not_a_file',
  lacking: 'evidence.object_missing',
} as const

function tooLarge(path: string, bytes: number): Located {
  return none('unreadable', 'evidence.too_large', { path, bytes, max: LIMITS.evidence.bytes })
}

function none(status: 'missing' | 'unreadable', code: string, args: Finding['args']): Located {
  return { bytes: null, source: 'none', path: null, blob: null, status, reasons: [{ code, args, path: [] }] }
}

/** Folder of a dossier in a tree; empty for one that lies at the root. */
export function folderOf(dossierPath: string): string {
  const folder = dirname(dossierPath)
  return folder === '.' ? '' : folder
}
