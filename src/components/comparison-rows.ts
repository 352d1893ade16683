import type { SaidPart } from '#messages/comparison.ts'
import { day } from '#messages/format.ts'
import type { ReleaseVerdict } from '#messages/verdict.ts'
import { type Html, html } from './html.ts'
import { mark } from './marks.ts'
import { stripMark } from './release-rows.ts'
import { verdictMark } from './verdict-mark.ts'

/** One end of a comparison in its head. */
export interface ComparedEnd {
  name: string
  href: string
  verdict: ReleaseVerdict
  strip: string | null
  released: string
  commit: string | null
}

/** Both ends, the figures that lead to the parts, and the parts with what moved and what did not. */
export function comparisonMarkup(
  ends: readonly [ComparedEnd, ComparedEnd],
  parts: readonly SaidPart[],
): string {
  const [a, b] = ends
  const moved = parts.filter(({ moves }) => moves.length > 0)
  const figures = html`<nav class="figures" aria-label="What differs">${moved.map(
    ({ id, title, moves }) => html`<a href="#${id}"><b>${moves.length}</b>${title}</a>`,
  )}</nav>`
  return html`
    <div class="ends">${endBox(a)}<span class="arrow" aria-hidden="true">→</span>${endBox(b)}</div>
    ${moved.length > 0 && figures}
    ${parts.map((part) => partSheet(part, a.name, b.name))}`.markup
}

function endBox({ name, href, verdict, strip, released, commit }: ComparedEnd): Html {
  return html`
    <div class="end">
      <h2><a href="${href}">${name}</a></h2>
      ${verdictMark({ verdict, ends: null }, 'big')}
      ${strip !== null && stripMark(strip)}
      <p class="soft">Released ${day(released)}${commit && html`, commit <code>${commit.slice(0, 7)}</code>`}</p>
    </div>`
}

/** Text of notes is long, and stands on the pages of the releases: what matters is that it is another one. */
const LONGEST = 200

function partSheet({ id, title, moves, unchanged }: SaidPart, from: string, to: string): Html {
  const isFirst = id === 'breaking' && moves.some(({ tone }) => tone === 'no')
  const rows = moves.map(
    ({ tone, word, name, from: before, to: after }) => html`
      <tr>
        <th scope="row">${short(name)}</th>
        <td><span class="state ${tone}">${mark(tone)}${word}</span></td>
        <td data-label="${from}">${short(before)}</td>
        <td data-label="${to}">${short(after)}</td>
      </tr>`,
  )
  return html`
    <section class="${isFirst ? 'sheet first' : 'sheet'}" id="${id}">
      <h2>${title}</h2>
      ${rows.length > 0 && html`<table class="moves"><caption class="vh">${title} that moved</caption><thead><tr><th scope="col">What</th><th scope="col">Moved</th><th scope="col">${from}</th><th scope="col">${to}</th></tr></thead><tbody>${rows}</tbody></table>`}
      ${unchanged.length > 0 && html`<details class="fold"><summary>${unchanged.length} unchanged</summary><ul>${unchanged.map((name) => html`<li>${short(name)}</li>`)}</ul></details>`}
    </section>`
}

function short(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`
}
