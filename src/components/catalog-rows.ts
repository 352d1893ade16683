import type { EvidencePage } from '#views/evidence.ts'
import type { ledgerPage } from '#views/ledger.ts'
import { attribute, type Html, html, maybeLink } from './html.ts'

/** An artifact in the evidence catalog: what it is worth today, how old it is, and how sure its bytes are. */
export function evidenceCatalogRow(row: EvidencePage['domains'][number]['rows'][number]): Html {
  return html`
    <tr>
      <th scope="row"><a href="${row.href}">${row.name}</a><small>${row.producer}</small></th>
      <td>${row.release}</td>
      <td>
        <span class="chip ${row.status.tone}"${attribute('data-until', row.ends)}${attribute('data-then', row.ends && 'warn stale')}>${row.status.word}</span>
        ${row.said && html`<small>${row.said}</small>`}
        ${row.topology && html`<small>measured with ${row.topology}</small>`}
        ${row.problems.map(({ href, text }) => html`<small>${maybeLink(href, text)}</small>`)}
      </td>
      <td>
        ${row.generatedAt ? html`<time datetime="${row.generatedAt}">${row.generatedAt.slice(0, 10)}</time>` : 'no date'}
        ${row.generatedAt && html`<small>${row.ages}<span data-ago="${row.generatedAt}"></span></small>`}
      </td>
      <td>${row.freshUntil ? html`<time datetime="${row.freshUntil}">${row.freshText}</time>` : 'no end'}</td>
      <td>
        ${row.digest ? html`<code>${row.digest}</code>` : 'no bytes'}
        ${row.verification && html`<small${attribute('class', row.verification.tone)}>${row.verification.text}</small>`}
      </td>
    </tr>`
}

/** An entry of the ledger; what changed a published release stands out. */
export function ledgerRow(row: ReturnType<typeof ledgerPage>['newest'][number]): Html {
  return html`
    <tr>
      <td class="num">${row.index}</td>
      <th scope="row"><a href="${row.href}">${row.id}</a></th>
      <td>${row.alarming ? html`<b>${row.text}</b>` : row.text}${row.record && html` <a href="${row.record}">Its record then</a>`}</td>
      <td><time datetime="${row.iso}">${row.day}</time></td>
      <td class="hash">${row.digest.slice(0, 12)}</td>
    </tr>`
}
