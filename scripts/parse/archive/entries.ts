import type { Finding } from '#model/finding.ts'
import type { ArchiveLimits } from '../limits.ts'
import { excerpt } from '../result.ts'

/** Ends the reading of an archive that lies. The finding names the entry; the archive's name is added outside. */
export class ArchiveError extends Error {
  readonly code: string
  readonly args: Finding['args']

  constructor(code: string, args: Finding['args'] = {}) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.args = args
  }
}

/** An entry's name for a sentence: short, whatever it is. */
export function entryArg(path: string): { entry: string } {
  return { entry: excerpt(path, 120) }
}

/** What an entry of an archive is. */
export type EntryKind = 'file' | 'folder' | 'link' | 'special'

/** Takes the entries of an archive one by one, before any byte of theirs is read. */
export type EntryChecker = {
  /**
   * @param path the name as the archive has it.
   * @returns the path to keep the entry under; null for a folder, which is nothing to keep.
   * @throws Refusal for a name or a kind that no honest archive of evidence has.
   */
  admit: (path: string, kind: EntryKind) => string | null
  /** Counts the bytes that an entry says it has. @throws Refusal beyond the limits. */
  weigh: (path: string, bytes: number) => void
}

/** Starts the list of an archive's entries. */
export function checkEntries(limits: ArchiveLimits): EntryChecker {
  const taken = new Map<string, { path: string; kind: EntryKind }>()
  let count = 0
  let total = 0
  const take = (path: string, kind: EntryKind) => {
    const before = taken.get(folded(path))
    if (before === undefined) taken.set(folded(path), { path, kind })
    else if (before.path !== path)
      throw new ArchiveError('archive.twins', { ...entryArg(path), other: before.path })
    else if (kind !== 'folder' || before.kind !== 'folder')
      throw new ArchiveError('archive.twice', entryArg(path))
  }
  return {
    admit: (name, kind) => {
      count += 1
      if (count > limits.entries) throw new ArchiveError('archive.too_many_entries', { max: limits.entries })
      if (kind === 'link') throw new ArchiveError('archive.link', entryArg(name))
      if (kind === 'special') throw new ArchiveError('archive.special', entryArg(name))
      const path = safePath(name, limits)
      if (path === '') return null
      for (const folder of foldersAbove(path)) take(folder, 'folder')
      take(path, kind)
      return kind === 'file' ? path : null
    },
    weigh: (path, bytes) => {
      total += bytes
      if (bytes > limits.entryBytes)
        throw new ArchiveError('archive.entry_too_large', {
          ...entryArg(path),
          bytes,
          max: limits.entryBytes,
        })
      if (total > limits.bytes)
        throw new ArchiveError('archive.too_large', { bytes: total, max: limits.bytes })
    },
  }
}

/** Forward slashes, relative, no way up; `./` in front, as `tar .` writes it, and a folder's last slash are dropped. */
function safePath(name: string, limits: ArchiveLimits): string {
  if (name.length > limits.pathLength)
    throw new ArchiveError('archive.long_path', { ...entryArg(name), max: limits.pathLength })
  if (HIDDEN.test(name)) throw new ArchiveError('archive.hidden_characters', entryArg(name))
  const path = name.replace(/^(\.\/+)+/, '').replace(/\/$/, '')
  if (path === '.' || path === '') return ''
  const leadsAway = /^\/|^[a-z]:|\\/i.test(name) || path.split('/').some((part) => AWAY.has(part))
  if (leadsAway) throw new ArchiveError('archive.path', entryArg(name))
  return path
}

const AWAY = new Set(['', '.', '..'])
/** Also U+FFFD, which stands for bytes that are no text. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\ufffd]/u

/** Two names that some file system takes for one have the same folded form. */
function folded(path: string): string {
  return path.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC')
}

function foldersAbove(path: string): string[] {
  const parts = path.split('/').slice(0, -1)
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
}
