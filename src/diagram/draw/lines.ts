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
