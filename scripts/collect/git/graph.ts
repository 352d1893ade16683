import { breakingMark, LONGEST_MESSAGE, pullRequestsIn } from './commit-message.ts'
import type { Objects } from './objects.ts'
import { type Git, startGit } from './process.ts'
import { type WalkedCommit, walkCommits } from './walk-graph.ts'

/** Every commit that the tags reach. Commits are numbered, parents before children. */
export type Graph = {
  number: Map<string, number>
  ids: string[]
  trees: string[]
  /** Committer's time, seconds since 1970. */
  seconds: number[]
  authors: string[]
  committers: string[]
  subjects: string[]
  parents: number[][]
  /** 1 for a root; greater than that of every parent. */
  generation: number[]
  /** What the messages of breaking commits say that they break. */
  breaks: Map<number, string>
  /** Numbers of the pull requests that a commit merged; absent for one that names none. */
  pulls: Map<number, readonly number[]>
  /** Commits whose parents this repository does not have. */
  cut: Set<number>
}

/**
 * Reads the commits that the given objects reach, in one process; where git cannot go on over a lost or damaged one, each
 * by itself.
 * @param tips full ids of tags or commits; anything else is passed over.
 * @param shallow ids of the commits at which a shallow clone ends.
 */
export async function readGraph(
  git: Git,
  tips: readonly string[],
  shallow: ReadonlySet<string>,
  objects: Objects,
): Promise<Graph> {
  const commits = (await listCommits(git, tips)) ?? (await walkCommits(objects, tips)).map(walkedCommit)
  return makeGraph(commits, shallow)
}

/** Parents before children; null when git ended before it was through. */
async function listCommits(git: Git, tips: readonly string[]): Promise<ReadCommit[] | null> {
  const { child, finished } = startGit(git, [
    'rev-list',
    '--topo-order',
    '--ignore-missing',
    '--stdin',
    FORMAT,
  ])
  child.stdin.end(tips.map((tip) => `${tip}\n`).join(''))
  const commits: ReadCommit[] = []
  const read = fieldReader((fields) => commits.push(commitOf(fields)))
  child.stdout.setEncoding('utf8')
  child.stdout.on('data', read)
  try {
    await finished
  } catch (error) {
    if (child.pid === undefined) throw error
    return null
  }
  return commits.reverse()
}

/** As git writes the fields: the subject is the first paragraph in one line, the body what follows it. */
function walkedCommit({ id, parents, tree, seconds, author, committer, message }: WalkedCommit): ReadCommit {
  const [first = '', ...rest] = message.replace(/^\n+/, '').split(/\n[^\S\n]*\n/)
  const subject = first.trim().replaceAll(/\s*\n\s*/g, ' ')
  const body = rest.join('\n\n').replace(/^\n+/, '')
  return {
    fields: [id, parents.join(' '), tree, seconds, author, committer, subject],
    ...saidBy(subject, body),
  }
}

function saidBy(subject: string, body: string): Pick<ReadCommit, 'breaks' | 'pulls'> {
  return { breaks: breakingMark(subject, body), pulls: pullRequestsIn(subject, body) }
}

// No message holds a zero byte, so that each of them ends a field whatever the message says.
const FIELDS = ['%H', '%P', '%T', '%ct', '%an', '%cn', '%s', '%b']
const FORMAT = `--format=${FIELDS.map((field) => `${field}%x00`).join('')}`

/** Takes text as it comes and gives a commit's fields once they are there. Of an endless field only the start is kept. */
function fieldReader(take: (fields: string[]) => void): (text: string) => void {
  let fields: string[] = []
  let chunks: string[] = []
  let length = 0
  const keep = (chunk: string) => {
    if (length <= LONGEST_MESSAGE) chunks.push(chunk)
    length += chunk.length
  }
  return (text) => {
    const [first = '', ...rest] = text.split('\0')
    keep(first)
    for (const chunk of rest) {
      fields.push(chunks.join(''))
      ;[chunks, length] = [[], 0]
      if (fields.length === FIELDS.length) {
        take(fields)
        fields = []
      }
      keep(chunk)
    }
  }
}

type ReadCommit = { fields: readonly string[]; breaks: string | null; pulls: readonly number[] }

/** git writes `commit <id>` above each of them. */
function commitOf([head = '', ...fields]: readonly string[]): ReadCommit {
  const [subject = '', body = ''] = fields.slice(5)
  const id = head.slice(head.lastIndexOf('\n') + 1)
  return { fields: [id, ...fields.slice(0, 6)], ...saidBy(subject, body) }
}

/** The history of a repository without commits. */
export function emptyGraph(): Graph {
  return {
    number: new Map(),
    ids: [],
    trees: [],
    seconds: [],
    authors: [],
    committers: [],
    subjects: [],
    parents: [],
    generation: [],
    breaks: new Map(),
    pulls: new Map(),
    cut: new Set(),
  }
}

function makeGraph(commits: readonly ReadCommit[], shallow: ReadonlySet<string>): Graph {
  const graph = emptyGraph()
  for (const commit of commits) addCommit(graph, commit, shallow)
  return graph
}

function addCommit(graph: Graph, { fields, breaks, pulls }: ReadCommit, shallow: ReadonlySet<string>): void {
  const [id = '', parentIds = '', tree = '', seconds = '', author = '', committer = '', subject = ''] = fields
  const at = graph.ids.length
  const names = parentIds === '' ? [] : parentIds.split(' ')
  const parents = names.map((name) => graph.number.get(name)).filter((found) => found !== undefined)
  if (parents.length < names.length || shallow.has(id)) graph.cut.add(at)
  graph.number.set(id, at)
  graph.ids.push(id)
  graph.trees.push(tree)
  graph.seconds.push(Number(seconds))
  graph.authors.push(author)
  graph.committers.push(committer)
  graph.subjects.push(subject)
  graph.parents.push(parents)
  if (breaks !== null) graph.breaks.set(at, breaks)
  if (pulls.length > 0) graph.pulls.set(at, pulls)
  graph.generation.push(
    parents.reduce((most, parent) => Math.max(most, graph.generation[parent] ?? 0), 0) + 1,
  )
}
