import { lineOf } from '#lib/text.ts'
import { type ArchiveFiles, readArchive } from '#parse/archive.ts'
import { ARCHIVE_LIMITS } from '#parse/limits.ts'
import type { Result } from '#parse/result.ts'
import { ABSENT, type Lookup } from './source.ts'

/** Opens an archive, or hands out one that was opened lately. */
type ArchiveCache = (
  key: string,
  open: () => Promise<Result<ArchiveFiles>> | Result<ArchiveFiles>,
) => Promise<Result<ArchiveFiles>>

/** Bytes that are kept at most; an archive is asked for once for the dossier and once for each of its artifacts. */
const MOST_BYTES = 128 << 20

/** Archives are opened one at a time, and kept only as long as others do not need the room. */
export function makeArchiveCache(): ArchiveCache {
  const kept = new Map<string, Result<ArchiveFiles>>()
  let bytes = 0
  let turn: Promise<unknown> = Promise.resolve()
  const take = async (key: string, open: Parameters<ArchiveCache>[1]) => {
    const before = kept.get(key)
    if (before !== undefined) return before
    const opened = await open()
    kept.set(key, opened)
    bytes += sizeOf(opened)
    for (const [oldest, files] of kept) {
      if (bytes <= MOST_BYTES || oldest === key) break
      kept.delete(oldest)
      bytes -= sizeOf(files)
    }
    return opened
  }
  return (key, open) => {
    const mine = turn.then(() => take(key, open))
    turn = mine.catch(() => {})
    return mine
  }
}

function sizeOf(files: Result<ArchiveFiles>): number {
  return files.ok ? [...files.value.values()].reduce((sum, { length }) => sum + length, 0) : 0
}

/**
 * A file inside of an archive that a source holds; what is wrong with the archive is wrong with each file in it.
 * @param key tells the archive from all others. @param hold gets it, when it is not open. @param most bytes of the file.
 */
export type ReadFromArchive = (
  key: string,
  hold: () => Promise<Lookup>,
  path: string,
  most: number,
) => Promise<Lookup>

const NO_BYTES = Buffer.alloc(0)

/** Opens archives once for all that is asked of them: a list can name each file in one. */
export function archiveReader(): ReadFromArchive {
  const shelf = makeArchiveCache()
  const archives = new Map<string, Lookup>()
  return async (key, hold, path, most) => {
    const files = await shelf(key, async () => {
      const lookup = await hold()
      if (lookup.kind !== 'file') {
        archives.set(key, lookup)
        return { ok: false, findings: [] }
      }
      archives.set(key, { ...lookup, bytes: NO_BYTES })
      return readArchive(lookup.bytes, lookup.path, ARCHIVE_LIMITS)
    })
    const archive = archives.get(key) ?? ABSENT
    if (archive.kind !== 'file') return archive
    if (!files.ok) return { kind: 'refused', findings: files.findings }
    const bytes = files.value.get(path)
    if (bytes === undefined) return ABSENT
    const place = `${archive.path}/${path}`
    if (bytes.length > most) return { kind: 'large', path: place, size: bytes.length }
    const recorded = archive.recorded ? { ...archive.recorded, name: lineOf(archive.path, 300) } : null
    return { kind: 'file', bytes, path: place, recorded }
  }
}
