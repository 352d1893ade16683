import { crc32 } from 'node:zlib'
import { type Entry, fromBufferPromise, getFileNameLowLevel, type ZipFile } from 'yauzl'
import type { ArchiveLimits } from '../limits.ts'
import { ArchiveError, checkEntries, type EntryKind, entryArg } from './entries.ts'

/**
 * Reads every file of a zip into memory. Its directory at the end is what counts; each entry's own header must agree
 * with it.
 * @throws Refusal for an archive that lies, and whatever the library throws for one that cannot be read.
 */
export async function readZip(bytes: Buffer, limits: ArchiveLimits): Promise<Map<string, Buffer>> {
  const zip = await fromBufferPromise(bytes, { decodeStrings: false, validateEntrySizes: true })
  if (zip.entryCount > limits.entries)
    throw new ArchiveError('archive.too_many_entries', { max: limits.entries })
  const files = new Map<string, Buffer>()
  const roster = checkEntries(limits)
  for await (const entry of zip.eachEntry()) {
    const name = nameOf(entry)
    const path = roster.admit(name, kindOf(entry, name))
    checkEntry(entry, name, limits)
    roster.weigh(name, entry.uncompressedSize)
    await checkHeader(zip, entry, name)
    if (path !== null) files.set(path, await contentOf(zip, entry, name))
  }
  return files
}

/** Strict: a backslash stays one, and is refused as such. */
function nameOf({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string {
  return getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, true)
}

/** By the mode that Unix writes, whatever system the archive says it is from. */
function kindOf({ externalFileAttributes }: Entry, name: string): EntryKind {
  const type = (externalFileAttributes >>> 16) & 0o170000
  if (type === 0o120000) return 'link'
  if (name.endsWith('/')) return 'folder'
  return type === 0 || type === 0o100000 ? 'file' : 'special'
}

function checkEntry(entry: Entry, name: string, limits: ArchiveLimits): void {
  if (entry.isEncrypted()) throw new ArchiveError('archive.encrypted', entryArg(name))
  const { compressedSize, uncompressedSize } = entry
  const isSmall = uncompressedSize <= limits.ratioFrom
  if (!isSmall && uncompressedSize > compressedSize * limits.ratio)
    throw new ArchiveError('archive.bomb', { ...entryArg(name), bytes: uncompressedSize, max: limits.ratio })
}

/** A reader that goes by the entry's own header must not see another archive than this one. */
async function checkHeader(zip: ZipFile, entry: Entry, name: string): Promise<void> {
  const header = await zip.readLocalFileHeaderPromise(entry, { minimal: false })
  if (header.fileName.equals(entry.fileNameRaw)) return
  throw new ArchiveError('archive.two_names', entryArg(name))
}

/** The library ends a stream that is longer or shorter than the entry says. */
async function contentOf(zip: ZipFile, entry: Entry, name: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk)
  } catch {
    throw new ArchiveError('archive.wrong_size', entryArg(name))
  }
  const content = Buffer.concat(chunks)
  if (crc32(content) !== entry.crc32) throw new ArchiveError('archive.wrong_checksum', entryArg(name))
  return content
}
