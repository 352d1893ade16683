import { hash } from 'node:crypto'
import { type Finding, finding } from '#model/finding.ts'
import type { Objects } from '../git/objects.ts'
import { NOTES } from '../git/refs.ts'
import type { TreeLookup, TreeWalker } from '../git/tree.ts'
import type { ReadTag } from '../tags/git-facts.ts'
import { ABSENT, type Source } from './source.ts'
import { readBlob } from './tree.ts'

/** A note: the object it hangs on, and its blob. */
type Note = { on: string; found: TreeLookup }

/**
 * Git notes of `refs/notes/dossier`, for a dossier that arrives after tagging: on the tag object or, without one there, on
 * its commit. Where a commit carries several tags, a note on it that names one of them is not the others'.
 * @param notes commit of the notes.
 */
export async function noteSource(
  objects: Objects,
  walk: TreeWalker['find'],
  notes: string,
  tags: readonly ReadTag[],
): Promise<Source> {
  const tree = await treeOf(objects, notes)
  const places = new Map(tags.map((tag) => [tag.tag, [...new Set([tag.id, tag.target?.id ?? tag.id])]]))
  const namesOf = Map.groupBy(tags, ({ target }) => target?.id)
  const find = async (tag: string): Promise<Note | null> => {
    for (const on of places.get(tag) ?? []) {
      const found = tree.id === null ? LACKING : await noteOn(walk, tree.id, on)
      if (found.kind !== 'absent') return { on, found }
    }
    return null
  }
  const isAnothers = (bytes: Buffer, tag: string, on: string) => {
    const named = tagIn(bytes)
    return named !== tag && (namesOf.get(on) ?? []).some((other) => other.tag === named)
  }
  return {
    name: 'note',
    dossier: async ({ tag }, most) => {
      if (tree.fault) return { kind: 'refused', findings: [tree.fault] }
      const note = await find(tag)
      if (note === null) return ABSENT
      const lookup = await readBlob(objects, note.found, `${NOTES}/${note.on}`, most)
      return lookup.kind === 'file' && isAnothers(lookup.bytes, tag, note.on) ? ABSENT : lookup
    },
    evidence: async () => null,
    state: async ({ tag }) => {
      if (tree.fault) return hash('sha256', JSON.stringify(tree.fault))
      const note = await find(tag)
      return note === null ? '' : hash('sha256', JSON.stringify(note))
    },
  }
}

const LACKING = { kind: 'lacking' } as const

/** The tree of the notes; its id is null where the clone lacks their commit. */
type NotesTree = { id: string | null; fault: Finding | null }

/** Notes that are no commit hold no dossier, nor does a release know whether it had one there: they are to blame, not it. */
async function treeOf(objects: Objects, commit: string): Promise<NotesTree> {
  const object = await objects.read(commit, LARGEST_COMMIT)
  if (object === null) return { id: null, fault: null }
  const text = object.type === 'commit' ? (object.bytes?.toString('latin1', 0, 80) ?? '') : ''
  const id = /^tree ([0-9a-f]{40,64})\n/.exec(text)?.[1] ?? null
  const about = { notes: NOTES, type: object.type, id: object.id }
  return { id, fault: id === null ? finding('dossier.bad_notes', about) : null }
}

const LARGEST_COMMIT = 1 << 20

/** A note is named after its object; as notes grow, git cuts the names into folders of two digits. */
async function noteOn(walk: TreeWalker['find'], tree: string, id: string): Promise<TreeLookup> {
  for (let depth = 0; depth <= DEEPEST; depth += 1) {
    const folders = Array.from({ length: depth }, (_, n) => `${id.slice(2 * n, 2 * n + 2)}/`)
    const found = await walk(tree, `${folders.join('')}${id.slice(2 * depth)}`)
    if (found.kind !== 'absent') return found
  }
  return { kind: 'absent' }
}

/** Folders of notes for billions of objects. */
const DEEPEST = 3

/** The tag that a dossier names; a look only, it is read strictly when it is taken. */
function tagIn(bytes: Buffer): string | null {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'))
    const isObject = typeof value === 'object' && value !== null && 'tag' in value
    return isObject && typeof value.tag === 'string' ? value.tag : null
  } catch {
    return null
  }
}
