import type { GitFacts } from '#model/release.ts'
import type { TagVerifier } from '#verify/tags/verify.ts'
import type { Objects } from '../git/objects.ts'
import { LARGEST_TAG } from '../git/tag-object.ts'
import { otherNameOf, type ReadTag } from './git-facts.ts'

/** The signature of a tag, verified as far as the configuration allows; null for a tag without one. */
export async function signatureOf(
  objects: Objects,
  verifier: TagVerifier,
  { id, tag, annotation }: ReadTag,
): Promise<GitFacts['signature']> {
  if (annotation === null || annotation.signature === null) return null
  const at = annotation.seconds === null ? null : annotation.seconds * 1000
  const signed = { sort: annotation.signature, at, otherName: otherNameOf(annotation, tag) }
  return verifier.verify(signed, async () => (await objects.read(id, LARGEST_TAG))?.bytes ?? null)
}
