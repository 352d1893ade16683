import type { Objects } from '../git/objects.ts'
import type { Found } from '../git/tree.ts'
import { ABSENT, type Held } from './source.ts'

/** Reads what stands at a path of a tree. @param path as people know it. */
export async function readBlob(objects: Objects, found: Found, path: string, largest: number): Promise<Held> {
  if (found.kind === 'absent') return ABSENT
  if (found.kind !== 'file') return { kind: found.kind, path }
  const object = await objects.read(found.id, largest)
  if (object === null) return { kind: 'lacking', path }
  if (object.bytes === null) return { kind: 'large', path, size: object.size }
  return { kind: 'file', bytes: object.bytes, path }
}
