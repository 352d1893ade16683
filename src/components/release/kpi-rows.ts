import type { Bar } from '#views/release/kpis.ts'
import type { ReleasePage } from '#views/release/page.ts'
import { attribute, type Html, html, maybeLink } from '../html.ts'

type Kpis = NonNullable<ReleasePage['assessed']>['kpis']

/** A number of this release and how it differs from the earlier ones. What all rows share stands above them. */
export function kpiRow(row: Kpis['rows'][number], { source, against }: Kpis): Html {
  const { name, about, bar, tone, value, href, budget, comparisons } = row
  return html`
    <tr>
      <th scope="row">${name}<small>${about}</small></th>
      <td>${bar && kpiBar(bar, tone)}</td>
      <td>
        ${value ?? html`<span class="gap">missing</span>`}
        ${!source && html`<small>${maybeLink(href, row.source)}</small>`}
        ${budget && html`<small>budget: ${budget}</small>`}
      </td>
      <td>
        ${comparisons.length === 0 && html`<span class="gap">no baseline</span>`}
        ${comparisons.map((each) => html`<p>${each.from} <b class="${each.tone}">${each.change}</b>${!against && html`<small>${each.label}</small>`}</p>`)}
      </td>
    </tr>`
}

function kpiBar({ allowed, tick, dot }: Bar, tone: string): Html {
  return html`
    <svg>
      ${allowed && html`<rect${attribute('x', allowed.from === '0%' ? null : allowed.from)} width="${allowed.width}"/>`}
      ${tick && html`<rect class="tick" x="${tick}"/>`}
      <circle class="${tone}" cx="${dot}"/>
    </svg>`
}
