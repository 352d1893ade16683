import { day } from '#messages/format.ts'
import { turnsTo, VERDICT_TONES, VERDICT_WORDS } from '#messages/verdict.ts'
import { turnsOf, type VerdictToday } from '#views/turning.ts'
import { attribute, type Html, html } from './html.ts'
import { mark } from './marks.ts'

/**
 * A verdict of today as mark, word and color, in the one way that the browser knows to turn when its time has come
 * (`client/aging.ts`): the class of the color names the mark too.
 * @param size `big` in the head of a page
 */
export function verdictMark({ verdict, ends }: VerdictToday, size: 'big' | null = null): Html {
  const tone = VERDICT_TONES[verdict]
  const classes = ['verdict', tone, size].filter(Boolean).join(' ')
  return html`<span class="${classes}"${attribute('data-until', ends?.at)}${attribute('data-then', ends && turnsTo(ends.as))}>${mark(tone)}${VERDICT_WORDS[verdict]}</span>`
}

/** Until when a GO holds, below its mark; nothing for what no moment ends. */
export function untilNote({ ends }: VerdictToday): Html | null {
  if (ends === null) return null
  const turns = turnsOf({ text: 'until', turns: [[ends.at, 'since']] })
  return html`<small class="until"><span${attribute('data-turns', turns)}>until</span> <time datetime="${ends.at}">${day(ends.at)}</time></small>`
}
