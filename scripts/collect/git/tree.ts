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

/** Bytes of the trees that are kept; as maps they take about six times as many. */
const MOST_KEPT = 16 << 20

/** Looks paths up in trees, and says which entries and files a folder of one holds; null for what is no folder of it. */
export type TreeWalker = {
  find: (root: string, path: string) => Promise<TreeLookup>
  /** By name. `lacking`: the folder, or one above it, is not in this repository, or is another one. */
  list: (root: string, folder: string) => Promise<ReadonlyMap<string, TreeEntry> | 'lacking' | null>
  files: (root: string, folder: string) => Promise<readonly string[] | null>
  /** The entries of a tree by its id. */
  entriesOf: (id: string) => Promise<Entries>
}

/** Trees that were read lately are kept: releases share most of theirs. */
export function treeWalker(objects: Objects, hexLength: number): TreeWalker {
  const known = new Map<string, Promise<Entries>>()
  let kept = 0
  const count = (bytes: number) => {
    kept += bytes
    if (kept <= MOST_KEPT) return
    known.clear()
    kept = 0
  }
  const entriesOf = (id: string) => {
    const before = known.get(id)
    if (before) return before
    const found = readTree(objects, id, hexLength / 2, count)
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
    entriesOf,
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

async function readTree(
  objects: Objects,
  id: string,
  idBytes: number,
  count: (bytes: number) => void,
): Promise<Entries> {
  const tree = await objects.read(id, LARGEST_TREE)
  count(SMALLEST + (tree?.bytes?.length ?? 0))
  if (tree?.isForged) return 'forged'
  if (tree?.type !== 'tree' || tree.bytes === null) return 'lacking'
  return parseTree(tree.bytes, idBytes) ?? 'lacking'
}

/** What a tree costs at least, to be kept. */
const SMALLEST = 256

/** Reads a tree object: `<mode> <name>\0<id bytes>`, over and over. Null for bytes that are something else, or a name twice. */
function parseTree(bytes: Buffer, idBytes: number): Map<string, TreeEntry> | null {
  const entries = new Map<string, TreeEntry>()
  let count = 0
  for (let at = 0; at < bytes.length; count += 1) {
    const space = bytes.indexOf(0x20, at)
    const end = bytes.indexOf(0, space)
    if (space < 0 || end < 0 || end + 1 + idBytes > bytes.length) return null
    const id = bytes.toString('hex', end + 1, end + 1 + idBytes)
    entries.set(nameOf(bytes, space + 1, end), { mode: bytes.toString('latin1', at, space), id })
    at = end + 1 + idBytes
  }
  return entries.size === count ? entries : null
}

/** A name that is not UTF-8 keeps its bytes, a character each, behind a mark: it matches no path, and no other such name. */
function nameOf(bytes: Buffer, start: number, end: number): string {
  const name = bytes.toString('utf8', start, end)
  return name.includes(MARK) ? MARK + bytes.toString('latin1', start, end) : name
}

const MARK = '\ufffd'
