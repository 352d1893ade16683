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
  if (Array.isArray(value)) return `[${value.map((each) => write(each) ?? 'null').join(',')}]`
  if (typeof value === 'object' && value !== null) return writeObject(value as Record<string, unknown>)
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new Error(`${value} has no canonical JSON form.`)
  return JSON.stringify(value)
}

/** Members in the order of UTF-16 code units, which is how JavaScript sorts texts. */
function writeObject(object: Readonly<Record<string, unknown>>): string {
  let members = ''
  for (const key of Object.keys(object).sort()) {
    const member = write(object[key])
    if (member !== undefined) members += `${members && ','}${JSON.stringify(key)}:${member}`
  }
  return `{${members}}`
}
