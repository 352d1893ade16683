import { z } from 'zod'
import { readJson } from '#parse/json.ts'
import { LIMITS } from '#parse/limits.ts'

/** The payload type that an in-toto Statement has inside an envelope. */
export const STATEMENT_PAYLOAD = 'application/vnd.in-toto+json'

/** What a statement is about. Digests are lower-case hex, by the name of their algorithm. */
export type StatementSubject = { name: string | null; digests: ReadonlyMap<string, string> }

/** An in-toto Statement, version 0.1 or 1: some predicate of some subjects. Says nothing of who signed it. */
export type InTotoStatement = {
  predicateType: string
  subjects: StatementSubject[]
  predicate: Readonly<Record<string, unknown>>
}

const MOST_SUBJECTS = 5000

const Shape = z.looseObject({
  _type: z.enum(['https://in-toto.io/Statement/v0.1', 'https://in-toto.io/Statement/v1']),
  predicateType: z.string().min(1).max(300),
  subject: z
    .array(
      z.looseObject({
        name: z.string().max(1000).nullish(),
        digest: z.record(z.string(), z.string()).nullish(),
      }),
    )
    .min(1)
    .max(MOST_SUBJECTS),
  predicate: z.record(z.string(), z.unknown()).nullish(),
})

/** True for a document that calls itself an in-toto Statement. */
export function isStatement(document: unknown): boolean {
  return (
    typeof document === 'object' && document !== null && '_type' in document && 'predicateType' in document
  )
}

/** The bytes of a payload → its statement; null for anything else. */
export function parseStatement(payload: Uint8Array): InTotoStatement | null {
  const json = readJson(payload, LIMITS.evidence)
  return json.ok ? readStatement(json.value) : null
}

/** A document → its statement; null for anything else. */
export function readStatement(document: unknown): InTotoStatement | null {
  const shape = Shape.safeParse(document)
  if (!shape.success) return null
  const { predicateType, subject, predicate } = shape.data
  return {
    predicateType,
    subjects: subject.map(({ name, digest }) => ({ name: name ?? null, digests: hexDigests(digest ?? {}) })),
    predicate: predicate ?? {},
  }
}

/** Digests that are no hex, or of no plausible length, are left out: they can match nothing. */
function hexDigests(digest: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const pairs = Object.entries(digest).map(([name, value]) => [name, value.toLowerCase()] as const)
  return new Map(pairs.filter(([, value]) => /^[0-9a-f]{40,128}$/.test(value)))
}
