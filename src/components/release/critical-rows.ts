import type { CriticalPath } from '#views/release/critical.ts'
import { attribute, type Html, html, maybeLink } from '../html.ts'

/**
 * The critical paths as a table: each with its result, its proof and its age.
 * @param evidence address of the page of the evidence
 */
export function criticalTable(paths: readonly CriticalPath[], evidence: string): Html {
  return html`
    <table class="plain critical">
      <thead><tr><th scope="col">Critical path</th><th scope="col">Result</th><th scope="col">Evidence, and its age at release</th></tr></thead>
      <tbody>${paths.map((path) => criticalRow(path, evidence))}</tbody>
    </table>`
}

function criticalRow({ title, look, proofs }: CriticalPath, evidence: string): Html {
  return html`
    <tr>
      <th scope="row">${title}</th>
      <td${attribute('class', look.mark === 'ok' ? null : look.tone)}>${look.word}</td>
      <td>${proofs.length === 0 ? 'none' : proofs.map(({ text, item }, i) => [i > 0 && '; ', maybeLink(item && `${evidence}#e-${item}`, text)])}</td>
    </tr>`
}
