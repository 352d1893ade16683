/**
 * The RFC 8785 (JSON Canonicalization Scheme) text of a JSON value: members in the order of their names, no white space.
 * Members that are undefined are left out.
 * @throws Error for NaN, infinities, lone surrogates and what is no JSON value: they have no canonical form.
 */
export function canonical(value: unknown): string {
  const text = write(value)
  if (text === undefined) throw new Error('Only a JSON value has a canonical form.')
  if (text.includes('\\ud') && LONE_SURROGATE.test(text))
    throw new Error('A lone surrogate has no canonical JSON form.')
  return text
}

/** A lone surrogate is all that `JSON.stringify` escapes this way; an escaped backslash may stand before `ud` too. */
const LONE_SURROGATE = /(?<!\\)(\\\\)*\\ud[89a-f]/

/** Numbers and strings are written as JavaScript writes them, which is what the scheme asks for. */
function write(value: unknown): string | undefined {
  if (typeof value === 'string' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return writeArray(value)
  if (typeof value === 'object') return writeObject(value as Record<string, unknown>)
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new Error(`${value} has no canonical JSON form.`)
  return JSON.stringify(value)
}

function writeArray(values: readonly unknown[]): string {
  let items = ''
  for (const [at, value] of values.entries()) items += `${at > 0 ? ',' : ''}${write(value) ?? 'null'}`
  return `[${items}]`
}

/** Members in the order of UTF-16 code units, which is how JavaScript sorts texts. */
function writeObject(object: Readonly<Record<string, unknown>>): string {
  let members = ''
  for (const key of sorted(Object.keys(object))) {
    const member = write(object[key])
    if (member !== undefined) members += `${members && ','}${JSON.stringify(key)}:${member}`
  }
  return `{${members}}`
}

/** Most of what is written was read from canonical text, and to see that it is in order costs less than to sort it. */
function sorted(keys: string[]): string[] {
  return keys.every((key, at) => at === 0 || (keys[at - 1] ?? '') < key) ? keys : keys.sort()
}
