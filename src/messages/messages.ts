import { runsLeft, withHiddenShown } from '#decide/lib/look-alikes.ts'
import { type Finding, publicPattern } from '#model/finding.ts'
import { ATTESTATIONS } from './codes/attestations.ts'
import { AUDITS } from './codes/audits.ts'
import { CLAIMS } from './codes/claims.ts'
import { COLLECTION } from './codes/collection.ts'
import { DECISION } from './codes/decision.ts'
import { DOCUMENTS } from './codes/documents.ts'
import { DPONE } from './codes/dpone.ts'
import { INTERNAL } from './codes/internal.ts'
import { LEDGER } from './codes/ledger.ts'
import { MEASUREMENTS } from './codes/measurements.ts'
import { PROOF } from './codes/proof.ts'
import { RUNS } from './codes/runs.ts'
import { SCORING } from './codes/scoring.ts'
import { SECURITY } from './codes/security.ts'
import { SOURCES } from './codes/sources.ts'
import { TESTS } from './codes/tests.ts'
import { listText } from './lists.ts'
import type { Message } from './message.ts'

/** Every code there is, by subject. Which runbook serves a code is for the runbooks to say, in their front matter. */
export const TABLES = {
  DOCUMENTS,
  COLLECTION,
  SOURCES,
  TESTS,
  RUNS,
  SECURITY,
  AUDITS,
  MEASUREMENTS,
  ATTESTATIONS,
  DPONE,
  PROOF,
  DECISION,
  CLAIMS,
  LEDGER,
  SCORING,
  INTERNAL,
}

/** The messages by the pattern of the code's public text: `gate.*.missing`, `*.stale`, `document.syntax`. */
const MESSAGES: ReadonlyMap<string, Message> = new Map(
  Object.values(TABLES)
    .flatMap((table) => Object.entries(table))
    .map(([code, message]) => [publicPattern(code), message]),
)

/** The pattern of every code's public text. */
export const PATTERNS: readonly string[] = [...MESSAGES.keys()]

/**
 * What a finding says, as a sentence for people, with another one about what led to it where that is known. Holds foreign
 * text, in which characters that do not show are told by their number: escape it where it is shown.
 */
export function sentence(finding: Finding): string {
  return sentenceWith(finding, plainly)
}

/** The same for a page: foreign text that runs from right to left is isolated, so that it takes nothing beside it along. */
export function isolatedSentence(finding: Finding): string {
  return sentenceWith(finding, isolated)
}

function sentenceWith({ code, args }: Finding, show: Show): string {
  const [, template] = messageFor(code) ?? ['note', 'The catalog noticed {code}.']
  const own = fill(template, { ...args, code }, show)
  const cause = causeOf(args['because'])
  return cause === undefined ? own : `${own} ${fill(cause, args, show)}`
}

/** How an argument stands in a sentence. */
type Show = (text: string) => string

const plainly: Show = withHiddenShown

/** What `<bdi>` does, in characters: first strong isolate, pop directional isolate. */
const isolated: Show = (text) =>
  runsLeft(text) ? `\u2068${withHiddenShown(text)}\u2069` : withHiddenShown(text)

/** Codes about a subject add nothing: such a finding says of the artifact what the first sentence says already. */
function causeOf(because: Finding['args'][string] | undefined): string | undefined {
  return typeof because === 'string' ? MESSAGES.get(because)?.[1] : undefined
}

/**
 * What a code says before anything was found: its sentence and its remedy with the names of what stands there, such as
 * ‹item›, in every part that a finding may leave out.
 */
export function messageWords(code: string): { sentence: string; remedy: string | null } | null {
  const message = messageFor(code)
  if (!message) return null
  const [, own, remedy] = message
  return { sentence: withNames(own), remedy: remedy === undefined ? null : withNames(remedy) }
}

function withNames(template: string): string {
  return template
    .replace(/\[([^[\]]*)\]/g, '$1')
    .replace(PLACE, (_, name: string, _how?: string, _one?: string, many?: string) =>
      many === undefined ? `‹${name}›` : `‹${name}› ${many}`,
    )
}

/** What to do about a finding, or null when there is nothing to do. */
export function remedy({ code, args }: Finding): string | null {
  const template = messageFor(code)?.[2]
  return template === undefined ? null : fill(template, args, plainly)
}

/** The message of a public code: `gate.openapi.missing`, `junit.stale`, `document.syntax`. */
export function messageFor(code: string): Message | undefined {
  return MESSAGES.get(patternOf(code) ?? '')
}

/**
 * The pattern of a public code: itself, else `<first>.*.<last>`, else `*.<last>`, whichever comes first among the codes
 * there are; undefined for a code that nobody knows.
 */
export function patternOf(code: string): string | undefined {
  const parts = code.split('.')
  const last = parts.at(-1)
  const patterns = [code, ...(parts.length > 2 ? [`${parts[0]}.*.${last}`] : []), `*.${last}`]
  return patterns.find((pattern) => MESSAGES.has(pattern))
}

/** Puts arguments into a template, in one pass. */
function fill(template: string, args: Finding['args'], show: Show): string {
  return template.replace(/\[([^[\]]*)\]|\{[^{}]*\}/g, (place, optional: string | undefined) => {
    if (optional === undefined) return fillPlaces(place, args, show)
    const names = [...optional.matchAll(PLACE)].map((match) => match[1] ?? '')
    const known = names.every((each) => isKnown(args[each]))
    return known ? fillPlaces(optional, args, show) : ''
  })
}

type Value = Finding['args'][string] | undefined

function isKnown(value: Value): boolean {
  return (
    value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)
  )
}

/** `{name}`, a list with how it reads `{names:or}`, or a number with what is counted `{total|file is|files are}`. */
const PLACE = /\{(\w+)(?::(\w+))?(?:\|([^|{}]*)\|([^|{}]*))?\}/g

function fillPlaces(part: string, args: Finding['args'], show: Show): string {
  return part.replace(PLACE, (_, name: string, how: string = '', one?: string, many?: string) => {
    const value = args[name]
    if (one !== undefined) return `${text(value)} ${value === 1 ? one : many}`
    if (!Array.isArray(value)) return show(text(value))
    return show(listText(value, how, (words) => fill(words, args, (same) => same)))
  })
}

/** Numbers are never rounded: at a limit the digits that are cut off decide. */
function text(value: Value): string {
  return value === null || value === undefined ? 'unknown' : String(value)
}
