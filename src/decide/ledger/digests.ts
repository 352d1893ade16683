import type { ApiDigests } from '#model/api.ts'
import type { CatalogFacts } from '#model/catalog.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { compareText } from '../lib/findings.ts'

/** A release with the digest of its record's bytes; of its evidence only what tells the files apart. */
export type DigestedRelease = {
  record: Pick<ReleaseRecord, 'service' | 'version' | 'dossierSource'> & {
    evidence: readonly Pick<EvidenceItem, 'name' | 'sha256' | 'status' | 'gates'>[]
  }
  digest: string
}

/**
 * Which release and which evidence every digest of a catalog belongs to, as the documents `<2 hex>` that a reader looks a file
 * up in: all 256 of them, so that none is missing. The order of the releases does not matter.
 */
export function digestDocuments(
  { generatedAt, expectedBefore, ledger }: Pick<CatalogFacts, 'generatedAt' | 'expectedBefore' | 'ledger'>,
  releases: Iterable<DigestedRelease>,
): Map<string, ApiDigests> {
  const found = new Map(PREFIXES.map((prefix) => [prefix, [] as ApiDigests['files']]))
  for (const release of releases)
    for (const file of filesOf(release)) found.get(file.sha256.slice(0, 2))?.push(file)
  const publication = { schemaVersion: 1 as const, generatedAt, expectedBefore, ledger }
  return new Map(
    [...found].map(([prefix, files]) => [prefix, { ...publication, files: files.sort(byDigest) }]),
  )
}

const PREFIXES = Array.from({ length: 256 }, (_, n) => n.toString(16).padStart(2, '0'))

function filesOf({ record, digest }: DigestedRelease): ApiDigests['files'] {
  const { service, version, dossierSource, evidence } = record
  const own = { service, version, name: null, status: null, gates: [] }
  return [
    { sha256: digest, what: 'record', ...own },
    ...(dossierSource ? [{ sha256: dossierSource.sha256, what: 'dossier' as const, ...own }] : []),
    ...evidence.flatMap(({ sha256, name, status, gates }) =>
      sha256 === null ? [] : [{ sha256, what: 'evidence' as const, service, version, name, status, gates }],
    ),
  ]
}

function byDigest(a: ApiDigests['files'][number], b: ApiDigests['files'][number]): number {
  return (
    compareText(a.sha256, b.sha256) ||
    compareText(a.service, b.service) ||
    compareText(a.version, b.version) ||
    compareText(a.name ?? '', b.name ?? '') ||
    compareText(a.what, b.what)
  )
}
