import { basename, dirname } from 'node:path/posix'
import { evidenceItems } from '#collect/evidence/items.ts'
import { emptyGraph } from '#collect/git/graph.ts'
import type { Source } from '#collect/sources/source.ts'
import type { EvidenceItem, EvidenceReference } from '#model/evidence.ts'
import { COMMIT } from '../../builders.ts'

/** No repository: evidence that comes from a folder only. */
const NOWHERE = {
  graph: emptyGraph(),
  differences: { between: async () => null },
  objects: { read: async () => null, close: async () => {} },
  walk: async () => ({ kind: 'absent' }) as const,
  shallow: true,
}

/** A reference to a file, named by it. */
export function aReference(path: string, parts: Partial<EvidenceReference> = {}): EvidenceReference {
  const name = path
    .replace(/[^A-Za-z0-9]+/g, '-')
    .slice(-80)
    .replace(/^-+/, '')
  const rest = { gates: [], services: [], publish: false }
  return { name, kind: 'test', producer: 'ci', path, ...rest, ...parts }
}

/** The evidence that a release of one version offers, collected from a source; by path. */
export async function collectFrom(
  source: Source,
  tag: string,
  version: string,
  references: readonly EvidenceReference[],
): Promise<Map<string, EvidenceItem>> {
  const items = await collectAll(source, tag, version, references)
  return new Map(
    items.map((item, index) => [references[index]?.path ?? references[index]?.asset ?? item.name, item]),
  )
}

/** The same in the order of the references, and what lay beside them. */
export async function collectAll(
  source: Source,
  tag: string,
  version: string,
  references: readonly EvidenceReference[],
): Promise<EvidenceItem[]> {
  const home = {
    tag,
    service: 'product',
    tree: null,
    dossierPath: '',
    version,
    // As its version says, which is the least that a dossier must declare.
    releaseType: version.endsWith('.0') ? ('minor' as const) : ('runtime-patch' as const),
    packages: [],
  }
  const owner = { ...home, commit: COMMIT, committedAt: null }
  return evidenceItems(
    {
      sources: [source],
      code: NOWHERE,
      trust: { roots: [], keys: [], signers: [] },
      bundles: null,
      keep: () => {},
    },
    owner,
    references,
  )
}

/** A source of assets that are given as text, and of the digests on record of assets that nobody should fetch. */
export function assetsSource(
  assets: Readonly<Record<string, string>>,
  records: Readonly<Record<string, string | null>>,
): Source {
  return {
    name: 'release',
    dossier: async () => ({ kind: 'absent' }),
    evidence: async (_, { asset = '' }) => {
      if (asset in records) throw new Error(`${asset} is fetched`)
      const text = assets[asset]
      return text === undefined ? { kind: 'absent' } : { kind: 'file', bytes: Buffer.from(text), path: asset }
    },
    recorded: async (_, { asset = '' }) => (asset in records ? { sha256: records[asset] ?? null } : null),
  }
}

/** A source of files that are given as text. */
export function filesSource(files: Readonly<Record<string, string>>): Source {
  return {
    name: 'directory',
    dossier: async () => ({ kind: 'absent' }),
    evidence: async (_, { path }) => {
      const text = path === undefined ? undefined : files[path]
      if (path === undefined || text === undefined) return { kind: 'absent' }
      return { kind: 'file', bytes: Buffer.from(text), path: `tag/${path}` }
    },
    beside: async (_, { path }) => {
      if (path === undefined) return null
      const folder = dirname(path)
      return Object.keys(files).flatMap((each) => (dirname(each) === folder ? [basename(each)] : []))
    },
  }
}
