import { type Finding, finding } from '#model/finding.ts'

/** What reading foreign bytes comes to: the value, or every reason why there is none. */
export type Result<T> = { ok: true; value: T } | { ok: false; findings: Finding[] }

/** Refuses a document for one reason. `path` points into the document. */
export function refused(
  code: string,
  args: Finding['args'] = {},
  path: Finding['path'] = [],
): { ok: false; findings: Finding[] } {
  return { ok: false, findings: [finding(code, args, path)] }
}

/** Foreign text for a finding: short, and well-formed whatever was cut off. */
export function excerpt(text: string, length = 80): string {
  return text.length <= length ? text.toWellFormed() : `${text.slice(0, length - 1).toWellFormed()}…`
}

/** A finding's path: long keys are shortened, so that a complaint is never larger than its document. */
export function shortPath(path: Finding['path']): Finding['path'] {
  return path.map((segment) => (typeof segment === 'string' ? excerpt(segment, 120) : segment))
}

/** A document is refused with at most as many findings. */
export const MAX_FINDINGS = 20
