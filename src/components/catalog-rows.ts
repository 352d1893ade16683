import type { ledgerPage } from '#views/ledger.ts'
import { type Html, html } from './html.ts'

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
