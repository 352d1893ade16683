import { dirname } from 'node:path/posix'
import type { Objects } from '../git/objects.ts'
import type { TreeLookup, TreeWalker } from '../git/tree.ts'
import { ABSENT, type Lookup, type ReleaseLocation, type Source } from './source.ts'

/** The tagged tree: evidence by its root, then by the dossier's folder. */
export function treeSource(objects: Objects, { find: walk, files }: TreeWalker): Source {
  const read = async (tree: string | null, paths: readonly string[], largest: number) => {
    if (tree === null) return ABSENT
    for (const path of paths) {
      const found = await walk(tree, path)
      if (found.kind !== 'absent') return readBlob(objects, found, path, largest)
    }
    return ABSENT
  }
  return {
    name: 'tree',
    dossier: ({ tree, dossierPath }, most) => read(tree, [dossierPath], most),
    evidence: async (location, { path, asset, artifact }, most) =>
      path === undefined || asset !== undefined || artifact !== undefined
        ? null
        : read(location.tree, candidates(location, path), most),
    beside: async (location, { path, asset, artifact }) => {
      const { tree } = location
      if (tree === null || path === undefined || asset !== undefined || artifact !== undefined) return null
      const folders = candidates(location, path).map((each) => dirname(each))
      const listed = await Promise.all(folders.map((each) => files(tree, each === '.' ? '' : each)))
      return [...new Set(listed.flatMap((names) => names ?? []))]
    },
  }
}

function candidates({ dossierPath }: ReleaseLocation, path: string): string[] {
  const folder = dirname(dossierPath)
  return folder === '.' ? [path] : [path, `${folder}/${path}`]
}

/** Reads what stands at a path of a tree. @param path as people know it. */
export async function readBlob(
  objects: Objects,
  found: TreeLookup,
  path: string,
  largest: number,
): Promise<Lookup> {
  if (found.kind === 'absent') return ABSENT
  if (found.kind !== 'file') return { kind: found.kind, path }
  const object = await objects.read(found.id, largest)
  if (object === null) return { kind: 'lacking', path }
  if (object.isForged) return { kind: 'forged', path }
  if (object.bytes === null) return { kind: 'large', path, size: object.size }
  return { kind: 'file', bytes: object.bytes, path }
}
