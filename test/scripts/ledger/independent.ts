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
    const sorted = [...keys].sort()
    const again = `{${sorted.map((key) => `${JSON.stringify(key)}:${JSON.stringify(entry[key])}`).join(',')}}`
    return (
      keys.join() === KEYS &&
      Buffer.from(again).equals(line) &&
      entry['index'] === position &&
      entry['previous'] === previous
    )
  } catch {
    return false
  }
}

const KEYS = 'act,at,commit,dossierSha256,index,previous,recordSha256,service,tag,tagObject,version'
