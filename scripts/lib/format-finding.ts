import { remedy, sentence } from '#messages/messages.ts'
import type { Finding } from '#model/finding.ts'

/** A finding as one line: where, what, and what to do about it. Holds foreign text: escape it where it is shown. */
export function formatFinding(finding: Finding): string {
  const place = placeOf(finding.path)
  const advice = remedy(finding)
  return `${place === null ? '' : `${place}: `}${sentence(finding)}${advice === null ? '' : ` ${advice}`}`
}

/** `evidence[3].sha256`; null for the whole document. */
function placeOf(path: Finding['path']): string | null {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join('')
  return text === '' ? null : text.replace(/^\./, '')
}
