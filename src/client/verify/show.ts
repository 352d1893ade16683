import { type Html, html } from '#components/html.ts'
import { mark } from '#components/marks.ts'
import { remedy, sentence } from '#messages/messages.ts'
import { type ReleaseVerdict, VERDICT_TONES, VERDICT_WORDS, verdictOf } from '#messages/verdict.ts'
import type { Finding } from '#model/finding.ts'
import { type Compared, STEPS, type StepOutcome, type VerifyStep } from './steps.ts'
import type { JudgedAgain } from './verdict.ts'

/** How each outcome is shown: its word, its mark and the class that colors it. */
const LOOKS = {
  agrees: { word: 'agrees', mark: 'ok', tone: 'ok' },
  differs: { word: 'differs', mark: 'tampered', tone: 'bad' },
  partly: { word: 'agrees in part', mark: 'wv', tone: 'warn' },
  'not-checked': { word: 'not checked', mark: 'na', tone: 'none' },
} as const satisfies Record<StepOutcome, { word: string; mark: Parameters<typeof mark>[0]; tone: string }>

/** One step as an item of the list. @param runbook address of the runbook that serves a code; null when none does. */
export function stepItem(step: VerifyStep, runbook: (code: string) => string | null): Html {
  const { word, mark: name, tone } = LOOKS[step.outcome]
  const faults = step.faults.map((fault) => faultItem(fault, runbook))
  return html`<li data-step="${step.name}" class="${step.outcome}"><div><h3>${STEPS[step.name]}</h3>
    ${step.outcome !== 'differs' && html`<p>${step.said}</p>`}
    ${faults.length > 0 && html`<ul class="findings">${faults}</ul>`}
    ${step.compared.length > 0 && comparedFold(step.compared)}</div>
    <span class="state ${tone}">${mark(name)}${word}</span></li>`
}

function faultItem(fault: Finding, runbook: (code: string) => string | null): Html {
  const address = runbook(fault.code)
  const then = remedy(fault)
  return html`<li><p><b>${sentence(fault)}</b></p>${then !== null && html`<p>${then}</p>`}${address !== null && html`<p><a href="${address}">What to do</a></p>`}</li>`
}

function comparedFold(compared: readonly Compared[]): Html {
  const rows = compared.map(
    ({ what, said, found, outcome }) =>
      html`<tr><th scope="row">${what}</th><td><code>${short(said)}</code></td><td>${found === null ? 'not published here' : html`<code>${short(found)}</code>`}</td><td>${LOOKS[outcome].word}</td></tr>`,
  )
  return html`<details><summary>What was compared (${compared.length})</summary><div class="scroll"><table><thead><tr><th scope="col">Of</th><th scope="col">Published</th><th scope="col">Found here</th><th scope="col">Result</th></tr></thead><tbody>${rows}</tbody></table></div></details>`
}

/** The head of a digest tells it apart; the whole of it is not for the eye. */
function short(text: string): string {
  return /^[0-9a-f]{64}$/.test(text) ? `${text.slice(0, 12)}…${text.slice(-4)}` : text
}

/** A verdict as mark and word, as on every page. */
export function verdictHtml(verdict: ReleaseVerdict): Html {
  const tone = VERDICT_TONES[verdict]
  return html`<span class="verdict ${tone}">${mark(tone)}${VERDICT_WORDS[verdict]}</span>`
}

/** What came of all steps, in one sentence that names those which disagree. */
export function outcomeText(steps: readonly VerifyStep[]): string {
  const named = (outcome: StepOutcome) =>
    steps.filter((step) => step.outcome === outcome).map(({ name }) => STEPS[name])
  const [differing, open, partly] = [named('differs'), named('not-checked'), named('partly')]
  const agree = steps.length - differing.length - open.length - partly.length
  const tail = [
    partly.length > 0 ? `${partly.join(', ')}: in part` : '',
    open.length > 0 ? `not checked: ${open.join(', ')}` : '',
  ].filter(Boolean)
  const head =
    differing.length > 0
      ? `Differs: ${differing.join(', ')}. Do not run this release before you know why. `
      : ''
  return `${head}${agree} of ${steps.length} steps agree${tail.length > 0 ? `; ${tail.join('; ')}` : ''}.`
}

/** Both verdicts as judged here. */
export function verdictLine({ record, posture }: JudgedAgain): Html {
  const { atRelease, standing, ends } = posture
  const then = verdictOf(record.state, atRelease.decision)
  const now = verdictOf(record.state, standing)
  return html`Judged here: ${verdictHtml(then)} at release, ${verdictHtml(now)} on the day of this catalog${ends !== null && html`, until <time datetime="${ends.at}">${ends.at.slice(0, 10)}</time>`}.`
}
