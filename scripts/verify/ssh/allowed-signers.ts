import { decodeBase64 } from '#parse/text.ts'

/** One line of an allowed signers file (ssh-keygen(1), ALLOWED SIGNERS). Times in milliseconds, exclusive at the end. */
export type AllowedSigner = {
  principals: string
  key: Buffer
  /** Null = any. */
  namespaces: readonly string[] | null
  validAfter: number | null
  validBefore: number | null
}

/**
 * Reads an allowed signers file.
 * @returns the signers, and the numbers of the lines that cannot be used: a certificate authority, an unknown option, no key.
 */
export function readAllowedSigners(text: string): { signers: AllowedSigner[]; refused: number[] } {
  const signers: AllowedSigner[] = []
  const refused: number[] = []
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue
    const signer = readLine(line)
    if (signer) signers.push(signer)
    else refused.push(index + 1)
  }
  return { signers, refused }
}

const LINE =
  /^("[^"]*"|\S+)[ \t]+(?:((?:[a-z-]+(?:="[^"]*")?)(?:,[a-z-]+(?:="[^"]*")?)*)[ \t]+)?((?:ssh|ecdsa|sk)-[A-Za-z0-9@.-]+)[ \t]+(\S+)/

function readLine(line: string): AllowedSigner | null {
  const [, principals = '', options = '', sort = '', base64 = ''] = line.match(LINE) ?? []
  const key = decodeBase64(base64)
  const known = readOptions(options)
  // The sort stands before the key and again inside it.
  if (sort === '' || !key || !known || key.subarray(4, 4 + sort.length).toString('latin1') !== sort)
    return null
  return { principals: principals.replace(/^"|"$/g, ''), key, ...known }
}

function readOptions(text: string): Omit<AllowedSigner, 'principals' | 'key'> | null {
  const options = {
    namespaces: null as string[] | null,
    validAfter: null as number | null,
    validBefore: null as number | null,
  }
  for (const [, name, value = ''] of text.matchAll(/([a-z-]+)(?:="([^"]*)")?/g)) {
    if (name === 'namespaces') options.namespaces = value.split(',')
    else if (name === 'valid-after') options.validAfter = moment(value)
    else if (name === 'valid-before') options.validBefore = moment(value)
    else return null
    if (Number.isNaN(options.validAfter) || Number.isNaN(options.validBefore)) return null
  }
  return options
}

/** `YYYYMMDD[HHMM[SS]][Z]` → milliseconds, read as UTC with and without the Z, so that no zone of a machine matters. */
function moment(text: string): number {
  const [, year, month, day, hour = '00', minute = '00', second = '00'] =
    text.match(/^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?Z?$/) ?? []
  return year === undefined ? Number.NaN : Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
}

/**
 * The signer whose key it is, allowed for git at that time; or why not. Of several lines with one key the one that names
 * the tagger counts.
 */
export function allowedFor(
  signers: readonly AllowedSigner[],
  key: Buffer,
  at: number | null,
  tagger: string | null,
): { principals: string; isTagger: boolean } | { code: string } {
  const own = signers.filter((each) => each.key.equals(key))
  if (own.length === 0) return { code: 'tag.unknown_key' }
  const forGit = own.filter(
    ({ namespaces }) => namespaces === null || namespaces.some((name) => name === 'git' || name === '*'),
  )
  if (forGit.length === 0) return { code: 'tag.other_namespace' }
  const inTime = forGit.filter((each) => isInTime(each, at))
  const [first] = inTime
  if (first === undefined) return { code: 'tag.outside_validity' }
  const same = inTime.find(({ principals }) => tagger !== null && namesPrincipal(principals, tagger))
  return { principals: (same ?? first).principals, isTagger: same !== undefined }
}

function isInTime({ validAfter, validBefore }: AllowedSigner, at: number | null): boolean {
  if (validAfter === null && validBefore === null) return true
  return (
    at !== null && (validAfter === null || at >= validAfter) && (validBefore === null || at < validBefore)
  )
}

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
