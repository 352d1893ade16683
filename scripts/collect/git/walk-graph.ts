import type { Objects } from './objects.ts'

/** A commit as its object says it. */
export type WalkedCommit = {
  id: string
  parents: readonly string[]
  tree: string
  seconds: string
  author: string
  committer: string
  message: string
}

/** A commit with a longer message is no commit that people write. */
const LARGEST_COMMIT = 1 << 20

/** Tags of tags of tags. */
const DEEPEST = 20

/**
 * The commits that tags reach, parents before children, read one by one: git itself ends at the first commit that is lost or
 * damaged. Here history ends at such a commit, for the tags that reach it, and goes on everywhere else.
 * @param tips full ids of tags or commits.
 */
export async function walkCommits(objects: Objects, tips: readonly string[]): Promise<WalkedCommit[]> {
  const known = new Map<string, WalkedCommit | null>()
  let level = await Promise.all(tips.map((tip) => commitAt(objects, tip)))
  while (level.length > 0) {
    const wanted = new Set<string>()
    for (const commit of level) {
      if (commit === null || known.get(commit.id)) continue
      known.set(commit.id, commit)
      for (const parent of commit.parents) if (!known.has(parent)) wanted.add(parent)
    }
    // A lost one is asked for once.
    for (const id of wanted) known.set(id, null)
    level = await Promise.all([...wanted].map((id) => commitAt(objects, id)))
  }
  return parentsFirst(known)
}

async function commitAt(objects: Objects, tip: string): Promise<WalkedCommit | null> {
  let id = tip
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    const object = await objects.read(id, LARGEST_COMMIT)
    const text = object?.bytes?.toString('utf8') ?? ''
    if (object?.type === 'commit') return parseCommit(id, text)
    if (object?.type !== 'tag') return null
    id = /^object ([0-9a-f]{40,64})\n/.exec(text)?.[1] ?? ''
    if (id === '') return null
  }
  return null
}

function parseCommit(id: string, text: string): WalkedCommit | null {
  const gap = text.indexOf('\n\n')
  const header = gap < 0 ? text : text.slice(0, gap + 1)
  const tree = /^tree ([0-9a-f]{40,64})$/m.exec(header)?.[1]
  const committer = /^committer (.*?) ?<[^\n]*> (-?\d{1,12}) [+-]\d+$/m.exec(header)
  if (tree === undefined || committer === null) return null
  return {
    id,
    tree,
    parents: [...header.matchAll(/^parent ([0-9a-f]{40,64})$/gm)].map(([, parent = '']) => parent),
    seconds: committer[2] ?? '0',
    author: /^author (.*?) ?<[^\n]*$/m.exec(header)?.[1] ?? '',
    committer: committer[1] ?? '',
    message: gap < 0 ? '' : text.slice(gap + 2),
  }
}

/** Without recursion: histories are deeper than any stack. */
function parentsFirst(known: ReadonlyMap<string, WalkedCommit | null>): WalkedCommit[] {
  const done = new Set<string>()
  const sorted: WalkedCommit[] = []
  for (const start of known.keys()) {
    const stack = [start]
    while (stack.length > 0) {
      const id = stack.at(-1) ?? ''
      const commit = known.get(id)
      const open = done.has(id)
        ? []
        : (commit?.parents ?? []).filter((each) => known.has(each) && !done.has(each))
      if (open.length > 0) {
        stack.push(...open)
        continue
      }
      stack.pop()
      if (done.has(id)) continue
      done.add(id)
      if (commit) sorted.push(commit)
    }
  }
  return sorted
}
