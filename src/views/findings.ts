import type { Links } from '#messages/links.ts'
import { isolatedSentence, remedy } from '#messages/messages.ts'
import { byCause } from '#messages/runbook-of.ts'
import type { Finding } from '#model/finding.ts'

/** A finding in words: what is wrong, its public code, where in the document, and what to do about it. */
export interface Said {
  text: string
  code: string
  place: string | null
  remedy: string | null
  /** The runbook of its cause, else its own. */
  href: string | null
  /** Name of the artifact that it is about. */
  item: string | null
}

/** Puts findings into words, each sentence once, in the order they came. */
export function say(findings: readonly Finding[], links: Links): Said[] {
  const all = findings.map((finding) => ({
    text: isolatedSentence(finding),
    code: finding.code,
    place: placeOf(finding.path),
    remedy: remedy(finding),
    href: byCause(finding, links.runbookOf),
    item: typeof finding.args['item'] === 'string' ? finding.args['item'] : null,
  }))
  return [...new Map(all.map((each) => [`${each.code}\0${each.text}`, each])).values()]
}

/** `evidence[3].sha256`; null for the whole document. */
export function placeOf(path: Finding['path']): string | null {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join('')
  return text === '' ? null : text.replace(/^\./, '')
}
