import type { Graph } from './graph.ts'

/** The commits that one commit reaches and another does not. */
type Range = {
  commits: number[]
  /** All that had to be looked at to know: those, what they come from, and what the base reaches as far as it could matter. */
  visited: readonly number[]
  /** False when a clone's cut-off history leaves commits out, or in. */
  complete: boolean
}

/**
 * `git rev-list <base>..<tip>` on the loaded graph, right whatever the commits' dates say: it goes down by
 * generation, so that every commit is reached by all of its descendants before it is judged. Costs no more than the
 * commits that the two do not share.
 * @param base null for everything that the tip reaches.
 */
export function commitRange(graph: Graph, base: number | null, tip: number): Range {
  const range = { commits: [] as number[], complete: true }
  const shared = new Map<number, boolean>([[tip, false]])
  if (base !== null) shared.set(base, true)
  const queue = makeQueue(graph.generation)
  for (const start of shared.keys()) queue.push(start)
  let open = shared.get(tip) ? 0 : 1
  while (open > 0) {
    const at = queue.pop()
    const isShared = shared.get(at) ?? false
    if (!isShared) {
      open -= 1
      range.commits.push(at)
    }
    if (graph.cut.has(at)) range.complete = false
    for (const parent of graph.parents[at] ?? []) {
      const before = shared.get(parent)
      if (before === undefined) {
        shared.set(parent, isShared)
        queue.push(parent)
        if (!isShared) open += 1
      } else if (isShared && !before) {
        shared.set(parent, true)
        open -= 1
      }
    }
  }
  return { ...range, visited: [...shared.keys()] }
}

/** A heap that gives the commit of the highest generation first. */
function makeQueue(generation: readonly number[]) {
  const heap: number[] = []
  const rank = (slot: number) => generation[heap[slot] ?? 0] ?? 0
  const swap = (a: number, b: number) => {
    const kept = heap[a] ?? 0
    heap[a] = heap[b] ?? 0
    heap[b] = kept
  }
  const push = (commit: number) => {
    let at = heap.push(commit) - 1
    for (let up = (at - 1) >> 1; at > 0 && rank(at) > rank(up); up = (at - 1) >> 1) {
      swap(at, up)
      at = up
    }
  }
  const pop = () => {
    const top = heap[0] ?? 0
    const last = heap.pop() ?? 0
    if (heap.length > 0) heap[0] = last
    for (let at = 0; ; ) {
      let most = at
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < heap.length && rank(child) > rank(most)) most = child
      }
      if (most === at) return top
      swap(at, most)
      at = most
    }
  }
  return { push, pop }
}
