import { type Html, html } from '#components/html.ts'
import { policyNamed, policyVersions } from '#decide/history/policies.ts'
import { type Flip, flipsOf, suppose } from '#decide/history/what-if.ts'
import { sentence } from '#messages/messages.ts'
import { verdictOf } from '#messages/verdict.ts'
import { find } from '../dom.ts'
import { verdictHtml } from './show.ts'
import type { JudgedAgain } from './verdict.ts'

const MOST_BLOCKERS = 12

/** Makes the switches for a release that was judged again, and answers each change. */
export function startWhatIf(judged: JudgedAgain): void {
  const section = find<HTMLElement>('#what-if')
  const form = find<HTMLFormElement>('#what-if form')
  if (judged.record.dossier === null) return
  form.innerHTML = switches(judged).markup
  find('#flips').innerHTML = flips(judged).markup
  section.hidden = false
  const answer = () => {
    find('#supposed').innerHTML = answered(judged, new FormData(form)).markup
  }
  // The form is made anew with each release: assigned, an answer for the one before is gone.
  form.oninput = answer
  form.onreset = () => {
    setTimeout(answer)
  }
  form.onsubmit = (event) => event.preventDefault()
  answer()
}

function switches({ record, facts, policyId, posture }: JudgedAgain): Html {
  const { today } = posture
  const waivers = record.dossier?.waivers ?? []
  const versions = policyVersions(facts.policies, policyId).map(
    ({ version }) =>
      html`<option value="${version}"${version === today.policy.version ? html` selected` : ''}>${version}${version === today.policy.version && ', in force'}</option>`,
  )
  const none = waivers.length === 0
  return html`
    <p><label><input type="checkbox" name="waivers"${none ? html` disabled` : ''}/> Without its exceptions <small>${none ? 'it has none' : `${waivers.length}: ${waivers.map(({ gate }) => gate).join(', ')}`}</small></label></p>
    <p><label>Policy ${policyId} <select name="policy">${versions}</select></label></p>
    <p><label>On <input type="date" name="at" value="${today.at.slice(0, 10)}" required/></label> <small>midnight UTC; what ages, ages</small></p>
    <p><button class="btn" type="reset">Put everything back</button></p>`
}

function answered({ record, facts, policyId, posture }: JudgedAgain, form: FormData): Html {
  const day = String(form.get('at') ?? '')
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return html`<p>Choose a day.</p>`
  const today = posture.today
  // The day of the catalog means its own moment.
  const at = day === today.at.slice(0, 10) ? today.at : `${day}T00:00:00Z`
  const version = String(form.get('policy'))
  const policy = policyNamed(facts.policies, { id: policyId, version })
  const withoutWaivers = form.has('waivers')
  const isSame = at === today.at && version === today.policy.version && !withoutWaivers
  if (isSame)
    return html`<p>As it is: ${verdictHtml(verdictOf(record.state, posture.standing))}. Change something above.</p>`
  const supposed = suppose(record, { withoutWaivers, policy, at })
  const shown = supposed.blockers.slice(0, MOST_BLOCKERS)
  const more = supposed.blockers.length - shown.length
  return html`<p>Then it would be ${verdictHtml(verdictOf(record.state, supposed.decision))}${supposed.blockers.length > 0 && ` with ${supposed.blockers.length} ${supposed.blockers.length === 1 ? 'blocker' : 'blockers'}`}.</p>
    ${shown.length > 0 && html`<ul class="tight">${shown.map((each) => html`<li>${sentence(each)}</li>`)}</ul>`}
    ${more > 0 && html`<p>And ${more} more.</p>`}`
}

function flips({ record, facts, posture }: JudgedAgain): Html {
  const found = flipsOf(record, facts.policies, posture.today)
  const heading = posture.today.decision === 'go' ? 'What would end its GO' : 'What would make it GO'
  const alone = found.flatMap((flip) => (flip.kind === 'item' ? flip.name : []))
  const items = found.filter(({ kind }) => kind !== 'item').map((flip) => html`<li>${flipHtml(flip)}</li>`)
  if (alone.length > 0) items.push(html`<li>${aloneHtml(alone)}</li>`)
  return html`<h3>${heading}</h3>${items.length > 0 ? html`<ul class="tight">${items}</ul>` : html`<p>No single thing that is known today.</p>`}`
}

function flipHtml(flip: Flip): Html {
  switch (flip.kind) {
    case 'date':
      return html`Time: from <time datetime="${flip.at}">${flip.at.slice(0, 10)}</time> on, because of ${flip.by}`
    case 'waivers':
      return html`The end of its ${flip.waivers === 1 ? 'exception' : 'exceptions'}`
    case 'policy':
      return html`Policy version ${flip.version} in place of today’s`
    case 'approval':
      return html`Without the approval of ${flip.approver}, ${flip.role}`
    case 'item':
      return aloneHtml([flip.name])
    default:
      return html`All of this together: ${flip.steps.map(({ title }) => title).join('; ')}`
  }
}

/** Artifacts each of which is alone in what it proves. */
function aloneHtml(names: readonly string[]): Html {
  if (names.length === 1) return html`Without the artifact ${names[0]}: nothing else proves the same`
  return html`<details><summary>Without any one of ${names.length} artifacts: nothing else proves the same</summary>${names.join(', ')}</details>`
}
