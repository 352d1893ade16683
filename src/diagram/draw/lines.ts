const FRONT_MATTER = /^-{3}[^\S\n]*\n.*?\n-{3}[^\S\n]*\n/s
const COMMENT = /^\s*%%(?!\{)./

/**
 * Line of a source for a line that a parser names: mermaid takes front matter, comments and empty lines at the start away
 * before it parses. Both count from 1; never more than the source has.
 */
export function lineInSource(source: string, parsed: number): number {
  const front = FRONT_MATTER.exec(source)?.[0].split('\n').length ?? 1
  const kept = source
    .split('\n')
    .map((text, i) => ({ text, line: i + 1 }))
    .filter(({ text, line }) => line >= front && !COMMENT.test(text))
  const start = kept.findIndex(({ text }) => text.trim() !== '')
  return (kept[Math.max(start, 0) + parsed - 1] ?? kept.at(-1))?.line ?? 1
}
