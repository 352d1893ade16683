import type { Finding } from '#model/finding.ts'
import { ATTESTATIONS } from './attestations.ts'
import { COLLECTION } from './collection.ts'
import { DECISION } from './decision.ts'
import { DOCUMENTS } from './documents.ts'
import { LEDGER } from './ledger.ts'
import { PROOF } from './proof.ts'
import { READINGS } from './readings.ts'
import { DPONE_READINGS } from './readings-dpone.ts'
import { MEASURE_READINGS } from './readings-measures.ts'
import { SECURITY_READINGS } from './readings-security.ts'
import { TEST_READINGS } from './readings-tests.ts'
import { SOURCES } from './sources.ts'
import { fill, type Words } from './template.ts'

/**
 * What a finding says, as a sentence for people, with another one about what led to it where that is known. Holds foreign
 * text: escape it where it is shown.
 */
export function sentence({ code, args }: Finding): string {
  const [template] = wordsFor(code) ?? ['The catalog noticed {code}.']
  const own = fill(template, { ...args, code })
  const cause = causeWords(args['because'])
  return cause === undefined ? own : `${own} ${fill(cause, args)}`
}

/** Only what stands in the tables itself: patterns are for findings about an artifact, which say what the first one says. */
function causeWords(because: Finding['args'][string] | undefined): string | undefined {
  return typeof because === 'string' ? WORDS.get(because)?.[0] : undefined
}

/** What to do about a finding, or null when there is nothing to do. */
export function remedy(finding: Finding): string | null {
  const template = wordsFor(finding.code)?.[1]
  return template === undefined ? null : fill(template, finding.args)
}

/** The entry for a code: its own, else `<first>.*.<last>`, else `*.<last>`. */
export function wordsFor(code: string): Words | undefined {
  return WORDS.get(patternOf(code) ?? '')
}

/** The code or pattern under which the words for a code are found; undefined when there are none. */
export function patternOf(code: string): string | undefined {
  const parts = code.split('.')
  const last = parts.at(-1)
  const patterns = [code, ...(parts.length > 2 ? [`${parts[0]}.*.${last}`] : []), `*.${last}`]
  return patterns.find((pattern) => WORDS.has(pattern))
}

/** Every table of words, by name; each holds the codes of one subject. */
export const TABLES = {
  DOCUMENTS,
  COLLECTION,
  SOURCES,
  READINGS,
  TEST_READINGS,
  SECURITY_READINGS,
  MEASURE_READINGS,
  ATTESTATIONS,
  DPONE_READINGS,
  PROOF,
  DECISION,
  LEDGER,
}

const WORDS: ReadonlyMap<string, Words> = new Map(
  Object.values(TABLES).flatMap((table) => Object.entries(table)),
)
