import type { ApiColumns, ApiTitles, ListedRelease } from '#model/release-columns.ts'
import { millis } from '../lib/time.ts'
import { type FieldName, STRIP_GROUPS } from './fields.ts'

/** All releases column by column; the nth has in each the value at `values[of[n]]`. */
export type Columns = ApiColumns['columns']

/** A column of which each value is a list of words that a filter asks for. */
export interface WordColumn {
  values: readonly (readonly string[])[]
  of: readonly number[]
}

/** The releases as queries look at them, at a moment. */
export interface ReleaseTable {
  total: number
  columns: Columns
  words: Readonly<Record<FieldName, WordColumn>>
  /** What texts are looked for in: `service version service@version purpose`, in small letters. */
  names: readonly string[]
  /** Null before they are loaded. */
  titles: readonly string[] | null
  commits: readonly (string | null)[] | null
  /** The moment of asking, in milliseconds since 1970. */
  at: number
}

/** What stands beside the columns, each loaded when something asks for it. */
export interface BesideColumns {
  titles?: Pick<ApiTitles, 'titles' | 'owners'> | null
  commits?: readonly (string | null)[] | null
}

/**
 * Makes the columns ready for queries. A GO that has ended by the moment of asking counts as what it is since.
 * @param at the moment of asking, in milliseconds since 1970
 */
export function releaseTable(published: Columns, at: number, beside: BesideColumns = {}): ReleaseTable {
  const columns = columnsAt(published, at)
  const { titles: texts = null, commits = null } = beside
  const titles = texts?.titles ?? null
  const { service, version } = columns
  const names = service.of.map((place, n) => {
    const [id, number] = [service.values[place] ?? '', valueAt(version, n) ?? '']
    const title = titles?.[n] ?? ''
    return `${id} ${number} v${number} ${id}@${number} ${title}`.toLowerCase()
  })
  const words = wordColumns(columns, texts?.owners ?? { values: [], of: [] })
  return { total: names.length, columns, words, names, titles, commits, at }
}

/** The value of a column for the nth release. */
export function valueAt<T>({ values, of }: { values: readonly T[]; of: readonly number[] }, n: number) {
  return values[of[n] ?? -1]
}

/** The nth release with all that the columns hold of it. */
export function releaseAt(columns: Columns, n: number): ListedRelease {
  const cells = Object.entries(columns).map(([name, column]) => [name, valueAt<unknown>(column, n)])
  return Object.fromEntries(cells)
}

/** The same columns with each GO that has ended by a moment as what it is since. */
export function columnsAt(columns: Columns, at: number): Columns {
  const ended = columns.until.values.map((until) => until !== null && millis(until) <= at)
  if (!ended.includes(true)) return columns
  const isOver = columns.until.of.map((place) => ended[place] === true)
  const over = <T>(column: { values: T[]; of: number[] }, next: (n: number, value: T) => T) =>
    columnFrom(column.of.map((place, n) => changed(column.values[place] as T, n, isOver, next)))
  return {
    ...columns,
    verdict: over(columns.verdict, (n, was) => valueAt(columns.endsAs, n) ?? was),
    was: over(columns.was, (_, was) => was ?? 'go'),
    until: over(columns.until, () => null),
    endsAs: over(columns.endsAs, () => null),
  }
}

function changed<T>(value: T, n: number, isOver: readonly boolean[], next: (n: number, value: T) => T): T {
  return isOver[n] ? next(n, value) : value
}

/** A column of some cells: each value once, in the order of its first cell. */
export function columnFrom<T>(cells: readonly T[]): { values: T[]; of: number[] } {
  const places = new Map<string, number>()
  const values: T[] = []
  const of = cells.map((cell) => {
    const key = JSON.stringify(cell)
    const known = places.get(key)
    if (known !== undefined) return known
    places.set(key, values.length)
    return values.push(cell) - 1
  })
  return { values, of }
}

/** Releases column by column, in their order. */
export function columnsFrom(rows: readonly ListedRelease[]): Columns {
  const columns = COLUMN_NAMES.map((name) => [name, columnFrom<unknown>(rows.map((row) => row[name]))])
  return Object.fromEntries(columns)
}

/** Written out: a schema in the reader's browser would be loaded for their names alone, and tries out whether it may evaluate text. */
const COLUMN_NAMES = Object.keys({
  service: true,
  version: true,
  marks: true,
  strip: true,
  verdict: true,
  was: true,
  until: true,
  endsAs: true,
  type: true,
  runsIn: true,
  reached: true,
  severities: true,
  gates: true,
  evidence: true,
  released: true,
} satisfies Record<keyof ListedRelease, true>) as (keyof ListedRelease)[]

/** What each filter finds in each value of its column. */
function wordColumns(columns: Columns, owners: ApiTitles['owners']): ReleaseTable['words'] {
  const { released, until, version } = columns
  return {
    verdict: wordsOf(columns.verdict, (verdict) => [verdict]),
    was: wasColumn(columns),
    service: wordsOf(columns.service, (service) => [service]),
    type: wordsOf(columns.type, (type) => [type ?? 'unknown']),
    failing: wordsOf(columns.strip, failingGroups),
    gate: wordsOf(columns.gates, (gates) => gates),
    env: wordsOf(columns.runsIn, (ids) => (ids.length > 0 ? ids : ['nowhere'])),
    reached: wordsOf(columns.reached, (reached) => [reached ?? 'nowhere']),
    risk: riskColumn(columns),
    owner: wordsOf(owners, (names) => names),
    evidence: wordsOf(columns.evidence, (states) => states),
    released: wordsOf(released, (day) => [day]),
    year: wordsOf(released, (day) => [day.slice(0, 4)]),
    expires: wordsOf(until, (end) => (end === null ? [] : [end])),
    version: wordsOf(version, (each) => [each]),
    commit: { values: [], of: [] },
    is: wordsOf(columns.marks, (marks) => marks.map((mark) => MARK_WORDS[mark])),
  }
}

function wordsOf<T>(
  { values, of }: { values: readonly T[]; of: readonly number[] },
  words: (value: T) => readonly string[],
): WordColumn {
  return { values: values.map(words), of }
}

const MARK_WORDS = {
  tampered: 'tampered',
  'tag moved': 'moved',
  rejudged: 'rejudged',
  'pre-release': 'pre-release',
  'no version': 'no-version',
  waived: 'waived',
  reused: 'reused',
  'against rules': 'against-rules',
  latest: 'latest',
} as const satisfies Record<ListedRelease['marks'][number], string>

/** The groups that fail today; those whose proof ran out included. */
function failingGroups(strip: string): string[] {
  return STRIP_GROUPS.filter((_, cell) => strip[cell] === 'f' || strip[cell] === 'r')
}

/** The verdict at release stands beside today's only where it was another. */
function wasColumn({ was, verdict }: Columns): WordColumn {
  const { values, of } = columnFrom(was.of.map((place, n) => [was.values[place] ?? valueAt(verdict, n)]))
  return { values: values.map((each) => each.filter((word) => word !== undefined)), of }
}

const UNKNOWN_RISKS: ReadonlySet<string> = new Set(['no-dossier', 'quarantined'])

/** Without a dossier nobody knows whether a risk is open. */
function riskColumn({ severities, verdict }: Columns): WordColumn {
  const words = severities.of.map((place, n) => {
    const open = severities.values[place] ?? []
    if (open.length > 0) return open.map((severity) => severity.toLowerCase())
    return [UNKNOWN_RISKS.has(valueAt(verdict, n) ?? '') ? 'unknown' : 'none']
  })
  return columnFrom(words)
}
