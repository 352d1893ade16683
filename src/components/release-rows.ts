import { stripWords, VERDICT_WORDS } from '#messages/verdict.ts'
import { day } from '#views/format.ts'
import type { ReleaseRow } from '#views/release-list.ts'
import { attribute, type Html, html } from './html.ts'
import { cells } from './marks.ts'
import { untilNote, verdictMark } from './verdict-mark.ts'

/** How a list shows its releases. */
export interface RowOptions {
  /** The address of a release's page. */
  hrefOf: (service: string, version: string) => string
  /** False where all rows are of one service. */
  named: boolean
}

export interface Column {
  title: string
  isNumber?: true
  /** Whether a row has something to say here; absent where each has. */
  tells?: (row: ReleaseRow) => boolean
  cell: (row: ReleaseRow, options: RowOptions) => Html
}

/**
 * The columns of every list of releases, written by the server and, when the list is filtered, in the browser.
 *
 * A new column touches three files: `model/release-list.ts` (its values, which the browser loads too), `releaseRow` in
 * `views/release-list.ts` (where a value comes from), and this one (its title and its cell). A fact that the index does
 * not hold yet needs a fourth, `model/index-line.ts`, and whoever writes that.
 */
const COLUMNS: readonly Column[] = [
  { title: 'Release', cell: releaseCell },
  { title: 'Gates', cell: ({ strip }) => html`<td>${stripMark(strip)}</td>` },
  { title: 'Verdict', cell: verdictCell },
  {
    title: 'Type',
    tells: ({ type }) => type !== null,
    cell: ({ type }) => html`<td class="${type ? 'type' : 'type soft'}">${type ?? 'unknown'}</td>`,
  },
  {
    title: 'Runs in',
    tells: ({ runsIn, reached }) => runsIn !== null || reached !== null,
    cell: (row) =>
      html`<td class="runs"><span class="${row.runsIn ? 'chip' : 'soft'}">${runsText(row)}</span></td>`,
  },
  {
    title: 'Risks',
    isNumber: true,
    tells: ({ risks }) => risks !== null,
    cell: ({ risks }) => html`<td class="num risks">${risks ?? '–'}</td>`,
  },
  {
    title: 'Released',
    isNumber: true,
    cell: ({ released }) => html`<td class="num"><time datetime="${released}">${day(released)}</time></td>`,
  },
]

/** The columns that have something to say: a list of plain tags needs none of unknowns. */
export function columnsOf(rows: readonly ReleaseRow[]): Column[] {
  return COLUMNS.filter(({ tells }) => tells === undefined || rows.some(tells))
}

/** The columns under the given titles. */
export function columnsTitled(titles: readonly string[]): Column[] {
  return COLUMNS.filter(({ title }) => titles.includes(title))
}

/** The row above the list. */
export function headRow(columns: readonly Column[]): Html {
  return html`<tr>${columns.map(({ title, isNumber }) => html`<th scope="col"${attribute('class', isNumber ? 'num' : null)}>${title}</th>`)}</tr>`
}

/** The row of a release. */
export function releaseTableRow(row: ReleaseRow, columns: readonly Column[], options: RowOptions): Html {
  return html`<tr>${columns.map(({ cell }) => cell(row, options))}</tr>`
}

const LOUD: ReadonlySet<string> = new Set(['tampered', 'tag moved'])

function releaseCell({ service, version, marks, purpose }: ReleaseRow, { hrefOf, named }: RowOptions): Html {
  return html`
    <th scope="row">
      <a href="${hrefOf(service, version)}">${named && `${service} `}${version}</a>
      ${marks.map((mark, at) => html`${at > 0 && ' '}<span class="${LOUD.has(mark) ? 'chip bad' : 'chip'}">${mark}</span>`)}
      ${purpose && html`<small>${purpose}</small>`}
    </th>`
}

function verdictCell({ verdict, was, until, endsAs }: ReleaseRow): Html {
  const today = { verdict, ends: until === null || endsAs === null ? null : { at: until, as: endsAs } }
  return html`
    <td>
      ${verdictMark(today)}
      ${untilNote(today)}
      ${was && html`<small>${VERDICT_WORDS[was]} at release</small>`}
    </td>`
}

/** `production`, `was in production`, `nowhere`. */
function runsText({ runsIn, reached }: ReleaseRow): string {
  return runsIn ?? (reached === null ? 'nowhere' : `was in ${reached}`)
}

/** The six cells of a strip as marks, and as words for those who do not see them. */
export function stripMark(strip: string): Html {
  const words = stripWords(strip)
  return cells(strip, `Gates: ${words}`)
}
