import type { ArchiveFiles } from '#parse/archive.ts'
import type { Result } from '#parse/result.ts'

/** Opens an archive, or hands out one that was opened lately. */
export type Shelf = (
  key: string,
  open: () => Promise<Result<ArchiveFiles>> | Result<ArchiveFiles>,
) => Promise<Result<ArchiveFiles>>

/** Bytes that are kept at most; an archive is asked for once for the dossier and once for each of its artifacts. */
const MOST_BYTES = 128 << 20

/** Archives are opened one at a time, and kept only as long as others do not need the room. */
export function makeShelf(): Shelf {
  const kept = new Map<string, Result<ArchiveFiles>>()
  let bytes = 0
  let turn: Promise<unknown> = Promise.resolve()
  const take = async (key: string, open: Parameters<Shelf>[1]) => {
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
