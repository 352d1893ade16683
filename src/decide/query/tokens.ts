/** One value of a filter as it is written. */
interface ValueToken {
  op: '=' | '<' | '<=' | '>' | '>=' | '..'
  value: string
  /** Of a range. */
  to?: string
  column: number
  text: string
}

/** A part of a query. `column` counts from 1; `text` is what stands there. */
export type Token = { column: number; text: string } & (
  | { kind: 'or' }
  | { kind: 'not' }
  | { kind: 'open' }
  | { kind: 'close' }
  | { kind: 'text'; value: string }
  | { kind: 'word'; value: string }
  | { kind: 'filter'; name: string; values: readonly ValueToken[] }
)

type Tokens = { ok: true; tokens: Token[] } | { ok: false; open: OpenQuote }

interface OpenQuote {
  column: number
  length: number
  word: string
}

/** Where a text was cut, and how far it is read. */
interface Scan {
  text: string
  at: number
  open: OpenQuote | null
}

/** Cuts a query into its parts; each sign is looked at once. A quotation mark without its end is told. */
export function tokensOf(text: string): Tokens {
  const scan: Scan = { text, at: 0, open: null }
  const tokens: Token[] = []
  while (scan.open === null) {
    skipBlanks(scan)
    if (scan.at >= text.length) break
    tokens.push(nextToken(scan))
  }
  return scan.open === null ? { ok: true, tokens } : { ok: false, open: scan.open }
}

function skipBlanks(scan: Scan): void {
  while (/\s/.test(scan.text[scan.at] ?? '')) scan.at += 1
}

function nextToken(scan: Scan): Token {
  const [start, sign] = [scan.at, scan.text[scan.at]]
  const place = { column: start + 1, text: sign ?? '' }
  if (sign === '(' || sign === ')') {
    scan.at += 1
    return { kind: sign === '(' ? 'open' : 'close', ...place }
  }
  if (sign === '-') {
    scan.at += 1
    return { kind: 'not', ...place }
  }
  if (sign === '"') {
    const value = readQuoted(scan)
    return { kind: 'text', value, column: start + 1, text: scan.text.slice(start, scan.at) }
  }
  const word = readRun(scan, /[\s"():]/)
  if (scan.text[scan.at] === ':') return readFilter(scan, start, word)
  const [text, column] = [word, start + 1]
  if (word === 'OR') return { kind: 'or', column, text }
  if (word === 'NOT') return { kind: 'not', column, text }
  // What stands side by side has to hold together anyway.
  if (word === 'AND') return skipAnd(scan, column)
  return { kind: 'word', value: word, column, text }
}

/** Between two parts `AND` says nothing; at the end of a text it is a word like any other. */
function skipAnd(scan: Scan, column: number): Token {
  skipBlanks(scan)
  return scan.at < scan.text.length && scan.open === null
    ? nextToken(scan)
    : { kind: 'text', value: 'AND', column, text: 'AND' }
}

function readRun(scan: Scan, end: RegExp): string {
  const start = scan.at
  while (scan.at < scan.text.length && !end.test(scan.text[scan.at] ?? '')) scan.at += 1
  return scan.text.slice(start, scan.at)
}

/** Reads from one quotation mark to the next; a backslash before a sign takes its meaning. */
function readQuoted(scan: Scan): string {
  const start = scan.at
  let value = ''
  for (scan.at += 1; scan.at < scan.text.length; scan.at += 1) {
    const sign = scan.text[scan.at]
    if (sign === '"') {
      scan.at += 1
      return value
    }
    if (sign === '\\') scan.at += 1
    value += scan.text[scan.at] ?? ''
  }
  const word = scan.text.slice(start)
  scan.open = { column: start + 1, length: word.length, word }
  return value
}

function readFilter(scan: Scan, start: number, name: string): Token {
  const values: ValueToken[] = []
  scan.at += 1
  if (!/[\s()]/.test(scan.text[scan.at] ?? ' ')) values.push(readValue(scan))
  while (scan.text[scan.at] === ',' && scan.open === null) {
    scan.at += 1
    values.push(readValue(scan))
  }
  return { kind: 'filter', name, values, column: start + 1, text: scan.text.slice(start, scan.at) }
}

function readValue(scan: Scan): ValueToken {
  const start = scan.at
  const sign = /^(?:<=|>=|<|>|=)/.exec(scan.text.slice(start, start + 2))?.[0] ?? ''
  scan.at += sign.length
  const value = readEnd(scan)
  const isRange = sign === '' && scan.text.startsWith('..', scan.at)
  if (isRange) scan.at += 2
  const to = isRange ? { to: readEnd(scan) } : {}
  const op = isRange ? '..' : sign === '' ? '=' : (sign as ValueToken['op'])
  return { op, value, ...to, column: start + 1, text: scan.text.slice(start, scan.at) }
}

/** One end of a range, or a value alone. */
function readEnd(scan: Scan): string {
  if (scan.text[scan.at] === '"') return readQuoted(scan)
  const start = scan.at
  while (scan.at < scan.text.length && !scan.text.startsWith('..', scan.at)) {
    if (/[\s(),"]/.test(scan.text[scan.at] ?? '')) break
    scan.at += 1
  }
  return scan.text.slice(start, scan.at)
}
