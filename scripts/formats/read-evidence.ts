import type { Reading } from '#model/evidence.ts'
import type { ListedFile } from './format.ts'
import { filesListed, readBy } from './read-by.ts'
import { EVIDENCE_FORMATS } from './registry.ts'

/** The bytes of an artifact → a reading by all formats, see `readBy`: what nobody can read or knows never passes. */
export function readEvidence(bytes: Uint8Array, format: string | null): Reading {
  return readBy(EVIDENCE_FORMATS, bytes, format)
}

/** The files that an artifact of a format lists with their digests; none for formats that list no files. */
export function listedFiles(bytes: Uint8Array, format: string): ListedFile[] {
  return filesListed(EVIDENCE_FORMATS, bytes, format)
}
