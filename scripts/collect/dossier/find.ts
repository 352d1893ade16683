import { hash } from 'node:crypto'
import type { Finding } from '../../../src/model/finding.ts'
import type { ReleaseRecord } from '../../../src/model/release.ts'
import { LIMITS } from '../../door/limits.ts'
import { readArtifact } from '../artifacts.ts'
import type { Objects } from '../git/objects.ts'
import type { Found } from '../git/tree.ts'

/** Where dossiers and evidence are looked for. */
export type Places = {
  objects: Objects
  walk: (root: string, path: string) => Promise<Found>
  /** Folder of CI artifacts, or null. */
  artifacts: string | null
}

/** The bytes of a dossier and where they were; none of both when there is none. */
export type FoundDossier = {
  bytes: Buffer | null
  source: ReleaseRecord['dossierSource']
  /** Why what was found cannot be used. */
  findings: Finding[]
}

/**
 * Looks for a dossier in the tagged tree, then in the tag's artifact folder. Two that differ are a finding, not a
 * choice.
 * @param tree of the tagged commit; null when there is none.
 */
export async function findDossier(
  places: Places,
  tag: string,
  tree: string | null,
  path: string,
): Promise<FoundDossier> {
  const inTree = tree === null ? NOTHING : await fromTree(places, tree, path)
  const inFolder = fromFolder(places, tag)
  const findings = [...inTree.findings, ...inFolder.findings]
  const [first, second] = [inTree, inFolder].filter(({ bytes }) => bytes !== null)
  if (first?.source && second?.source && first.source.sha256 !== second.source.sha256) {
    findings.push(finding('dossier.disagree', { tree: first.source.path, directory: second.source.path }))
  }
  return first ? { ...first, findings } : { ...NOTHING, findings }
}

const NOTHING: FoundDossier = { bytes: null, source: null, findings: [] }

async function fromTree({ walk, objects }: Places, tree: string, path: string): Promise<FoundDossier> {
  const found = await walk(tree, path)
  if (found.kind === 'absent') return NOTHING
  if (found.kind !== 'file') return unusable(UNUSABLE[found.kind], { path })
  const object = await objects.read(found.id, LIMITS.dossier.bytes)
  if (object === null) return unusable('dossier.object_missing', { path })
  if (object.bytes === null)
    return unusable('dossier.too_large', { path, bytes: object.size, max: LIMITS.dossier.bytes })
  return located('tree', path, object.bytes)
}

function fromFolder({ artifacts }: Places, tag: string): FoundDossier {
  if (artifacts === null) return NOTHING
  const path = `${tag}/dossier.json`
  const found = readArtifact(artifacts, tag, 'dossier.json', LIMITS.dossier.bytes)
  if (found.kind === 'absent') return NOTHING
  if (found.kind === 'file') return located('directory', path, found.bytes)
  if (found.kind === 'large')
    return unusable('dossier.too_large', { path, bytes: found.size, max: LIMITS.dossier.bytes })
  return unusable(UNUSABLE[found.kind], { path })
}

const UNUSABLE = {
  link: 'dossier.symlink',
  other: 'dossier.not_a_file',
  lacking: 'dossier.object_missing',
} as const

function located(source: 'tree' | 'directory', path: string, bytes: Buffer): FoundDossier {
  return { bytes, source: { source, path, sha256: hash('sha256', bytes), bytes: bytes.length }, findings: [] }
}

function unusable(code: string, args: Finding['args']): FoundDossier {
  return { ...NOTHING, findings: [finding(code, args)] }
}

function finding(code: string, args: Finding['args']): Finding {
  return { code, args, path: [] }
}
