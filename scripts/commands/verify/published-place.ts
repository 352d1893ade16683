import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { EVALUATIONS, STATEMENTS } from '#collect/statements.ts'
import { isAddress, readPlace } from '#ledger/address.ts'
import { listFiles } from '#lib/files.ts'
import type { Finding } from '#model/finding.ts'

/** One step of an audit: how much it looked at, and all that is wrong, in the order in which it was found. */
export type AuditStep = {
  name:
    | 'ledger'
    | 'previous'
    | 'remembered'
    | 'publication'
    | 'policies'
    | 'records'
    | 'superseded'
    | 'entries'
    | 'evidence'
    | 'readings'
    | 'signatures'
    | 'reuse'
    | 'risks'
    | 'notes'
    | 'verdicts'
    | 'evaluations'
    | 'statements'
    | 'documents'
    | 'against'
    | 'rebuilt'
  checked: number
  faults: Finding[]
}

/** A collected or published catalog: a content folder, a built site's folder, or a published site's address. */
export type PublishedPlace = {
  /** True for a site, false for a content folder. */
  isSite: boolean
  /** Where a document of the catalog lies, for people. */
  nameOf: (document: Document) => string
  /** The same, from the place itself. */
  pathOf: (document: Document) => string
  /** The bytes of a document; null when it is not there. */
  read: (document: Document, largest: number) => Promise<Buffer | null>
  /** Every file of the API and of the published evidence, by its path; null where nobody can list them. */
  files: () => string[] | null
  /** Records that lie there, as `service/slug`; null where nobody can list them. */
  records: () => string[] | null
  /** Statements that lie there, in the same way. */
  statements: () => string[] | null
}

/** What can be read of a catalog; `service/slug` names a record or a statement, a digest names published evidence. */
export type Document =
  | 'ledger'
  | 'catalog'
  | 'index'
  | 'statements'
  | { record: string }
  | { statement: string }
  | { evidence: string }
  | { superseded: string }
  | { evaluation: string }
  | { file: string }

/** Opens the catalog at a path or address. */
export function openPlace(place: string): PublishedPlace {
  const isSite = isAddress(place) || existsSync(join(place, SITE.ledger))
  const layout = isSite ? SITE : CONTENT
  const nameOf = (document: Document) => `${place.replace(/\/+$/, '')}/${pathOf(layout, document)}`
  return {
    isSite,
    nameOf,
    pathOf: (document) => pathOf(layout, document),
    read: (document, largest) => readPlace(nameOf(document), largest),
    files: () => (isAddress(place) || !isSite ? null : publishedFiles(place)),
    records: () => (isAddress(place) ? null : filesBelow(join(place, layout.records))),
    statements: () => (isAddress(place) ? null : filesBelow(join(place, layout.attestations))),
  }
}

type Layout = Record<
  | 'ledger'
  | 'catalog'
  | 'index'
  | 'statements'
  | 'records'
  | 'attestations'
  | 'evidence'
  | 'superseded'
  | 'evaluations',
  string
> & { evaluation: string }

const SITE: Layout = {
  ledger: 'api/v1/ledger.ndjson',
  catalog: 'api/v1/catalog.json',
  index: 'api/v1/index.json',
  statements: 'api/v1/attestations/SHA256SUMS',
  records: 'api/v1/releases',
  attestations: 'api/v1/attestations',
  evidence: 'evidence',
  superseded: 'api/v1/records',
  evaluations: 'api/v1/releases',
  evaluation: '/evaluation.json',
}

const CONTENT: Layout = {
  ledger: 'ledger.ndjson',
  catalog: 'catalog.json',
  index: 'releases/index.ndjson',
  statements: `${STATEMENTS}/SHA256SUMS`,
  records: 'releases',
  attestations: STATEMENTS,
  evidence: 'evidence',
  superseded: 'records',
  evaluations: EVALUATIONS,
  evaluation: '.json',
}

/** A slug may hold characters that an address has to spell otherwise; a file's name has them as they are. */
function pathOf(layout: Layout, document: Document): string {
  if (typeof document === 'string') return layout[document]
  if ('record' in document) return `${layout.records}/${document.record}.json`
  if ('statement' in document) return `${layout.attestations}/${document.statement}.json`
  if ('evaluation' in document) return `${layout.evaluations}/${document.evaluation}${layout.evaluation}`
  if ('superseded' in document) return `${layout.superseded}/${document.superseded}.json`
  if ('file' in document) return document.file
  return `${layout.evidence}/${document.evidence}`
}

function publishedFiles(site: string): string[] {
  const folders = ['api', 'evidence'].filter((folder) => existsSync(join(site, folder)))
  return folders
    .flatMap((folder) => [...listFiles(join(site, folder))].map((file) => `${folder}/${file}`))
    .sort()
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .flatMap(({ name }) =>
      readdirSync(join(folder, name))
        .filter((file) => file.endsWith('.json'))
        .map((file) => `${name}/${file.slice(0, -'.json'.length)}`),
    )
    .sort()
}
