/**
 * The message of a code: its level, a sentence, and a remedy that says how to fix it. The level is that of the code wherever
 * it appears. `error`: its subject does not count, which may keep a release from GO. `warning`: it blocks nothing, and
 * someone should look. `note`: for information, with nothing to do. `{name}` stands for an argument,
 * `{total|file is|files are}` for a number with what it counts; a part in square brackets is left out if one of its
 * arguments is missing. Arguments are foreign text: they are inserted
 * as they are, never read as a template, and escaped by whoever shows the sentence.
 */
export type Message =
  | readonly [level: 'error' | 'warning', sentence: string, remedy: string]
  | readonly [level: 'note', sentence: string]

/** Messages by code, written as where a finding is made: `gate.missing`, `artifact.stale`. */
export type MessageTable = Readonly<Record<string, Message>>
