import type { Finding } from '#model/finding.ts'

/**
 * What is said of a code: a sentence, and what to do about it. `{name}` stands for an argument; a part in square brackets
 * is left out when one of its arguments is missing. Arguments are foreign text: they are put in as they are, never read
 * as a template, and escaped by whoever shows the sentence.
 */
export type Words = readonly [sentence: string, remedy?: string]

/** Codes, or patterns of codes: `gate.*.missing`, `*.stale`. */
export type WordTable = Readonly<Record<string, Words>>

/** Puts arguments into a template, in one pass. */
export function fill(template: string, args: Finding['args']): string {
  return template.replace(/\[([^[\]]*)\]|\{(\w+)\}/g, (_, optional: string | undefined, name: string) => {
    if (optional === undefined) return text(args[name])
    const names = [...optional.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')
    const known = names.every((each) => args[each] !== undefined && args[each] !== null && args[each] !== '')
    return known ? optional.replace(/\{(\w+)\}/g, (_, inner: string) => text(args[inner])) : ''
  })
}

/** Numbers are never rounded: at a limit the digits that are cut off decide. */
function text(value: string | number | null | undefined): string {
  return value === null || value === undefined ? 'unknown' : String(value)
}
