import { millis } from '#decide/lib/time.ts'
import { type ReleaseVerdict, verdictOf } from '#messages/verdict.ts'
import type { Posture } from '#model/evaluation.ts'
import type { IndexLine } from '#model/index-line.ts'
import type { Instant } from '#model/primitives.ts'
import type { ReleaseRecord } from '#model/release.ts'

/** A verdict of today, when it ends and what it is from then on: the reader's browser turns it at that moment. */
export interface VerdictToday {
  verdict: ReleaseVerdict
  /** Null for what no moment ends. */
  ends: { at: Instant; as: ReleaseVerdict } | null
}

type Stands = Pick<IndexLine, 'state' | 'today' | 'validUntil' | 'endsAs'>

/** How a release stands today, and until when. */
export function verdictToday({ state, today, validUntil, endsAs }: Stands): VerdictToday {
  const ends = validUntil === null || endsAs === null ? null : { at: validUntil, as: endsAs }
  return { verdict: verdictOf(state, today), ends: today === 'go' ? ends : null }
}

/** The same of a release that was just judged. */
export function judgedToday({ state }: Pick<ReleaseRecord, 'state'>, judged: Posture): VerdictToday {
  const { standing, ends } = judged
  return { verdict: verdictOf(state, standing), ends: ends && { at: ends.at, as: ends.as } }
}

/** The same line as a catalog of a later moment would have it, had nothing but time passed. */
export function lineAt<T extends Stands>(line: T, at: Instant): T {
  const { ends } = verdictToday(line)
  if (ends === null || millis(at) < millis(ends.at)) return line
  return { ...line, today: line.endsAs, validUntil: null, endsAs: null }
}

/** When the first of the GOs ends; null when none does. */
export function firstEnd(lines: readonly Stands[]): Instant | null {
  return endsOf(lines)[0] ?? null
}

/** The moments at which one of the GOs ends, oldest first. */
function endsOf(lines: readonly Stands[]): Instant[] {
  const ends = new Set(lines.flatMap((line) => verdictToday(line).ends?.at ?? []))
  return [...ends].sort((a, b) => millis(a) - millis(b))
}

/** A text, and what it reads from later moments on. */
export interface TurningText {
  text: string
  /** Oldest first. */
  turns: readonly (readonly [at: Instant, text: string])[]
}

/**
 * A text that speaks of releases, with what it says each time that one of them is GO no more.
 * @param at when `say` is asked for what it says now
 * @param say the text as of a moment
 */
export function turningText(
  lines: readonly Stands[],
  at: Instant,
  say: (at: Instant) => string,
): TurningText {
  return turningAt(endsOf(lines), say(at), say)
}

/**
 * A text with what it says at each of some moments, where that is something else than before.
 * @param moments oldest first
 */
export function turningAt(
  moments: readonly Instant[],
  text: string,
  say: (at: Instant) => string,
): TurningText {
  const turns: [Instant, string][] = []
  for (const moment of moments) {
    const next = say(moment)
    if (next !== (turns.at(-1)?.[1] ?? text)) turns.push([moment, next])
  }
  return { text, turns }
}

/** What `data-turns` holds for the browser; undefined for a text that stays. */
export function turnsOf({ turns }: TurningText): string | undefined {
  return turns.length === 0 ? undefined : JSON.stringify(turns)
}
