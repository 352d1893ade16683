/*
 * Text of strangers can run from right to left, and then takes the signs, digits and words beside it along: "3 of <name>" would
 * read "<name> of 3". Wherever such letters stand on a page they stand in an element of their own, whatever sentence they are
 * part of; characters that only turn the text around them are shown by their number instead.
 */

/**
 * The HTML of a page, with what runs from right to left in its text isolated. Tags, their attributes, and elements that hold
 * no markup stay as they are; so does a page without any such letter.
 */
export function withForeignIsolated(page: string): string {
  if (!TURNS.test(page)) return page
  return page.replace(PARTS, (part) => (part.startsWith('<') ? part : isolated(part)))
}

/** Letters of the scripts that run from right to left; the last ones are two units long. */
const LEFT =
  '(?:[\\u0590-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufefe]|[\\ud802\\ud803\\ud83a\\ud83b][\\udc00-\\udfff])'

/** Embeddings, overrides and isolates: what they turn goes on past the text that holds them. */
const CONTROL = '[\\u202a-\\u202e\\u2066-\\u2069]'

const TURNS = new RegExp(`${LEFT}|${CONTROL}`)

/** Elements that hold text alone, or are no HTML; what was isolated before; tags; and the text between all of them. */
const PARTS =
  /<(script|style|title|textarea|option|svg|bdi)\b[\s\S]*?<\/\1>|<!--[\s\S]*?-->|<[^<>"']*(?:"[^"]*"[^<>"']*|'[^']*'[^<>"']*)*>|[^<]+/gi

/** What was isolated in a sentence by characters; a control; or letters with all between them that is of no script of ours. */
const RUNS = new RegExp(
  `\\u2068[^\\u202a-\\u202e\\u2066-\\u2069]*\\u2069|${CONTROL}|${LEFT}(?:[^A-Za-z0-9\\u00c0-\\u058f\\u0590-\\u08ff\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff\\ufb1d-\\ufdff\\ufe70-\\ufefe]{0,20}${LEFT})*`,
  'g',
)

function isolated(text: string): string {
  return text.replace(RUNS, (run) => {
    if (run.startsWith('\u2068') && run.endsWith('\u2069')) return run
    const isControl = run.length === 1 && run >= '\u202a' && run <= '\u2069'
    return isControl ? `\\u{${run.charCodeAt(0).toString(16)}}` : `<bdi>${run}</bdi>`
  })
}
