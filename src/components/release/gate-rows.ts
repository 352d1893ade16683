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

/** The class of a row, which draws what stands before it and names that too: none for what passed. */
function rowClass({ mark: own, tone }: Group['gates'][number]['look']): string | null {
  if (own === 'ok') return null
  return own === 'no' && tone === 'warn' ? 'r' : own
}

function gateRow({
  place,
  look,
  isPlain,
  href,
  title,
  notes,
  problems,
  word,
  proofs,
}: Group['gates'][number]) {
  return html`
    <li${attribute('id', place)}${attribute('class', rowClass(look))}>
      ${
        isPlain
          ? maybeLink(href, title)
          : html`<div>
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
    <li${attribute('class', rowClass(look))}>
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

/** The required artifacts that passed; the page of the evidence has a row for each. */
export function passedArtifacts(passed: Artifacts['passed']): Html {
  return html`<p class="line">Passed: ${passed.join(', ')}</p>`
}

function why(problem: string): Html {
  return html`<small class="why">${problem}</small>`
}
