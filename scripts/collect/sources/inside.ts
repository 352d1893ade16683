import { readArchive } from '../../door/archive.ts'
import { ARCHIVE_LIMITS } from '../../door/limits.ts'
import { lineOf } from '../line.ts'
import { ABSENT, type Held } from './source.ts'

/** A file inside of an archive that a source holds. @param most bytes that the file may have. */
export async function insideOf(held: Held, path: string, most: number): Promise<Held> {
  if (held.kind !== 'file') return held
  const files = await readArchive(held.bytes, held.path, ARCHIVE_LIMITS)
  if (!files.ok) return { kind: 'refused', findings: files.findings }
  const bytes = files.value.get(path)
  if (bytes === undefined) return ABSENT
  const place = `${held.path}/${path}`
  if (bytes.length > most) return { kind: 'large', path: place, size: bytes.length }
  const recorded = held.recorded ? { ...held.recorded, name: lineOf(held.path, 300) } : null
  return { kind: 'file', bytes, path: place, recorded }
}
