import type { ReleasePage } from '#views/release/page.ts'
import { attribute, type Html, html, maybeLink } from '../html.ts'
import { type MarkName, mark } from '../marks.ts'

type Group = NonNullable<ReleasePage['assessed']>['groups'][number]

/** A group of gates, open where one of them is not passed: its outcome in the title, then a row for each gate with its proof. */
export function gateGroup({ id, title, letter, said, first, gates }: Group): Html {
  return html`
    <details class="grp ${letter}" id="g-${id}"${OPEN.has(letter) && html` open`}>
      <summary>${mark(GROUP_MARKS[letter] ?? 'na')}${title}<span>${said}${first && html`, <b>first failure</b>`}</span></summary>
      <ul class="gates">${gates.map(gateRow)}</ul>
    </details>`
}

const GROUP_MARKS: Readonly<Record<string, MarkName>> = { p: 'ok', w: 'wv', f: 'no', r: 'aged', n: 'na' }

const OPEN: ReadonlySet<string> = new Set(['f', 'r'])

/** What stands before a row: what passed has its tick from the style sheet, which names it too. */
function rowMark({ mark: own, tone }: Group['gates'][number]['look']): Html | null {
  if (own === 'ok') return null
  return mark(own === 'no' && tone === 'warn' ? 'aged' : own)
}

function gateRow({ place, look, plain, href, title, notes, problems, word, proofs }: Group['gates'][number]) {
  return html`
    <li${attribute('id', place)}${attribute('class', look.mark === 'ok' ? null : look.tone)}>
      ${rowMark(look)}
      ${
        plain ??
        html`<div>
          ${maybeLink(href, title)}
          ${notes.length > 0 && html`<small>${notes.join('; ')}</small>`}
          ${problems.map(why)}
        </div>`
      }
      <p>
        ${word && (look.mark === 'ok' ? word : html`<b>${word}</b>`)}
        ${proofs.map((proof, i) => [(word || i > 0) && ' ', maybeLink(proof.href, proof.text)])}
      </p>
    </li>`
}

type Artifacts = NonNullable<ReleasePage['assessed']>['artifacts']

/** A required or offered artifact: what it is for unless it passed, and its outcome. */
export function artifactRow({
  look,
  about,
  need,
  title,
  problems,
  origins,
  href,
}: Artifacts['rows'][number]): Html {
  const word = maybeLink(href, look.word)
  return html`
    <li${attribute('class', look.mark === 'ok' ? null : look.tone)}>
      ${rowMark(look)}
      ${
        about || need
          ? html`<div>
              ${title}${need && html`<small>${need}</small>`}${about && html`<small>${about}</small>`}
              ${problems.map(why)}
              ${origins.length > 0 && html`<small>fix at ${origins.map((each, i) => [i > 0 && ', ', maybeLink(each.href, each.text)])}</small>`}
            </div>`
          : title
      }
      <p>${look.mark === 'ok' ? word : html`<b>${word}</b>`}</p>
    </li>`
}

/** The required artifacts that passed, each with its evidence. */
export function passedArtifacts(passed: Artifacts['passed']): Html {
  return html`<p class="line">Passed: ${passed.map(({ href, title }, i) => [i > 0 && ', ', maybeLink(href, title)])}</p>`
}

function why(problem: string): Html {
  return html`<small class="why">${problem}</small>`
}
