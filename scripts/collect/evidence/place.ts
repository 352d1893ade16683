import type { EvidenceReference } from '#model/evidence.ts'

/** Where a file of a release lies: at a path, as an asset of the GitHub release, or inside of an asset or artifact. */
export type Place = Pick<EvidenceReference, 'path' | 'asset' | 'artifact' | 'run'>

/** The name by which files of one holder know each other; null for what names no place. */
export function pathAt({ path, asset }: Place): string | null {
  return path ?? asset ?? null
}

/** What holds a file, as a key: only files of one holder lie beside each other. All assets of a release are one. */
export function holderOf({ path, asset, artifact, run }: Place): string {
  if (artifact !== undefined) return `artifact ${artifact} of ${run?.id ?? ''}`
  if (asset === undefined) return ''
  return path === undefined ? 'assets' : `asset ${asset}`
}

/** The place of another file in the same holder. */
export function sameHolder({ path: own, asset, artifact, run }: Place, path: string): Place {
  if (artifact !== undefined) return run === undefined ? { artifact, path } : { artifact, path, run }
  if (asset === undefined) return { path }
  return own === undefined ? { asset: path } : { asset, path }
}
