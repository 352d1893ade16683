import { type Html, html } from './html.ts'

/** What a mark looks like, on a square of 16. */
const MARKS = {
  go: '<circle class="m-fill" cx="8" cy="8" r="7.5"/><path class="m-cut" d="M4.6 8.3l2.4 2.4 4.4-5"/>',
  nogo: '<rect class="m-fill" x=".5" y=".5" width="15" height="15" rx="2"/><path class="m-cut" d="M4.8 4.8l6.4 6.4m0-6.4l-6.4 6.4"/>',
  aged: '<circle class="m-line" cx="8" cy="8" r="6.5"/><path class="m-line" d="M8 4.4V8l2.6 1.9"/>',
  none: '<circle class="m-line" cx="8" cy="8" r="6.5" stroke-dasharray="2.6 3.2"/>',
  held: '<path class="m-fill" d="M8 .8l7.6 13.9H.4z"/><path class="m-cut" d="M8 5.8v4m0 2.4v.1"/>',
  tampered: '<path class="m-line" d="M8 1l7 7-7 7-7-7z"/><path class="m-line" d="M8 4.6v3.6m0 2.6v.1"/>',
  ok: '<path class="m-line" d="M2.5 8.6l3.6 3.6L13.5 4"/>',
  no: '<path class="m-line" d="M3 3l10 10M13 3L3 13"/>',
  wv: '<path class="m-line" d="M2 9.5c2-3.5 4-3.5 6-1.5s4 2 6-1.5"/>',
  na: '<path class="m-line" d="M4.5 8h7"/>',
  info: '<circle class="m-line" cx="8" cy="8" r="6.5"/><path class="m-line" d="M8 7.6v3.4M8 4.8v.1"/>',
  moved: '<path class="m-line" d="M2 5h10.5M9.5 2l3 3-3 3M14 11H3.5m3-3l-3 3 3 3"/>',
  find: '<circle class="m-line" cx="7" cy="7" r="4.8"/><path class="m-line" d="M10.6 10.6l3.9 3.9"/>',
  gone: '<path class="m-line" d="M3 13L13 3M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13z"/>',
} as const

/** The cells of a strip by their letter, 15 wide and 16 high. Height tells before color does: what passed lies low, what failed stands. */
const CELLS = {
  p: '<rect class="c-go" y="5" width="15" height="6" rx="1.5"/>',
  f: '<rect class="c-no" width="15" height="16" rx="2"/><path class="c-on" d="M4.5 5l6 6m0-6l-6 6"/>',
  r: '<rect class="c-rw" x=".75" y=".75" width="13.5" height="14.5" rx="2"/><path class="c-lw" d="M7.5 4.2V8l2.6 2"/>',
  w: '<rect class="c-rw" x=".75" y="5" width="13.5" height="6" rx="1.5"/><path class="c-lw" d="M4.5 8h6"/>',
  n: '<rect class="c-na" x="4.5" y="7.25" width="6" height="1.5"/>',
} as const

export type MarkName = keyof typeof MARKS

/** The mark of each alarm. */
export const ALARM_MARKS = { tampered: 'tampered', moved: 'moved', withdrawn: 'gone' } as const

/**
 * The marks of a page and the cells of strips, once: what shows one refers to it.
 * @param only the marks of a page that shows no others, and no strip
 */
export function sprite(only: ReadonlySet<string> | null = null): Html {
  const marks = Object.entries(MARKS)
    .filter(([name]) => only === null || only.has(name))
    .map(([name, shape]) => `<symbol id="m-${name}" viewBox="0 0 16 16">${shape}</symbol>`)
  const own =
    only === null ? Object.entries(CELLS).map(([letter, shape]) => `<g id="c-${letter}">${shape}</g>`) : []
  return {
    markup: `<svg class="sprite" aria-hidden="true"><defs>${[...marks, ...own].join('')}</defs></svg>`,
  }
}

/** A mark for the eye, beside a word that says the same. @param tone class that colors it */
export function mark(name: MarkName, tone = ''): Html {
  return html`<svg class="${tone === '' ? 'm' : `m ${tone}`}" aria-hidden="true"><use href="#m-${name}"/></svg>`
}

/** The mark of a name that views give; the dash for one that has none. */
export function markNamed(name: string): Html {
  return mark(Object.hasOwn(MARKS, name) ? (name as MarkName) : 'na')
}

/** How far the cells of a strip stand from each other. */
const STEP = 17.4

/** A row of cells; `label` is what it says, and null where words beside it do. */
export function cells(letters: string, label: string | null): Html {
  const drawn = [...letters].map((letter, i) => {
    const x = Math.round(i * STEP * 10) / 10
    return `<use href="#c-${letter}"${i === 0 ? '' : ` x="${x}"`}/>`
  })
  const shapes: Html = { markup: drawn.join('') }
  return label === null
    ? html`<svg class="cell" aria-hidden="true">${shapes}</svg>`
    : html`<svg class="strip" role="img" aria-label="${label}">${shapes}</svg>`
}
