import type { ChangedDigest } from '#views/evidence/digests.ts'
import type { EvidencePage } from '#views/evidence/page.ts'
import { type EvidenceRow, GATES_NAMED, moreGates } from '#views/evidence/rows.ts'
import { outcomeLook } from '#views/outcome.ts'
import { attribute, type Html, html, maybeLink } from '../html.ts'
import { mark, markNamed } from '../marks.ts'

/** What stays true of a status until it runs out, in the way that the browser knows to turn it. */
const RUNS_OUT = `aged ${outcomeLook('stale').word}`

/** An artifact in one line: what it is worth today, what it shows, of which release. It unfolds to where it came from. */
export function evidenceRow(row: EvidenceRow): Html {
  const { status, ends, name, release, format, made } = row
  return html`
    <li><details>
      <summary class="line">
        <span class="state ${status.mark}"${attribute('data-until', ends)}${attribute('data-then', ends && RUNS_OUT)}>${markNamed(status.mark)}${status.word}</span>
        <span>${name}</span>
        <span>${release}</span>
        <span>${format}</span>
        ${made ? html`<time datetime="${made.iso}">${made.text}</time>` : html`<span>no date</span>`}
      </summary>
      <div class="within">${[changed(row), facts(row), limits(row), gates(row)]}</div>
    </details></li>`
}

/** What was asked and not shown, in one line. */
export function missingRow(row: EvidencePage['attention']['missing'][number]): Html {
  const { title, release, page, href, asked, would, code, runbook } = row
  return html`
    <li><details>
      <summary class="line">
        <span class="state none">${mark('none')}missing</span>
        <span>${title}</span>
        <span>${release}</span>
        <span>–</span>
        <span>never</span>
      </summary>
      <div class="within">
        <dl class="pairs">
          <div><dt>Asked by</dt> <dd>${maybeLink(href, asked)}</dd></div>
          ${would && html`<div><dt>What would show it</dt> <dd>${would}</dd></div>`}
          <div><dt>Blocks</dt> <dd><a href="${page}">${release}</a>, <code>${code}</code>${runbook && html`: <a href="${runbook}">what to do about it</a>`}</dd></div>
        </dl>
      </div>
    </details></li>`
}

function changed({ changed: digests, problems }: EvidenceRow): Html {
  return html`
    ${
      digests &&
      html`
      <h3>The bytes are not the ones that the digest was taken from</h3>
      <dl class="pairs">
        <div><dt>By ${digests.by}</dt> <dd>${digest(digests.said)}</dd></div>
        <div><dt>The file has</dt> <dd>${digest(digests.found)}</dd></div>
      </dl>`
    }
    ${problems.map(({ text, href, remedy }) => html`<p class="why">${text} ${href && html`<a href="${href}">What to do about it</a>`}${!href && remedy}</p>`)}`
}

function digest([alike, differs, rest]: ChangedDigest['said']): Html {
  return html`<code>${alike}<mark>${differs}</mark>${rest}</code>`
}

function facts(row: EvidenceRow): Html {
  const {
    file,
    producer,
    said,
    topology,
    made,
    ages,
    freshUntil,
    digest: sha256,
    verification,
    href,
    release,
  } = row
  const lines: [string, Html | string | null][] = [
    ['Says', said || null],
    ['Measured with', topology],
    ['Made by', producer],
    [
      'Made',
      made &&
        html`${made.text}, ${ages}<span data-ago="${made.iso}"></span>; ${freshUntil ? html`counts until <time datetime="${freshUntil.iso}">${freshUntil.text}</time>` : 'counts without end'}`,
    ],
    ['File', html`${file && html`<code>${file}</code>, `}<a href="${href}">its line at ${release}</a>`],
    [
      'SHA-256',
      sha256 === null
        ? 'no bytes'
        : html`<code>${sha256}</code> ${verification && html`<span class="${verification.tone}">${verification.text}</span>`}`,
    ],
  ]
  return html`<dl class="pairs">${lines.map(([name, value]) => value && html`<div><dt>${name}</dt> <dd>${value}</dd></div>`)}</dl>`
}

function limits({ limits: rows }: EvidenceRow): Html | null {
  if (rows.length === 0) return null
  return html`
    <table class="limits">
      <thead><tr><th scope="col">Measured</th><th scope="col" class="num">Value</th><th scope="col" class="num">Limit</th><td></td><th scope="col">Result</th></tr></thead>
      <tbody>${rows.map(
        ({ name, value, limit, within, bar }) => html`
        <tr>
          <th scope="row">${name}</th><td class="num">${value}</td><td class="num">${limit}</td>
          <td>${bar && html`<svg viewBox="0 0 120 12" width="120" height="12" aria-hidden="true"><rect class="ground" y="2" width="120" height="8"/><rect class="${within ? 'good' : 'bad'}" y="3" width="${bar.value}" height="6"/><rect class="limit" x="${bar.limit}" width="2" height="12"/></svg>`}</td>
          <td><span class="state ${within ? 'ok' : 'no'}">${mark(within ? 'ok' : 'no')}${within ? 'within' : 'beyond'}</span></td>
        </tr>`,
      )}
      </tbody>
    </table>`
}

function gates({ gates: all }: EvidenceRow): Html {
  if (all.length === 0) return html`<p>It stands for no gate.</p>`
  const more = moreGates(all)
  return html`<p>Stands for ${all.slice(0, GATES_NAMED).map(({ title, word, href }, i) => html`${i > 0 && ', '}${maybeLink(href, title)} (${word})`)}${more && ` and ${more}`}</p>`
}
