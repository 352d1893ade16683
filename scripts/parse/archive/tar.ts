import { gunzipSync } from 'node:zlib'
import { Parser } from 'tar/parse'
import type { ReadEntry } from 'tar/read-entry'
import type { ArchiveLimits } from '../limits.ts'
import { ArchiveError, checkEntries, type EntryChecker, type EntryKind, entryArg } from './entries.ts'

/**
 * Reads every file of a tar, packed by gzip or not, into memory.
 * @throws Refusal for an archive that lies, and whatever the library throws for one that cannot be read.
 */
export async function readTar(bytes: Buffer, limits: ArchiveLimits): Promise<Map<string, Buffer>> {
  const plain = isGzip(bytes) ? unpacked(bytes, limits) : bytes
  // The parser would unpack again, without our limit.
  if (isGzip(plain)) throw new ArchiveError('archive.nested')
  const files = new Map<string, Buffer>()
  const roster = checkEntries(limits)
  await new Promise<void>((resolve, reject) => {
    const parser = new Parser({
      strict: true,
      brotli: false,
      zstd: false,
      onReadEntry: (entry) => {
        try {
          take(entry, roster, files)
        } catch (error) {
          reject(error)
          entry.resume()
        }
      },
    })
    parser.on('ignoredEntry', (entry: ReadEntry) =>
      reject(new ArchiveError('archive.special', entryArg(entry.path))),
    )
    parser.on('error', reject)
    parser.on('end', resolve)
    parser.end(plain)
  })
  return files
}

function unpacked(bytes: Buffer, limits: ArchiveLimits): Buffer {
  const most = Math.min(limits.bytes, Math.max(limits.ratioFrom, bytes.length * limits.ratio))
  try {
    return gunzipSync(bytes, { maxOutputLength: most })
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    if (most < limits.bytes) throw new ArchiveError('archive.bomb', { bytes: most, max: limits.ratio })
    throw new ArchiveError('archive.too_large', { bytes: most, max: limits.bytes })
  }
}

function take(entry: ReadEntry, roster: EntryChecker, files: Map<string, Buffer>): void {
  const path = roster.admit(entry.path, KINDS[entry.type] ?? 'special')
  roster.weigh(entry.path, entry.size)
  const chunks: Buffer[] = []
  entry.on('data', (chunk) => chunks.push(chunk))
  if (path !== null) entry.on('end', () => files.set(path, Buffer.concat(chunks)))
}

const KINDS: Partial<Record<ReadEntry['type'], EntryKind>> = {
  File: 'file',
  OldFile: 'file',
  ContiguousFile: 'file',
  Directory: 'folder',
  SymbolicLink: 'link',
  Link: 'link',
}

/** True for what gzip wrote. */
export function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b
}
