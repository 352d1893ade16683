/**
 * How much a code matters, wherever it turns up. `error`: what it is about does not count, which may keep a release from
 * GO. `warning`: it stands in nobody's way, and somebody should look. `note`: worth knowing, with nothing to do.
 */
export type Level = 'error' | 'warning' | 'note'

/**
 * What is said of a code: its level, a sentence, and what to do about it. `{name}` stands for an argument; a part in
 * square brackets is left out when one of its arguments is missing. Arguments are foreign text: they are put in as they
 * are, never read as a template, and escaped by whoever shows the sentence.
 */
export type Message =
  | readonly [level: 'error' | 'warning', sentence: string, remedy: string]
  | readonly [level: 'note', sentence: string]

/** Messages by code, as the code stands where a finding is made: `gate.missing`, `artifact.stale`. */
export type MessageTable = Readonly<Record<string, Message>>
