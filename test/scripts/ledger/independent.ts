import { createHash } from 'node:crypto'

/**
 * Checks a ledger from nothing but its description: lines of sorted, compact JSON, each with its position and the
 * SHA-256 of the line before. Shares no code with the catalog. The first bad line, from 1, or null.
 */
export function firstBadLine(bytes: Buffer): number | null {
  if (bytes.length === 0) return null
  let previous: string | null = null
  let start = 0
  for (let position = 0; start < bytes.length; position += 1) {
    const end = bytes.indexOf(0x0a, start)
    if (end === -1) return position + 1
    const line = bytes.subarray(start, end)
    if (!isGood(line, position, previous)) return position + 1
    previous = createHash('sha256').update(line).digest('hex')
    start = end + 1
  }
  return null
}

function isGood(line: Buffer, position: number, previous: string | null): boolean {
  try {
    const entry = JSON.parse(line.toString('utf8')) as Record<string, unknown>
    const keys = Object.keys(entry)
    return (
      FORMS.includes(keys.join()) &&
      Buffer.from(sorted(entry)).equals(line) &&
      entry['index'] === position &&
      entry['previous'] === previous
    )
  } catch {
    return false
  }
}

/** Compact JSON with the keys of each object sorted. */
function sorted(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sorted).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${sorted(member)}`).join(',')}}`
}

/** Of the first version, and of the second with and without reasons. */
const FORMS = [
  'act,at,commit,dossierSha256,index,previous,recordSha256,service,tag,tagObject,version',
  'act,at,atRelease,commit,dossierSha256,index,previous,recordSha256,schemaVersion,service,tag,tagObject,today,version',
  'act,at,atRelease,commit,dossierSha256,index,previous,reasons,recordSha256,schemaVersion,service,tag,tagObject,today,version',
]
