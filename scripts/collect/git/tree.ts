import type { Objects } from './objects.ts'

/** One entry of a tree. Modes are git's: 40000 tree, 100644 and 100755 file, 120000 symlink, 160000 submodule. */
export type TreeEntry = { mode: string; id: string }

/** What stands at a path of a tree. `lacking`: a tree on the way is not in this repository; `forged`: it is another one. */
export type TreeLookup =
  | { kind: 'file'; id: string }
  | { kind: 'absent' | 'lacking' | 'forged' | 'link' | 'other' }

/** The entries of a tree by name, or why there are none. */
type Entries = Map<string, TreeEntry> | 'lacking' | 'forged'

/** Trees of more entries than fit into this are treated as absent from the repository. */
const LARGEST_TREE = 32 << 20

/** Looks paths up in trees, and says which entries and files a folder of one holds; null for what is no folder of it. */
export type TreeWalker = {
  find: (root: string, path: string) => Promise<TreeLookup>
  /** By name. `lacking`: the folder, or one above it, is not in this repository, or is another one. */
  list: (root: string, folder: string) => Promise<ReadonlyMap<string, TreeEntry> | 'lacking' | null>
  files: (root: string, folder: string) => Promise<readonly string[] | null>
}

/** Trees that were read lately are kept: releases share most of theirs. */
export function treeWalker(objects: Objects, hexLength: number): TreeWalker {
  const known = new Map<string, Promise<Entries>>()
  const entriesOf = (id: string) => {
    const found = known.get(id) ?? readTree(objects, id, hexLength / 2)
    if (known.size >= 1000) known.clear()
    known.set(id, found)
    return found
  }
  const walk = async (root: string, path: string): Promise<TreeEntry | TreeLookup> => {
    let at: TreeEntry = { mode: TREE, id: root }
    for (const part of path === '' ? [] : path.split('/')) {
      if (at.mode !== TREE) return { kind: at.mode === LINK ? 'link' : 'absent' }
      const entries = await entriesOf(at.id)
      if (typeof entries === 'string') return { kind: entries }
      const next = entries.get(part)
      if (next === undefined) return { kind: 'absent' }
      at = next
    }
    return at
  }
  return {
    find: async (root, path) => {
      const at = await walk(root, path)
      if ('kind' in at) return at
      return FILE.test(at.mode) ? { kind: 'file', id: at.id } : { kind: at.mode === LINK ? 'link' : 'other' }
    },
    list: async (root, folder) => {
      const at = await walk(root, folder)
      if ('kind' in at) return at.kind === 'lacking' || at.kind === 'forged' ? 'lacking' : null
      const entries = at.mode === TREE ? await entriesOf(at.id) : null
      return entries === 'forged' ? 'lacking' : entries
    },
    files: async (root, folder) => {
      const at = await walk(root, folder)
      const entries = 'kind' in at || at.mode !== TREE ? 'lacking' : await entriesOf(at.id)
      if (typeof entries === 'string') return null
      return [...entries].flatMap(([name, { mode }]) => (FILE.test(mode) ? [name] : []))
    },
  }
}

const TREE = '40000'
const LINK = '120000'
const FILE = /^100/

async function readTree(objects: Objects, id: string, idBytes: number): Promise<Entries> {
  const tree = await objects.read(id, LARGEST_TREE)
  if (tree?.isForged) return 'forged'
  if (tree?.type !== 'tree' || tree.bytes === null) return 'lacking'
  return parseTree(tree.bytes, idBytes)
}

/** Reads a tree object: `<mode> <name>\0<id bytes>`, over and over. Names that are not UTF-8 match no path. */
function parseTree(bytes: Buffer, idBytes: number): Map<string, TreeEntry> {
  const entries = new Map<string, TreeEntry>()
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(0x20, at)
    const end = bytes.indexOf(0, space)
    if (space < 0 || end < 0) break
    const id = bytes.toString('hex', end + 1, end + 1 + idBytes)
    entries.set(bytes.toString('utf8', space + 1, end), { mode: bytes.toString('latin1', at, space), id })
    at = end + 1 + idBytes
  }
  return entries
}
