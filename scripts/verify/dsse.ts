import { z } from 'zod'
import { decodeBase64 } from '#parse/text.ts'

/** A DSSE envelope, decoded: what is parsed later are the very bytes that were signed. */
export type Envelope = {
  payloadType: string
  payload: Buffer
  /** `keyid` is a hint of the signer's and proves nothing. */
  signatures: { keyid: string; bytes: Buffer }[]
  /** A certificate stands beside the signature, as old generators wrote it. */
  certified: boolean
}

const MOST_SIGNATURES = 20

const Shape = z.looseObject({
  payloadType: z.string().min(1).max(500),
  payload: z.string(),
  signatures: z
    .array(
      z.looseObject({
        sig: z.string().max(20_000),
        keyid: z.string().max(1000).nullish(),
        cert: z.string().nullish(),
      }),
    )
    .min(1)
    .max(MOST_SIGNATURES),
})

/** True for a document with the three members of an envelope. */
export function isEnvelope(document: unknown): boolean {
  return Marks.safeParse(document).success
}

const Marks = z.looseObject({
  payloadType: z.string(),
  payload: z.string(),
  signatures: z.array(z.unknown()),
})

/** A document → an envelope; null when it is none, or its base64 is broken. */
export function readEnvelope(document: unknown): Envelope | null {
  const shape = Shape.safeParse(document)
  const payload = shape.success ? decodeBase64(shape.data.payload) : null
  if (!shape.success || payload === null) return null
  const { payloadType, signatures } = shape.data
  const decoded = signatures.map(({ sig, keyid }) => ({ keyid: keyid ?? '', bytes: decodeBase64(sig) }))
  return {
    payloadType,
    payload,
    signatures: decoded.flatMap(({ keyid, bytes }) =>
      bytes === null || bytes.length === 0 ? [] : [{ keyid, bytes }],
    ),
    certified: signatures.some(({ cert }) => typeof cert === 'string' && cert !== ''),
  }
}

/** The bytes that are signed: `DSSEv1 SP len(type) SP type SP len(payload) SP payload`, lengths in bytes. */
export function preAuthEncoding(payloadType: string, payload: Uint8Array): Buffer {
  const type = Buffer.from(payloadType)
  return Buffer.concat([
    Buffer.from(`DSSEv1 ${type.length} `),
    type,
    Buffer.from(` ${payload.length} `),
    payload,
  ])
}
