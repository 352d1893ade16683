import type { ReleaseEvidencePage } from '#views/release/evidence-page.ts'
import { attribute, type Html, html, maybeLink } from '../html.ts'
import { mark } from '../marks.ts'

type Run = ReleaseEvidencePage['evidence']['runs'][number]
type Row = Run['rows'][number]

/** The artifacts of one run that were verified alike, below what they share. */
export function evidenceRun({ run, made, verified, rows }: Run): Html {
  return html`
    <p class="run">
      ${run ? maybeLink(run.url, run.text) : 'Not from a CI run'}${made && `, ${made}`}
      ${verified && html`: <span class="${verified.tone}">${verified.text}</span> ${verified.why}`}
    </p>
    ${rows.map(evidenceRow)}`
}

const MARKS = {
  ok: null,
  none: mark('na', 'none'),
  warn: mark('aged', 'warn'),
  bad: mark('no', 'bad'),
} as const

/** One line of evidence; what passed says so by its mark alone, everything else by its word too. */
function evidenceRow(row: Row): Html {
  const { name, purpose, status, said, age, digest } = row
  return html`
    <details class="ev" id="e-${name}">
      <summary${attribute('class', status.tone === 'ok' ? null : status.tone)}>
        ${MARKS[status.tone]}
        <span>${purpose ?? name}</span>
        <span>${status.word !== 'passed' && html`<b>${status.word}</b> `}${said}</span>
        <span>${age}</span>
        <code>${digest ?? html`<span class="gap">no bytes</span>`}</code>
      </summary>
      ${details(row)}
    </details>`
}

function details(row: Row): Html {
  const { name, producer, url, topology, problems, suites, sort, gates, made, code, reused } = row
  return html`
    ${problems.map(({ text }) => html`<p class="why">${text}</p>`)}
    <p>
      Made by ${producer}${made && `, ${made}`}${code && html`, <b class="${code.tone}">${code.text}</b>`}
      ${gates.length > 0 && html` · for ${gates.map(({ href, id }, i) => [i > 0 && ', ', maybeLink(href, id)])}`}
      ${html` · file `}${maybeLink(url, name)}, ${sort}
      ${topology && ` · measured with ${topology}`}
      ${reused && html` · <span class="${reused.tone}">${maybeLink(reused.href, reused.text)}</span>`}
    </p>
    ${suites.length > 0 && html`<p>${suites.length} suites: ${suites.join(', ')}</p>`}`
}
