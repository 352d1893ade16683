/** A document by its headings: Markdown, reStructuredText or plain text. `level` 1 is the highest. */
type Heading = { level: number; text: string; line: number }

/** The lines of a document, and the headings in it. */
export type Outline = { lines: readonly string[]; headings: readonly Heading[] }

/** Lines that are looked at; a document is not as long as that. */
const MOST_LINES = 40_000
const LONGEST_LINE = 2000

/** Reads the headings of a document: `## …`, `= … =`, underlined and bold lines. Fenced code holds none. */
export function outlineOf(text: string): Outline {
  const lines = text.split('\n', MOST_LINES).map((line) => line.slice(0, LONGEST_LINE).trimEnd())
  const headings: Heading[] = []
  let fence: string | null = null
  for (const [at, line] of lines.entries()) {
    const mark = /^ {0,3}(```|~~~)/.exec(line)?.[1] ?? null
    if (mark !== null && (fence === null || fence === mark)) fence = fence === null ? mark : null
    else if (fence === null) {
      const found = headingAt(lines, at)
      if (found) headings.push({ ...found, line: at })
    }
  }
  return { lines, headings }
}

const UNDERLINES = '=-~^*+#"\'`:.'

function headingAt(lines: readonly string[], at: number): Omit<Heading, 'line'> | null {
  const line = lines[at] ?? ''
  const [, marks, named] = /^(#{1,6}|={1,6})\s+(\S.*)$/.exec(line) ?? []
  if (marks !== undefined && named !== undefined) return { level: marks.length, text: bare(named) }
  const under = lines[at + 1] ?? ''
  if (line !== '' && !/^\s/.test(line) && isUnderline(under) && !isUnderline(line))
    return { level: 1 + Math.max(0, UNDERLINES.indexOf(under[0] ?? '=')), text: bare(line) }
  const bold = /^\*\*([^*]{1,200})\*\*:?$/.exec(line)?.[1]
  return bold === undefined ? null : { level: 6, text: bare(bold) }
}

/** Three or more of one mark. */
function isUnderline(line: string): boolean {
  const [first = ''] = line
  return line.length >= 3 && UNDERLINES.includes(first) && line === first.repeat(line.length)
}

/** Without the marks that close a heading, links' addresses, and emphasis. */
function bare(text: string): string {
  const linked = text.replaceAll(/\]\([^()]{0,500}\)/g, ']')
  return linked
    .replaceAll(/[[\]*`]/g, '')
    .replace(/ [#=]{1,6}$/, '')
    .trim()
    .slice(0, 300)
}

/** The lines below a heading, up to the next one that is as high, without empty lines at both ends. */
export function below({ lines, headings }: Outline, heading: Heading): string {
  const next = headings.find(({ level, line }) => line > heading.line && level <= heading.level)
  const isUnderlined = isUnderline(lines[heading.line + 1] ?? '')
  return lines
    .slice(heading.line + (isUnderlined ? 2 : 1), next?.line)
    .join('\n')
    .trim()
}
