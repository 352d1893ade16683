import { type Git, startGit } from './process.ts'

/** Every commit that the tags reach. Commits are numbered, parents before children. */
export type Graph = {
  number: Map<string, number>
  ids: string[]
  trees: string[]
  /** Committer's time, seconds since 1970. */
  seconds: number[]
  authors: string[]
  subjects: string[]
  parents: number[][]
  /** 1 for a root; greater than that of every parent. */
  generation: number[]
  /** Commits whose parents this repository does not have. */
  cut: Set<number>
}

/**
 * Reads the commits that the given objects reach, in one process.
 * @param tips full ids of tags or commits; anything else is passed over.
 * @param shallow ids of the commits at which a shallow clone ends.
 */
export async function readGraph(
  git: Git,
  tips: readonly string[],
  shallow: ReadonlySet<string>,
): Promise<Graph> {
  const { child, finished } = startGit(git, [
    'rev-list',
    '--topo-order',
    '--ignore-missing',
    '--stdin',
    FORMAT,
  ])
  child.stdin.end(tips.map((tip) => `${tip}\n`).join(''))
  const rows: string[] = []
  let rest = ''
  child.stdout.setEncoding('utf8')
  child.stdout.on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line.includes('\0')) rows.push(line)
  })
  await finished
  return makeGraph(rows.reverse(), shallow)
}

const FORMAT = '--format=%H%x00%P%x00%T%x00%ct%x00%an%x00%s'

/** The history of a repository without commits. */
export function emptyGraph(): Graph {
  return {
    number: new Map(),
    ids: [],
    trees: [],
    seconds: [],
    authors: [],
    subjects: [],
    parents: [],
    generation: [],
    cut: new Set(),
  }
}

function makeGraph(rows: readonly string[], shallow: ReadonlySet<string>): Graph {
  const graph = emptyGraph()
  for (const row of rows) addCommit(graph, row.split('\0'), shallow)
  return graph
}

function addCommit(graph: Graph, row: readonly string[], shallow: ReadonlySet<string>): void {
  const [id = '', parentIds = '', tree = '', seconds = '', author = '', subject = ''] = row
  const at = graph.ids.length
  const names = parentIds === '' ? [] : parentIds.split(' ')
  const parents = names.map((name) => graph.number.get(name)).filter((found) => found !== undefined)
  if (parents.length < names.length || shallow.has(id)) graph.cut.add(at)
  graph.number.set(id, at)
  graph.ids.push(id)
  graph.trees.push(tree)
  graph.seconds.push(Number(seconds))
  graph.authors.push(author)
  graph.subjects.push(subject)
  graph.parents.push(parents)
  graph.generation.push(
    parents.reduce((most, parent) => Math.max(most, graph.generation[parent] ?? 0), 0) + 1,
  )
}
