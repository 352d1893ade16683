import type { ReleasePage } from '#views/release/page.ts'
import type { pathView } from '#views/release/trace.ts'
import { attribute, type Html, html, maybeLink } from '../html.ts'

type Trace = ReleasePage['trace']

/** One of the seven steps of a release through GitHub. */
export function spineStep({ title, text, href, at }: Trace['spine'][number]): Html {
  return html`
    <li>
      <b>${title}</b>${text ? maybeLink(href, text) : html`<span class="gap">missing</span>`}
      ${at && html`<small>${at}</small>`}
    </li>`
}

/** A state of the release process: whether the release came through it. */
export function stateStep(
  { letter, label, mark, word, detail }: ReturnType<typeof pathView>['steps'][number],
  position: string,
): Html {
  const isHere = letter === position
  return html`
    <li${attribute('class', mark === 'ok' ? null : mark)}${attribute('aria-current', isHere ? 'step' : null)}>
      <b>${letter}</b> ${label}
      <small>${word}${detail && `: ${detail}`}${isHere && '; stands here'}</small>
    </li>`
}
