import { claimedKey } from '#verify/tags/claimed-key.ts'
import { type SignatureSort, signatureSort } from '#verify/tags/signed-tag.ts'
import type { Objects } from './objects.ts'

/** What a tag points at after all nested tags, and what its own tag object says. */
export type TagTarget = {
  /** Null for a lightweight tag. */
  annotation: Annotation | null
  /** The object at the end of the chain; null when the repository lacks one on the way. */
  target: { id: string; type: string } | null
}

export type Annotation = {
  /** Name only; null when the tag has none. */
  tagger: string | null
  /** Seconds since 1970; null when the tag names no time, as very old ones do. */
  seconds: number | null
  /** First line of the message, and what stands below it; null when empty. */
  subject: string | null
  body: string | null
  /** The name that it gives itself. */
  name: string | null
  /** Sort of its signature; null for none. */
  signature: SignatureSort | null
  /** The key that its signature names. */
  key: string | null
}

/** Greatest size of a tag object that is read, in bytes. */
export const LARGEST_TAG = 1 << 20
const DEEPEST = 20
/** Of longer messages the start is kept. */
const LONGEST_BODY = 8000

/**
 * Follows a tag to its end. Only the outermost tag object speaks for the tag.
 * @param typeOf what is already known of an object, so that commits need not be read again.
 */
export async function followTag(
  objects: Objects,
  id: string,
  typeOf: (id: string) => string | null,
): Promise<TagTarget> {
  let annotation: Annotation | null = null
  let at = id
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    const known = typeOf(at)
    if (known !== null) return { annotation, target: { id: at, type: known } }
    const object = await objects.read(at, LARGEST_TAG)
    if (object === null) break
    if (object.type !== 'tag') return { annotation, target: { id: at, type: object.type } }
    const text = object.bytes?.toString('utf8') ?? ''
    annotation ??= readAnnotation(text)
    at = text.match(/^object ([0-9a-f]{40,64})\n/)?.[1] ?? ''
    if (at === '') break
  }
  return { annotation, target: null }
}

/** Reads the text of a tag object: header lines, an empty line, the message, and maybe a signature. */
export function readAnnotation(text: string): Annotation {
  const gap = text.indexOf('\n\n')
  const header = gap < 0 ? text : text.slice(0, gap + 1)
  const message = gap < 0 ? '' : text.slice(gap + 2)
  const tagger = header.match(/^tagger ([^<\n]*)<[^>\n]*>(?: (-?[0-9]+)(?: [+-][0-9]+)?)?$/m)
  const signature = message.search(SIGNATURE)
  const said = (signature < 0 ? message : message.slice(0, signature)).trim()
  return {
    tagger: tagger?.[1]?.trim() || null,
    seconds: tagger?.[2] === undefined ? null : Number(tagger[2]),
    subject: said.split('\n', 1)[0]?.trim() || null,
    body: said.includes('\n') ? said.slice(said.indexOf('\n')).trim().slice(0, LONGEST_BODY) || null : null,
    name: header.match(/^tag (.+)$/m)?.[1] ?? null,
    signature: signatureSort(text),
    key: signature < 0 ? null : claimedKey(message.slice(signature)),
  }
}

const SIGNATURE = /^-----BEGIN (PGP|SSH|SIGNED) (SIGNATURE|MESSAGE)-----/m
