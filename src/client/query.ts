/** What is asked: words, and a service and a verdict or nothing. */
export interface Query {
  q: string
  service: string
  verdict: string
}

/** Reads a query from an address. */
export function readQuery(search: string): Query {
  const parameters = new URLSearchParams(search)
  const get = (name: string) => parameters.get(name)?.trim().slice(0, 200) ?? ''
  return { q: get('q'), service: get('service'), verdict: get('verdict') }
}

/** The query as an address, or nothing for an empty one. */
export function writeQuery(query: Query): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== '')
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`
}

/** The words to search for: `ledger@1.4.0` is a service and its version. */
export function wordsOf(q: string): string {
  return q.replace(/([\w-])@(?=v?\d)/g, '$1 ').trim()
}

/** The versions named in a query, without their `v`: `v1.4.0` and `1.4.0` mean the same release. */
export function versionsIn(q: string): string[] {
  const words = wordsOf(q).split(/\s+/)
  return words.filter((word) => /^v?\d+(\.\d+)+([-+].+)?$/i.test(word)).map((word) => word.replace(/^v/i, ''))
}

/** Whether a result titled `ledger 1.4.0` is of one of the versions. */
export function isVersion(title: string, versions: readonly string[]): boolean {
  return versions.some((version) => title.toLowerCase().endsWith(` ${version.toLowerCase()}`))
}

/** Whether a text holds a word of the query; Pagefind also finds words that only begin alike. */
export function holdsWord(content: string, q: string): boolean {
  const text = content.toLowerCase()
  return wordsOf(q)
    .toLowerCase()
    .split(/[\s"]+/)
    .some((word) => word !== '' && text.includes(word))
}
