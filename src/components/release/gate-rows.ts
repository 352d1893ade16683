import type { ReleasePage } from '#views/release/page.ts'
import { attribute, type Html, html, maybeLink } from '../html.ts'

type Group = NonNullable<ReleasePage['assessed']>['groups'][number]

/** A group of gates: its name and outcome, then a row for each gate with its proof. */
export function gateGroup({ id, title, look, first, gates }: Group): Html {
  return html`
    <h3 class="${look.mark === 'ok' ? 'group' : `group ${look.mark}`}" id="g-${id}">
      ${title} ${first && html`<b class="bad">first failure</b> `}<b class="${look.tone}">${look.word}</b>
    </h3>
    <ul class="gates">${gates.map(gateRow)}</ul>`
}

function gateRow({ place, look, plain, href, title, notes, problems, word, proofs }: Group['gates'][number]) {
  return html`
    <li${attribute('id', place)}${attribute('class', look.mark === 'ok' ? null : look.mark)}>
      ${
        plain ??
        html`<div>
          ${maybeLink(href, title)}
          ${notes.length > 0 && html`<small>${notes.join('; ')}</small>`}
          ${problems.map(why)}
        </div>`
      }
      <p>
        ${word && (look.mark === 'ok' ? word : html`<b class="${look.tone}">${word}</b>`)}
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
    <li${attribute('class', look.mark === 'ok' ? null : look.mark)}>
      ${
        about || need
          ? html`<div>
              ${title}${need && html`<small>${need}</small>`}${about && html`<small>${about}</small>`}
              ${problems.map(why)}
              ${origins.length > 0 && html`<small>fix at ${origins.map((each, i) => [i > 0 && ', ', maybeLink(each.href, each.text)])}</small>`}
            </div>`
          : title
      }
      <p>${look.mark === 'ok' ? word : html`<b class="${look.tone}">${word}</b>`}</p>
    </li>`
}

/** The required artifacts that passed, each with its evidence. */
export function passedArtifacts(passed: Artifacts['passed']): Html {
  return html`<p class="line">Passed: ${passed.map(({ href, title }, i) => [i > 0 && ', ', maybeLink(href, title)])}</p>`
}

function why(problem: string): Html {
  return html`<small class="why">${problem}</small>`
}
