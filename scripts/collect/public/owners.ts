const MOST_NAMED = 20

/**
 * Who owns a folder by a file of owners: the last line that covers it, as forges read it. Addresses lose what stands behind the @.
 * @param folder null for all of the repository.
 */
export function codeOwners(text: string, folder: string | null): string[] {
  const rules = text
    .split('\n', 20_000)
    .map((line) => (line.split(' #')[0] ?? '').trim().split(/\s+/))
    .filter(([pattern = '', owner]) => owner !== undefined && !/^[#^[]/.test(pattern))
  const last = rules.findLast(([pattern = '']) => covers(pattern, folder))
  return namesOf(last?.slice(1) ?? [])
}

/** True for `*`, and for the folder itself or one above it. */
function covers(pattern: string, folder: string | null): boolean {
  if (/^\/?\*{1,2}$/.test(pattern)) return true
  const path = pattern.replace(/^\//, '').replace(/\/\*{0,2}$/, '')
  return folder !== null && (folder === path || folder.startsWith(`${path}/`))
}

/** The approvers of an `OWNERS` file, else its first list. */
export function listedOwners(text: string): string[] {
  const lines = text.split('\n', 2000)
  const start = Math.max(
    0,
    lines.findIndex((line) => /^(?:approvers|maintainers|owners):/.test(line)),
  )
  const names: string[] = []
  for (const line of lines.slice(start + 1)) {
    const name = /^\s*-\s+["']?([\w@./-]{1,100})["']?\s*(?:#.*)?$/.exec(line)?.[1]
    if (name !== undefined) names.push(name)
    else if (/^\S/.test(line) && !line.startsWith('#')) break
  }
  return namesOf(names)
}

function namesOf(names: readonly string[]): string[] {
  const plain = names.map((name) => (name.indexOf('@') > 0 ? name.slice(0, name.indexOf('@')) : name))
  return [...new Set(plain)]
    .filter(Boolean)
    .slice(0, MOST_NAMED)
    .map((name) => name.slice(0, 200).toWellFormed())
}
