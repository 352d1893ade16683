import type { z } from 'zod'
import { HttpsUrl, Instant, ObjectId, Sha256 } from '#model/primitives.ts'

/** Text of GitHub's → a value of ours, or null for one that is none. */
function safely<T>(schema: z.ZodType<T>): (text: string | null | undefined) => T | null {
  return (text) => schema.safeParse(text).data ?? null
}

export const instant = safely(Instant)
export const address = safely(HttpsUrl)
export const objectId = safely(ObjectId)

/** The hex digits of `sha256:…`. */
export function digestOf(digest: string | null | undefined): string | null {
  return digest?.startsWith('sha256:') ? safely(Sha256)(digest.slice(7)) : null
}
