import { DiagramError } from './job.ts'

/** What mermaid's parsers say of the place of an error. */
interface Placed {
  message: string
  hash?: { loc?: { first_line?: number } }
  result?: { parserErrors?: { token?: { startLine?: number } }[]; lexerErrors?: { line?: number }[] }
}

const NAMED_LINE = / on line (\d+)(?=[.:])/
const NAMED_PLACE = /(?<= on line )\d+(?=, column)/g

/** What went wrong, in the parser's words, and the line of the source, when mermaid names one. */
export function problemOf(error: unknown, source: string): DiagramError {
  if (error instanceof DiagramError) return error
  const { message, hash, result } = placed(error)
  const inSource = sourceLines(source)
  const line =
    hash?.loc?.first_line ??
    result?.lexerErrors?.[0]?.line ??
    result?.parserErrors?.[0]?.token?.startLine ??
    Number(NAMED_LINE.exec(message)?.[1] ?? 0)
  // A line that the message names is not the author's.
  const words = message.replace(NAMED_LINE, '').replace(NAMED_PLACE, (n) => `${inSource(Number(n)) ?? n}`)
  return new DiagramError(words.trim(), line > 0 ? inSource(line) : null)
}

function placed(error: unknown): Placed {
  if (error instanceof Error) return error
  const fields = typeof error === 'object' && error ? error : {}
  // Some parsers throw what is no Error, with the message as `str`.
  const message = 'message' in fields ? fields.message : 'str' in fields ? fields.str : error
  return { ...fields, message: `${message}` }
}

/** What mermaid takes away before it parses, in its order: front matter, directives, comments, space at the top. */
const TAKEN = [
  /^\s*---[^\S\n]*\n(?:.*\n)*?\s*---[^\S\n]*(?:\n|$)/g,
  /%%\{.*?\}%%/gs,
  /^\s*%%(?!\{)[^\n]+\n?/gm,
  /^\s+/g,
]

/** For each line that mermaid's parsers count, from 1, the line of the source that it is. */
export function sourceLines(source: string): (line: number) => number | null {
  let text = source.replace(/\r\n?/g, '\n')
  let origins = lineOfEachCharacter(text)
  for (const pattern of TAKEN) {
    const kept = new Array<boolean>(text.length).fill(true)
    for (const { index, 0: taken } of text.matchAll(pattern)) kept.fill(false, index, index + taken.length)
    text = [...kept.keys()].map((n) => (kept[n] ? text[n] : '')).join('')
    origins = origins.filter((_, n) => kept[n])
  }
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)]
  return (line) => origins[starts[line - 1] ?? -1] ?? origins.at(-1) ?? null
}

function lineOfEachCharacter(text: string): number[] {
  let line = 1
  return Array.from({ length: text.length }, (_, n) => (text[n] === '\n' ? line++ : line))
}
