/**
 * True when a list of principals names an address, by the rules of ssh_config(5), PATTERNS: parts with commas between
 * them, `*` for any text, `?` for any character, and `!` before a part that none may be. Large and small letters are
 * alike, as they are to mail servers.
 */
export function namesPrincipal(principals: string, address: string): boolean {
  const parts = principals
    .toLowerCase()
    .split(',')
    .map((part) => part.trim())
  const wanted = address.toLowerCase()
  const isDenied = parts.some((part) => part.startsWith('!') && matches(part.slice(1), wanted))
  return !isDenied && parts.some((part) => !part.startsWith('!') && matches(part, wanted))
}

/** Goes back to the last `*` only, so that no pattern takes longer than its length times the text's. */
function matches(pattern: string, text: string): boolean {
  let [at, from, star, resume] = [0, 0, -1, 0]
  while (from < text.length) {
    const sign = pattern[at]
    if (sign === '*') {
      star = at
      resume = from
      at += 1
    } else if (sign === '?' || sign === text[from]) {
      at += 1
      from += 1
    } else if (star >= 0) {
      at = star + 1
      resume += 1
      from = resume
    } else return false
  }
  return /^\**$/.test(pattern.slice(at))
}
