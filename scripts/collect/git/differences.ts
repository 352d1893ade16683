import type { TreeEntry, TreeWalker } from './tree.ts'

/**
 * Paths that differ between pairs of trees. Git itself would compare what lies in its store under the ids of trees, whatever
 * that is; here every tree that is opened is one whose id was recomputed, and equal ids are equal trees.
 */
export type Differences = {
  /**
   * Sorted. Null when a tree that has to be opened is not in this repository or is another one, and when there are too many.
   * Renames count as two paths.
   */
  between: (before: string, after: string) => Promise<readonly string[] | null>
}

/** The tree without entries; git knows it without having it. By the length of the repository's ids. */
export const EMPTY_TREE: ReadonlyMap<number, string> = new Map([
  [40, '4b825dc642cb6eb9a060e54bf8d69288fbee4904'],
  [64, '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321'],
])

/** What one comparison may come to: a few kilobytes of trees can name each other until they hold billions of files. */
const MOST = { paths: 1_000_000, trees: 500_000, depth: 1_000 }

/** Compares trees as `entriesOf` reads them. @param most what one comparison may come to. */
export function openDifferences({ entriesOf }: Pick<TreeWalker, 'entriesOf'>, most = MOST): Differences {
  const entries = async (id: string | null) => {
    if (id === null || id === EMPTY_TREE.get(id.length)) return NO_ENTRIES
    const found = await entriesOf(id)
    return typeof found === 'string' ? null : found
  }
  return {
    between: async (before, after) => {
      const paths: string[] = []
      let open: Pair[] = before === after ? [] : [{ before, after, folder: '' }]
      let trees = 0
      for (let depth = 0; open.length > 0; depth += 1) {
        trees += open.length
        if (trees > most.trees || depth > most.depth) return null
        const below: Pair[] = []
        for (let at = 0; at < open.length; at += AT_ONCE) {
          const part = open.slice(at, at + AT_ONCE)
          const read = await Promise.all(
            part.map(async (pair) => ({
              ...pair,
              was: await entries(pair.before),
              is: await entries(pair.after),
            })),
          )
          for (const { was, is, folder } of read) {
            if (was === null || is === null) return null
            compare(was, is, folder, { paths, below })
          }
          if (paths.length > most.paths || trees + below.length > most.trees) return null
        }
        open = below
      }
      return paths.sort()
    },
  }
}

/** Two trees at one place; null where there is none. `folder` ends with a slash, or is the root. */
type Pair = { before: string | null; after: string | null; folder: string }

type Found = { paths: string[]; below: Pair[] }
type Entries = ReadonlyMap<string, TreeEntry>

const NO_ENTRIES: Entries = new Map()
const AT_ONCE = 1000

/** Adds what differs between two trees: paths, and the trees below that do. */
function compare(was: Entries, is: Entries, folder: string, found: Found): void {
  for (const [name, after] of is) {
    const before = was.get(name)
    if (before === undefined) add(null, after, folder + name, found)
    else if (before.id !== after.id || kindOf(before) !== kindOf(after))
      add(before, after, folder + name, found)
  }
  for (const [name, before] of was) if (!is.has(name)) add(before, null, folder + name, found)
}

function add(before: TreeEntry | null, after: TreeEntry | null, path: string, { paths, below }: Found): void {
  const trees = [before, after].map((each) => (each && isTree(each) ? each.id : null))
  const isFile = [before, after].some((each) => each && !isTree(each))
  if (isFile) paths.push(path)
  const [was = null, is = null] = trees
  if (was !== null || is !== null) below.push({ before: was, after: is, folder: `${path}/` })
}

/** Also one that an old program wrote with a zero in front. */
function isTree({ mode }: TreeEntry): boolean {
  return /^0*4....$/.test(mode)
}

/** What git tells apart: of a file only whether it can be run. */
function kindOf({ mode }: TreeEntry): string {
  const [, kind = mode, owner = '0'] = /^0*(\d\d)\d(\d)\d\d$/.exec(mode) ?? []
  return kind === '10' ? `file ${Number(owner) % 2}` : kind
}
