import type { Links } from '#messages/links.ts'
import type { CatalogFacts } from '#model/catalog.ts'
import type { Posture } from '#model/evaluation.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { LedgerLine } from '#model/ledger.ts'
import type { Policy } from '#model/policy.ts'
import type { ReleaseRecord } from '#model/release.ts'
import type { Service } from '#model/service.ts'
import type { Drawings } from '../diagrams/diagram.ts'
import type { SupersededRecord } from '../ledger.ts'
import type { Instead } from './reason.ts'

/** A release beside this one in its service. */
export interface ReleaseNeighbor {
  service: string
  version: string
}

/** Everything a release page is made of; gathered by `data.ts`, read by the section views. */
export interface ReleaseInput {
  record: ReleaseRecord
  posture: Posture
  /** The policies that judged it: in force at its decision, and today's. */
  policies: { atRelease: Policy; today: Policy }
  services: ReadonlyMap<string, Service>
  /** SHA-256 of the record's bytes. */
  digest: string
  newer: ReleaseNeighbor | null
  older: ReleaseNeighbor | null
  /** When the release before was tagged; absent where none is known. */
  previousReleased?: string | undefined
  /** What to run in its place: the newest release of its service that is GO; null for none. */
  instead: Instead | null
  /** Titles of the environments it runs in today, in the order of the way. */
  runsIn: readonly string[]
  /** Record of the release before it, for drift. */
  previous: ReleaseRecord | null
  /** What the ledger holds about it, oldest first. */
  ledger: readonly LedgerLine[]
  supersededRecord: SupersededRecord
  links: Links
  /** Origin of the published site, when known. */
  site: string | null
  repositoryUrl: string | null
  environments: CatalogFacts['environments']
  /** The registers that it may name items of; left out where the catalog has none. */
  registers?: CatalogFacts['inputs']
  /** What `releaseDiagrams` asked for, as drawn. */
  drawings: Drawings
}

interface HasDossier {
  record: { dossier: NonNullable<ReleaseRecord['dossier']> }
}

/** A release with a dossier that can be read: what most sections need. */
export type Assessed = ReleaseInput & HasDossier

/** True when there is a dossier to show. */
export function isAssessed<T extends Pick<ReleaseInput, 'record'>>(input: T): input is T & HasDossier {
  return input.record.dossier !== null
}

/** The page of a release's evidence and how it was weighed, from the release's own. */
export const EVIDENCE_PAGE = 'evidence/'

/** Where an artifact is told in full, from the page of its release. */
export function evidenceAt(name: string): string {
  return `${EVIDENCE_PAGE}#e-${name}`
}

/** The same of an artifact by its name; null when nothing was collected under that name. */
export function evidencePlace(input: ReleaseInput, name: string | undefined): string | null {
  return input.record.evidence.some((item) => item.name === name) ? evidenceAt(name ?? '') : null
}

/** The evidence of a release by name. */
export function evidenceByName(input: Pick<ReleaseInput, 'record'>): ReadonlyMap<string, EvidenceItem> {
  return new Map(input.record.evidence.map((item) => [item.name, item]))
}
