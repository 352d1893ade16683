import { type Finding, finding } from '#model/finding.ts'
import type { Graph } from './graph.ts'
import type { Objects } from './objects.ts'
import { commitRange } from './range.ts'

type Checked = { id: string; target: { id: string } | null; findings: Finding[] }
type Before<T> = { previous: T | null; previousStable: T | null }

/**
 * Gives a tag a finding when one of its objects is another than its id says: the tag itself, its commit, or a commit that was
 * looked at to know what leads there from the releases before, theirs included. What the repository lacks is told
 * elsewhere. Each object is read once.
 */
export function forgeryCheck(objects: Objects, graph: Graph) {
  const honest = new Set<string>()
  const isForged = async (id: string) => {
    if (honest.has(id)) return false
    const object = await objects.read(id, LARGEST)
    // What is too large to be compared is not what it says, as far as anybody can tell.
    const isUnknown = object !== null && object.bytes === null && object.type !== 'blob'
    if (!isUnknown) honest.add(id)
    return isUnknown
  }
  const numberOf = (tag: Checked | null) => graph.number.get(tag?.target?.id ?? '') ?? null
  const firstOf = async (ids: readonly string[]) => {
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      const part = ids.slice(at, at + AT_ONCE)
      const answers = await Promise.all(part.map(isForged))
      const found = part.find((_, n) => answers[n])
      if (found !== undefined) return found
    }
    return null
  }
  return async <T extends Checked>(tag: T, { previous, previousStable }: Before<T>): Promise<T> => {
    const tip = numberOf(tag)
    const bases = [...new Set([previous, previousStable].map(numberOf))]
    const ranges = tip === null ? [] : bases.map((base) => commitRange(graph, base, tip).visited)
    const commits = ranges.flat().map((commit) => graph.ids[commit] ?? '')
    const cut = ranges.flat().filter((commit) => graph.cut.has(commit))
    const lost = await Promise.all(cut.map((commit) => parentsOf(objects, graph.ids[commit] ?? '')))
    const own = [tag.id, ...(tag.target ? [tag.target.id] : [])]
    const id = await firstOf([...new Set([...own, ...commits, ...lost.flat()])])
    return id === null ? tag : { ...tag, findings: [...tag.findings, finding('git.forged_object', { id })] }
  }
}

/** Where history is cut off, what it was cut off at may be there and be forged. */
async function parentsOf(objects: Objects, id: string): Promise<string[]> {
  const text = (await objects.read(id, LARGEST))?.bytes?.toString('latin1') ?? ''
  const [header = ''] = text.split('\n\n', 1)
  return [...header.matchAll(/^parent ([0-9a-f]{40,64})$/gm)].map(([, parent = '']) => parent)
}

const AT_ONCE = 500

/** More than any commit or tag has. */
const LARGEST = 64 << 20
