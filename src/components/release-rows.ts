import { day } from '#messages/format.ts'
import { stripWords } from '#messages/verdict.ts'
import type { ReleaseRow } from '#views/release-list.ts'
import { type Html, html } from './html.ts'
import { cells } from './marks.ts'
import { verdictMark } from './verdict-mark.ts'

/** How a list shows its releases. */
export interface RowOptions {
  /** The address of a release's page. */
  hrefOf: (service: string, version: string) => string
  /** False where all rows are of one service. */
  named: boolean
  /** Releases that are ticked for comparison, by `service@version`; left out where none can be. */
  picked?: ReadonlySet<string>
}

/** What a row shows of a release. */
type ShownRow = Pick<
  ReleaseRow,
  | 'service'
  | 'version'
  | 'marks'
  | 'strip'
  | 'verdict'
  | 'was'
  | 'until'
  | 'endsAs'
  | 'runsIn'
  | 'reached'
  | 'released'
  | 'purpose'
>

export interface Column {
  title: string
  /** Class of its width. */
  width: string
  /** Whether a row has something to say here; absent where each has. */
  tells?: (row: ShownRow) => boolean
  cell: (row: ShownRow, options: RowOptions) => Html
}

/**
 * The columns of every list of releases, written by the server and, when a query is answered, in the browser.
 *
 * A new column touches four files: `model/release-columns.ts` and `decide/query/table.ts` (its values, which the browser
 * loads too), `releaseRow` in `views/release-list.ts` (where a value comes from), and this one (its title and its cell).
 */
const COLUMNS: readonly Column[] = [
  { title: 'Release', width: 'k-rel', cell: releaseCell },
  { title: 'What changed', width: 'k-what', cell: changeCell },
  {
    title: 'Gates',
    width: 'k-strip',
    cell: ({ strip }) => html`<td class="strip-cell">${stripMark(strip)}</td>`,
  },
  { title: 'At release → today', width: 'k-was', cell: verdictCell },
  {
    title: 'Runs in',
    width: 'k-env',
    tells: ({ runsIn, reached }) => runsIn.length > 0 || reached !== null,
    cell: runsCell,
  },
  { title: 'Released', width: 'k-date', cell: dateCell },
]

/** The columns that have something to say: a list of plain tags needs none of unknowns. */
export function columnsOf(rows: readonly ShownRow[]): Column[] {
  return COLUMNS.filter(({ tells }) => tells === undefined || rows.some(tells))
}

/** The columns under the given titles. */
export function columnsTitled(titles: readonly string[]): Column[] {
  return COLUMNS.filter(({ title }) => titles.includes(title))
}

/** The widths and the row above the list. */
export function headRow(columns: readonly Column[], hasPicks = false): Html {
  return html`
    <colgroup>${hasPicks && html`<col class="k-pick">`}${columns.map(({ width }) => html`<col class="${width}">`)}</colgroup>
    <thead><tr>${hasPicks && html`<th scope="col" class="pick-cell"><span class="vh">Compare</span></th>`}${columns.map(({ title }) => html`<th scope="col">${title}</th>`)}</tr></thead>`
}

/** The row of a release. */
export function releaseTableRow(row: ShownRow, columns: readonly Column[], options: RowOptions): Html {
  return html`<tr>${pickCell(row, options)}${columns.map(({ cell }) => cell(row, options))}</tr>`
}

function pickCell({ service, version }: ShownRow, { picked }: RowOptions): Html | null {
  if (!picked) return null
  const id = `${service}@${version}`
  const box = picked.has(id)
    ? html`<input type="checkbox" name="compare" value="${id}" checked>`
    : html`<input type="checkbox" name="compare" value="${id}">`
  return html`<td class="pick-cell"><label class="pick">${box}<span class="vh">Compare ${service} ${version}</span></label></td>`
}

const LOUD: ReadonlySet<string> = new Set(['tampered', 'tag moved'])
/** What a query asks for, and a row does not say. */
const UNSAID: ReadonlySet<string> = new Set(['waived', 'reused', 'latest'])

function releaseCell({ service, version }: ShownRow, { hrefOf, named }: RowOptions): Html {
  return html`<th scope="row" class="rel"><a href="${hrefOf(service, version)}">${named && `${service} `}${version}</a></th>`
}

function changeCell({ marks, purpose }: ShownRow): Html {
  const said = marks.filter((mark) => !UNSAID.has(mark))
  return html`<td class="what">${said.map((mark) => html`<span class="${LOUD.has(mark) ? 'chip bad' : 'chip'}">${mark}</span> `)}<span class="purpose">${purpose}</span></td>`
}

function verdictCell({ verdict, was, until, endsAs }: ShownRow): Html {
  const today = { verdict, ends: until === null || endsAs === null ? null : { at: until, as: endsAs } }
  const before =
    was &&
    html`${verdictMark({ verdict: was, ends: null })}<span class="to" aria-hidden="true">→</span><span class="vh"> at release, today </span>`
  return html`<td class="was-cell"><span class="was">${before}${verdictMark(today)}</span></td>`
}

/** `production`, `was in production`, `nowhere`. */
function runsCell({ runsIn, reached }: ShownRow): Html {
  const now = runsIn.at(-1)
  if (now !== undefined) return html`<td class="env"><b>${now}</b></td>`
  return html`<td class="env"><span class="soft">${reached === null ? 'nowhere' : `was in ${reached}`}</span></td>`
}

function dateCell({ released }: ShownRow): Html {
  const [date = '', month = '', year = ''] = day(released).split(' ')
  return html`<td class="date"><time datetime="${released}">${date} ${month}<span class="y"> ${year}</span></time></td>`
}

/** The six cells of a strip as marks, and as words for those who do not see them. */
export function stripMark(strip: string): Html {
  const words = stripWords(strip)
  return cells(strip, `Gates: ${words}`)
}
