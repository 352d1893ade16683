import { z } from 'zod'

/**
 * Something the catalog noticed. `code` is stable and public (`gate.openapi.missing`), `args` fill the sentence
 * that `messages` makes of it (a list stands whole, in order; how it reads is for the sentence), `path` points into the document it was found in.
 */
export const Finding = z.strictObject({
  code: z.string().regex(/^[A-Za-z0-9_@-]+(\.[A-Za-z0-9_@()%-]+)+$/),
  args: z.record(z.string(), z.union([z.string(), z.number(), z.null(), z.array(z.string())])),
  path: z.array(z.union([z.string(), z.number()])),
})
export type Finding = z.infer<typeof Finding>

/**
 * Makes a finding.
 * @param code a literal of the tables in `messages/codes`; its subject, where it has one, stands in the arguments.
 * @param args never quote an artifact's free text: it may hold secrets.
 * @param path names members and ids of the document, never positions in a list that may be reordered; a reading's reason
 * points into no document.
 * @throws Error when the code needs a subject that the arguments do not name.
 */
export function finding(code: string, args: Finding['args'] = {}, path: Finding['path'] = []): Finding {
  return { code: publicCode(code, args), args, path }
}

/** True when a finding was made with this code, whatever its subject. */
export function hasCode({ code, args }: Finding, own: string): boolean {
  // Whatever the subject, both end alike; most of what is compared does not.
  if (!code.endsWith(own.slice(own.indexOf('.')))) return false
  const about = subjectOf(own)
  if (!about) return code === own
  return typeof args[about.arg] === 'string' && code === publicCode(own, args)
}

/** The public texts that a code can have: `gate.*.missing` for `gate.missing`, the code itself for most. */
export function publicPattern(code: string): string {
  return withSubject(code, '*')
}

/** The public text of a code: `gate.openapi.missing` for `gate.missing` with `{ gate: 'openapi' }`. */
function publicCode(code: string, args: Finding['args']): string {
  const about = subjectOf(code)
  if (!about) return code
  const subject = args[about.arg]
  if (typeof subject !== 'string') throw new Error(`A finding ${code} has to name its "${about.arg}".`)
  // The name of an artifact may be foreign text, of which only a word may stand in a code.
  return withSubject(code, about.arg === 'item' && !WORD.test(subject) ? 'part' : subject)
}

const WORD = /^[A-Za-z0-9_@-]{1,80}$/

interface Subject {
  /** The argument that names it. */
  arg: string
  /** What stands before it in the public text. */
  prefix: string
}

/** The families of codes that are about a subject, by the first word of the code. */
const SUBJECTS: Readonly<Record<string, Subject>> = {
  approval: { arg: 'role', prefix: 'approval.' },
  artifact: { arg: 'item', prefix: '' },
  checklist: { arg: 'check', prefix: 'checklist.' },
  gate: { arg: 'gate', prefix: 'gate.' },
  kpi: { arg: 'kpi', prefix: 'kpi.' },
  metric: { arg: 'metric', prefix: '' },
  risk: { arg: 'risk', prefix: 'risk.' },
  waiver: { arg: 'gate', prefix: 'waiver.' },
}

/** Of a family with subjects, but about several of them. */
const WITHOUT_SUBJECT: ReadonlySet<string> = new Set(['approval.one_person', 'risk.dropped_more'])

function subjectOf(code: string): Subject | undefined {
  return WITHOUT_SUBJECT.has(code) ? undefined : SUBJECTS[code.split('.', 1)[0] ?? '']
}

function withSubject(code: string, subject: string): string {
  const about = subjectOf(code)
  return about ? `${about.prefix}${subject}.${code.slice(code.indexOf('.') + 1)}` : code
}
