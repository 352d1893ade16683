import type { ReleasePage } from '#views/release/page.ts'
import { attribute, type Html, html, maybeLink } from '../html.ts'

type Run = NonNullable<ReleasePage['assessed']>['evidence']['runs'][number]

/** The artifacts of one run that were verified alike, below what they share. */
export function evidenceRun({ run, made, verified, rows }: Run): Html {
  return html`
    <tbody>
      <tr>
        <th scope="rowgroup" colspan="4">
          ${run ? maybeLink(run.url, run.text) : 'Not from a CI run'}${made && `, ${made}`}
          ${verified && html`: <span class="${verified.tone}">${verified.text}</span> ${verified.why}`}
        </th>
      </tr>
      ${rows.map(evidenceRow)}
    </tbody>`
}

function evidenceRow(row: Run['rows'][number]): Html {
  const {
    name,
    purpose,
    producer,
    url,
    status,
    said,
    topology,
    problems,
    suites,
    sort,
    gates,
    made,
    digest,
    code,
    reused,
  } = row
  return html`
    <tr id="e-${name}">
      <th scope="row">
        ${maybeLink(url, purpose ?? name)}
        <small>${purpose && `${name}, `}${producer}</small>
      </th>
      <td>
        <b${attribute('class', status.tone === 'ok' ? null : status.tone)}>${status.word}</b>
        ${said && html`<small>${said}</small>`}
        ${topology && html`<small>measured with ${topology}</small>`}
        ${problems.map(({ text }) => html`<small class="why">${text}</small>`)}
        ${suites.length > 0 && html`<details><summary>${suites.length} suites</summary>${suites.join(', ')}</details>`}
      </td>
      <td>
        ${sort}
        ${gates.length > 0 && html`<small>for ${gates.map(({ href, id }, i) => [i > 0 && ', ', maybeLink(href, id)])}</small>`}
        ${made && html`<small>${made}</small>`}
      </td>
      <td>
        ${digest ?? html`<span class="gap">no bytes</span>`}
        ${code && html`<small class="${code.tone}">${code.text}</small>`}
        ${reused && html`<small class="${reused.tone}">${maybeLink(reused.href, reused.text)}</small>`}
      </td>
    </tr>`
}
