import type { ReleasePage } from '#views/release/page.ts'
import { attribute, type Html, html } from '../html.ts'

type Promotion = NonNullable<ReleasePage['assessed']>['promotion']
type Place = Promotion['path'][number]

/** An environment on the way: whether it was reached, and how each attempt went. */
export function railStop({ mark, title, tone, word, steps, alike }: Place): Html {
  return html`
    <li${attribute('class', mark === 'ok' ? null : mark)}>
      <h3>${title} <b class="${tone}">${word}</b></h3>
      ${alike ? html`<p>All as for ${alike}.</p>` : steps.map(promotionStep)}
    </li>`
}

function promotionStep({ how, violations, met, open }: Place['steps'][number]): Html {
  return html`
    <p>${how}</p>
    ${violations.map((each) => html`<p class="notice bad">${each.text} ${codeLink(each)}</p>`)}
    ${met.length > 0 && html`<p class="line">Met: ${met.join('; ')}</p>`}
    ${open.length > 0 && html`<ul class="gates">${open.map(({ mark, text, word }) => html`<li class="${mark}">${text}<p>${word}</p></li>`)}</ul>`}`
}

/** A code that leads to its runbook. */
export function codeLink({ code, href }: { code: string; href: string | null }): Html {
  return href === null ? html`<code>${code}</code>` : html`<a href="${href}"><code>${code}</code></a>`
}

/** What came of a smoke run: of its steps only those that did not pass. */
export function smokeResult({
  environment,
  word,
  tone,
  at,
  build,
  steps,
  codes,
}: Promotion['smoke'][number]): Html {
  const others = steps.filter(({ mark }) => mark !== 'ok')
  return html`
    <p><b>${environment}</b> <b class="${tone}">${word}</b> ${at}; ${build.text}; ${steps.length - others.length} of ${steps.length} steps passed${codes.map((each) => html` ${codeLink(each)}`)}</p>
    ${others.length > 0 && html`<ol class="gates">${others.map(smokeStep)}</ol>`}`
}

/** One step of a smoke run. */
export function smokeStep(step: Promotion['smoke'][number]['steps'][number]): Html {
  const { mark, action, detail, result } = step
  return html`
    <li${attribute('class', mark === 'ok' ? null : mark)}>
      <div>${action}${detail && html`<small>${detail}</small>`}</div>
      <p>${result}</p>
    </li>`
}
