/** Where a value differs from what it must be, and both as JSON, shortened; `nothing` for what is not there. */
export type Difference = { at: string; found: string; expected: string }

/** The first difference between two JSON values, keys in their order; null when there is none. */
export function firstDifference(found: unknown, expected: unknown, at = ''): Difference | null {
  if (!isNested(found) || !isNested(expected) || Array.isArray(found) !== Array.isArray(expected))
    return found === expected
      ? null
      : { at: at || 'all of it', found: shortJson(found), expected: shortJson(expected) }
  const keys = new Set([...Object.keys(expected), ...Object.keys(found)].sort(byNumber))
  for (const key of keys) {
    const place = Array.isArray(expected) ? `${at}[${key}]` : `${at}${at === '' ? '' : '.'}${key}`
    const difference = firstDifference(found[key], expected[key], place)
    if (difference) return difference
  }
  return null
}

function isNested(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** Places of a list as numbers, names as text. */
function byNumber(a: string, b: string): number {
  return Number(a) - Number(b) || (a < b ? -1 : 1)
}

function shortJson(value: unknown): string {
  if (value === undefined) return 'nothing'
  const json = JSON.stringify(value)
  return json.length <= LONGEST ? json : `${json.slice(0, LONGEST)}…`
}

const LONGEST = 120
