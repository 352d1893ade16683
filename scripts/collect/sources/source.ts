import type { EvidenceReference, SourceName } from '#model/evidence.ts'
import { type Finding, finding } from '#model/finding.ts'
import type { Comparison } from '#model/verification.ts'
import type { ReleaseRoom } from '../evidence/room.ts'

/** The release whose dossier and evidence are looked for. */
export type ReleaseLocation = {
  /** The tag's name. */
  tag: string
  service: string
  /** Tree of the tagged commit; null when there is none. */
  tree: string | null
  /** Where the dossier lies in a tree, `{service}` replaced. */
  dossierPath: string
  /** What its evidence may take of memory; left out where one file is looked at. */
  room?: ReleaseRoom | undefined
}

/** What a source holds at a place: bytes, nothing, or something that cannot be used. */
export type Lookup =
  /** `recorded`: the bytes compared with the record that their keeper has of them, when it is another than we. */
  | { kind: 'file'; bytes: Buffer; path: string; recorded?: Comparison | null }
  | { kind: 'absent' }
  /** `lacking`: it is named, but its bytes are not in this clone; `forged`: others are there under its id. */
  | { kind: 'link' | 'other' | 'lacking' | 'forged'; path: string }
  | { kind: 'large'; path: string; size: number }
  /** It could be there, but what would hold it cannot be read, or holds something else. */
  | { kind: 'refused'; findings: Finding[]; status?: 'missing' | 'tampered'; recorded?: Comparison }

/** A place that may hold the dossier and the evidence of releases. */
export type Source = {
  name: SourceName
  /** The dossier of a release. @param most bytes to answer with; a larger one is told by its size. */
  dossier: (location: ReleaseLocation, most: number) => Promise<Lookup>
  /**
   * The bytes of a reference; null when the reference is none that this source could ever answer.
   * @param most bytes to answer with; a larger file is told by its size.
   */
  evidence: (location: ReleaseLocation, reference: EvidenceReference, most: number) => Promise<Lookup | null>
  /**
   * The digest on record of a file that the source would have to fetch, itself null where the record has none. Null when
   * it has no such file. Left out by sources that have the bytes at hand.
   */
  recorded?: (
    location: ReleaseLocation,
    place: Pick<EvidenceReference, 'asset' | 'path'>,
  ) => Promise<{ sha256: string | null } | null>
  /**
   * The names of the files in the folder that a place is in; null when the source does not hold it. Left out by sources that
   * cannot list.
   */
  beside?: (
    location: ReleaseLocation,
    place: Pick<EvidenceReference, 'path' | 'asset' | 'artifact'>,
  ) => Promise<readonly string[] | null>
  /**
   * Digest of what the source may answer for a release, so that it is read again when that changes; empty for nothing.
   * Left out by sources whose answers follow from the tag itself.
   */
  state?: (location: ReleaseLocation) => Promise<string>
}

export const ABSENT = { kind: 'absent' } as const

/** Sources of what CI left for a release, in one folder. */
export const LEFT_BY_CI: ReadonlySet<string> = new Set<SourceName | 'none'>(['directory', 'archive'])

/** Where evidence lies below a tag's folder; CI tools unpack each artifact into a folder of its name. */
export function pathAmongArtifacts({
  path,
  asset,
  artifact,
}: Pick<EvidenceReference, 'path' | 'asset' | 'artifact'>): string | null {
  if (path === undefined || asset !== undefined) return null
  return artifact === undefined ? path : `${artifact}/${path}`
}

/** Says why what a source holds cannot be used; empty for bytes and for nothing. */
export function objections(lookup: Lookup, subject: 'dossier' | 'evidence', max: number): Finding[] {
  if (lookup.kind === 'file' || lookup.kind === 'absent') return []
  if (lookup.kind === 'refused') return lookup.findings
  const { path } = lookup
  const args = lookup.kind === 'large' ? { path, bytes: lookup.size, max } : { path }
  return [finding(OBJECTIONS[subject][lookup.kind], args)]
}

const OBJECTIONS = {
  dossier: {
    link: 'dossier.symlink',
    other: 'dossier.not_a_file',
    lacking: 'dossier.object_missing',
    forged: 'dossier.forged_object',
    large: 'dossier.too_large',
  },
  evidence: {
    link: 'evidence.symlink',
    other: 'evidence.not_a_file',
    lacking: 'evidence.object_missing',
    forged: 'evidence.forged_object',
    large: 'evidence.too_large',
  },
} as const
