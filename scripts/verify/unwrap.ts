import { z } from 'zod'
import { readJson } from '#parse/json.ts'
import { readJsonLines } from '#parse/json-lines.ts'
import { LIMITS } from '#parse/limits.ts'
import { withoutByteOrderMark } from '#parse/text.ts'
import { type Envelope, isEnvelope, readEnvelope } from './dsse.ts'
import { type InTotoStatement, isStatement, readStatement } from './in-toto.ts'

/** One thing that may be signed: a Sigstore bundle, an envelope by itself, or a statement that nobody signed. */
export type SignedDocument =
  | { form: 'bundle'; bundle: unknown; envelope: Envelope | null }
  | { form: 'envelope'; envelope: Envelope }
  | { form: 'statement'; statement: InTotoStatement }
  | { form: 'broken' }

export const MOST_ATTESTATIONS = 50

/** True for any of the shapes that attestations come in. Costs next to nothing. */
export function isAttestation(document: unknown): boolean {
  if (isBundle(document) || isEnvelope(document) || isStatement(document)) return true
  const many = listOf(document)
  return many !== null && many.length > 0 && many.every((each) => isBundle(each) || isEnvelope(each))
}

/** The bytes of a file → everything in it that may be signed, in its order; empty when it holds no attestation. */
export function unwrapBytes(bytes: Uint8Array): SignedDocument[] {
  const body = withoutByteOrderMark(bytes)
  const json = readJson(body, LIMITS.evidence)
  if (json.ok) return unwrap(json.value)
  const lines = readJsonLines(body, LIMITS.evidence)
  return lines.ok ? unwrap(lines.value) : []
}

/**
 * A document → everything in it that may be signed: itself, the lines of a `.intoto.jsonl`, or the list that npm and
 * GitHub answer with, `{attestations: [{bundle}]}`. At most {@link MOST_ATTESTATIONS} are taken; more is `broken`.
 */
export function unwrap(document: unknown): SignedDocument[] {
  const all = listOf(document) ?? [document]
  const taken = all.slice(0, MOST_ATTESTATIONS).map(signedOf)
  return all.length > MOST_ATTESTATIONS ? [...taken.slice(0, -1), { form: 'broken' }] : taken
}

function signedOf(document: unknown): SignedDocument {
  if (isBundle(document)) {
    const inner = Bundle.parse(document).dsseEnvelope
    return { form: 'bundle', bundle: document, envelope: inner === undefined ? null : readEnvelope(inner) }
  }
  const envelope = isEnvelope(document) ? readEnvelope(document) : null
  if (envelope) return { form: 'envelope', envelope }
  const statement = isStatement(document) ? readStatement(document) : null
  return statement ? { form: 'statement', statement } : { form: 'broken' }
}

const Bundle = z.looseObject({
  mediaType: z.string().startsWith('application/vnd.dev.sigstore.bundle'),
  dsseEnvelope: z.unknown().optional(),
})

function isBundle(document: unknown): boolean {
  return Bundle.safeParse(document).success
}

/** Several in one file; null for one by itself. */
function listOf(document: unknown): unknown[] | null {
  if (Array.isArray(document)) return document
  const answer = Answer.safeParse(document)
  return answer.success ? answer.data.attestations.map(({ bundle }) => bundle) : null
}

const Answer = z.looseObject({ attestations: z.array(z.looseObject({ bundle: z.unknown() })).min(1) })
