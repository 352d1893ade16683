import { ArchiveError } from './archive/entries.ts'
import { isGzip, readTar } from './archive/tar.ts'
import { readZip } from './archive/zip.ts'
import type { ArchiveLimits } from './limits.ts'
import { excerpt, type Result, refused } from './result.ts'
import { looksLike } from './text.ts'

/** The plain files of an archive by their path, forward slashes. */
export type ArchiveFiles = ReadonlyMap<string, Buffer>

/**
 * The one door for foreign archives: zip, tar, and tar packed by gzip, told apart by content. Bytes → files in memory, or
 * a finding `archive.*` that names archive and entry. Nothing is ever written to disk, an archive inside is a file like
 * any other, and one entry that lies refuses the whole. Never
 * throws.
 * @param name what people call the archive.
 */
export async function readArchive(
  bytes: Buffer,
  name: string,
  limits: ArchiveLimits,
): Promise<Result<ArchiveFiles>> {
  const archive = excerpt(name, 120)
  if (bytes.length > limits.bytes)
    return refused('archive.too_large', { archive, bytes: bytes.length, max: limits.bytes })
  const kind = archiveKind(bytes)
  if (kind === null) return refused('archive.unknown', { archive, what: lookOf(bytes) })
  try {
    return { ok: true, value: await READERS[kind](bytes, limits) }
  } catch (error) {
    if (error instanceof ArchiveError) return refused(error.code, { archive, ...error.args })
    // The library's sentence, such as "unexpected end of file"; it may quote the archive.
    const what = error instanceof Error ? excerpt(error.message, 200) : null
    return refused('archive.damaged', { archive, what })
  }
}

const READERS = { zip: readZip, tar: readTar }

/** What stands in place of an archive, most often the page of an error. */
function lookOf(bytes: Buffer): string | null {
  const look = looksLike(bytes.toString('latin1', 0, 2000))
  return look === null ? null : String(look.args['what'])
}

/** The kind of an archive, by the bytes that it begins with. */
function archiveKind(bytes: Buffer): keyof typeof READERS | null {
  if (ZIP_SIGNATURES.includes(bytes.toString('latin1', 0, 4))) return 'zip'
  return isGzip(bytes) || bytes.toString('latin1', 257, 262) === 'ustar' ? 'tar' : null
}

/** Of a first entry, and of an archive without any. */
const ZIP_SIGNATURES = ['PK\u0003\u0004', 'PK\u0005\u0006']
