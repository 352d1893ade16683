import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { STATEMENTS } from '#collect/statements.ts'
import { isAddress, readPlace } from '#ledger/address.ts'
import type { Finding } from '#model/finding.ts'

/** One step of an audit: how much it looked at, and all that is wrong, in the order in which it was found. */
export type AuditStep = {
  name: 'ledger' | 'previous' | 'records' | 'evidence' | 'verdicts' | 'statements'
  checked: number
  faults: Finding[]
}

/** A collected or published catalog: a content folder, a built site's folder, or a published site's address. */
export type PublishedPlace = {
  /** True for a site, false for a content folder. */
  isSite: boolean
  /** Where a document of the catalog lies, for people. */
  nameOf: (document: Document) => string
  /** The bytes of a document; null when it is not there. */
  read: (document: Document, largest: number) => Promise<Buffer | null>
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

/** Opens the catalog at a path or address. */
export function openPlace(place: string): PublishedPlace {
  const isSite = isAddress(place) || existsSync(join(place, SITE.ledger))
  const layout = isSite ? SITE : CONTENT
  const nameOf = (document: Document) => `${place.replace(/\/+$/, '')}/${pathOf(layout, document)}`
  return {
    isSite,
    nameOf,
    read: (document, largest) => readPlace(nameOf(document), largest),
    records: () => (isAddress(place) ? null : filesBelow(join(place, layout.records))),
    statements: () => (isAddress(place) ? null : filesBelow(join(place, layout.attestations))),
  }
}

type Layout = Record<
  'ledger' | 'catalog' | 'index' | 'statements' | 'records' | 'attestations' | 'evidence',
  string
>

const SITE: Layout = {
  ledger: 'api/v1/ledger.ndjson',
  catalog: 'api/v1/catalog.json',
  index: 'api/v1/index.json',
  statements: 'api/v1/attestations/SHA256SUMS',
  records: 'api/v1/releases',
  attestations: 'api/v1/attestations',
  evidence: 'evidence',
}

const CONTENT: Layout = {
  ledger: 'ledger.ndjson',
  catalog: 'catalog.json',
  index: 'releases/index.ndjson',
  statements: `${STATEMENTS}/SHA256SUMS`,
  records: 'releases',
  attestations: STATEMENTS,
  evidence: 'evidence',
}

/** A slug may hold characters that an address has to spell otherwise; a file's name has them as they are. */
function pathOf(layout: Layout, document: Document): string {
  if (typeof document === 'string') return layout[document]
  if ('record' in document) return `${layout.records}/${document.record}.json`
  if ('statement' in document) return `${layout.attestations}/${document.statement}.json`
  return `${layout.evidence}/${document.evidence}`
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
