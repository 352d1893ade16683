import type { ArchiveLimits } from '../limits.ts'
import { named, Refusal } from './archive-error.ts'

/** What an entry of an archive is. */
export type EntryKind = 'file' | 'folder' | 'link' | 'special'

/** Takes the entries of an archive one by one, before any byte of theirs is read. */
export type Roster = {
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
export function makeRoster(limits: ArchiveLimits): Roster {
  const taken = new Map<string, { path: string; kind: EntryKind }>()
  let count = 0
  let total = 0
  const take = (path: string, kind: EntryKind) => {
    const before = taken.get(folded(path))
    if (before === undefined) taken.set(folded(path), { path, kind })
    else if (before.path !== path) throw new Refusal('archive.twins', { ...named(path), other: before.path })
    else if (kind !== 'folder' || before.kind !== 'folder') throw new Refusal('archive.twice', named(path))
  }
  return {
    admit: (name, kind) => {
      count += 1
      if (count > limits.entries) throw new Refusal('archive.too_many_entries', { max: limits.entries })
      if (kind === 'link') throw new Refusal('archive.link', named(name))
      if (kind === 'special') throw new Refusal('archive.special', named(name))
      const path = safePath(name, limits)
      if (path === '') return null
      for (const folder of foldersAbove(path)) take(folder, 'folder')
      take(path, kind)
      return kind === 'file' ? path : null
    },
    weigh: (path, bytes) => {
      total += bytes
      if (bytes > limits.entryBytes)
        throw new Refusal('archive.entry_too_large', { ...named(path), bytes, max: limits.entryBytes })
      if (total > limits.bytes) throw new Refusal('archive.too_large', { bytes: total, max: limits.bytes })
    },
  }
}

/** Forward slashes, relative, no way up; `./` in front, as `tar .` writes it, and a folder's last slash are dropped. */
function safePath(name: string, limits: ArchiveLimits): string {
  if (name.length > limits.pathLength)
    throw new Refusal('archive.long_path', { ...named(name), max: limits.pathLength })
  if (HIDDEN.test(name)) throw new Refusal('archive.hidden_characters', named(name))
  const path = name.replace(/^(\.\/+)+/, '').replace(/\/$/, '')
  if (path === '.' || path === '') return ''
  const leadsAway = /^\/|^[a-z]:|\\/i.test(name) || path.split('/').some((part) => AWAY.has(part))
  if (leadsAway) throw new Refusal('archive.path', named(name))
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
