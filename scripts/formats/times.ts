import { asInstant } from './reading.ts'

/** A moment in a file, as UTC text. `isZoneless`: the file names no zone, so UTC was assumed. */
export type Moment = { at: string; isZoneless: boolean }

/** `2026-05-01T10:00:00`, also with a blank, a fraction or a zone (`Z`, `UTC`, `GMT`, `+02:00`); else null. */
export function asMoment(text: unknown): Moment | null {
  const found = typeof text === 'string' ? TIMESTAMP.exec(text) : null
  if (found === null) return null
  const [, day, clock, zone] = found
  const at = asInstant(`${day}T${clock}${ZONES[zone ?? ''] ?? zone}`)
  return at === null ? null : { at, isZoneless: !zone }
}

const TIMESTAMP = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?)\s?(Z|UTC|GMT|[+-]\d{2}:\d{2})?$/

const ZONES: Record<string, string> = { '': 'Z', UTC: 'Z', GMT: 'Z' }
