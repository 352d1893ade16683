/** What a document may cost us at most. All of it is checked before anything is made of the document. */
export type Limits = {
  /** Size of the raw bytes. */
  bytes: number
  /** Objects and lists inside each other; the outermost is 1. */
  depth: number
  /** Keys of one object. */
  keys: number
  /** Values of the whole document, or elements of an XML document. */
  items: number
  /** Length of one string or key, in UTF-16 units. */
  stringLength: number
}

/** Limits by what the document is: far above what tools write, far below what would exhaust a build. */
export const LIMITS: Record<'dossier' | 'evidence' | 'configuration', Limits> = {
  dossier: { bytes: 4 << 20, depth: 64, keys: 1_000, items: 100_000, stringLength: 1 << 16 },
  evidence: { bytes: 32 << 20, depth: 64, keys: 20_000, items: 2_000_000, stringLength: 4 << 20 },
  configuration: { bytes: 1 << 20, depth: 32, keys: 1_000, items: 50_000, stringLength: 1 << 16 },
}

/** What an archive may cost us at most. */
export type ArchiveLimits = {
  /** Bytes of the archive, and of all that is in it. */
  bytes: number
  entryBytes: number
  entries: number
  /** How much larger an entry may be than it is packed; asked of entries beyond `ratioFrom` bytes. */
  ratio: number
  ratioFrom: number
  /** Length of an entry's path, in UTF-16 units. */
  pathLength: number
}

/** What may be unpacked in memory: against archives that lie about their sizes or unpack to very much more. */
export const ARCHIVE_LIMITS: ArchiveLimits = {
  bytes: 100 << 20,
  entryBytes: LIMITS.evidence.bytes,
  entries: 2_000,
  ratio: 200,
  ratioFrom: 1 << 20,
  pathLength: 500,
}
