import { canonical } from '#decide/lib/canonical.ts'
import type { Finding } from '#model/finding.ts'
import { readJson } from '#parse/json.ts'
import { LIMITS } from '#parse/limits.ts'
import { unpackSnappy } from '#parse/snappy.ts'
import type { Github } from './client.ts'
import type { Answers } from './response-cache.ts'

/** The RFC 8785 bytes of a Sigstore bundle; null where there are none, with the reason. */
export type Bundle = { bundle: Buffer | null; unknown: Finding[] }

/** Bytes of a bundle as it is fetched, and as it is when unpacked; one with a large predicate has a megabyte. */
const MOST_PACKED = 4 << 20
const MOST_UNPACKED = 16 << 20

/**
 * Fetches a bundle that GitHub only points at: JSON in Snappy's raw block format. Once it was read it is not fetched again:
 * the address is signed anew for each answer, its path stays.
 * @param subject digest of what the bundle is about.
 */
export async function bundleElsewhere(
  github: Github,
  answers: Answers,
  subject: string,
  address: string,
): Promise<Bundle> {
  const url = URL.parse(address)
  if (url === null) return unread('it names no address')
  const key = `bundle ${subject} ${url.origin}${url.pathname}`
  const known = answers.findBytes(key)
  if (known !== null) return { bundle: known, unknown: [] }
  const told = await github.elsewhere(WHAT, url.href, MOST_PACKED)
  if (!told.ok) return { bundle: null, unknown: told.failure.findings }
  const unpacked = unpackSnappy(told.value, MOST_UNPACKED)
  if (unpacked === null) return unread('it is no whole bundle packed with Snappy')
  const json = readJson(unpacked, { ...LIMITS.evidence, bytes: MOST_UNPACKED })
  if (!json.ok || !isObject(json.value)) return unread('what is packed is no JSON object')
  const bundle = Buffer.from(canonical(json.value))
  answers.keepBytes(key, bundle)
  return { bundle, unknown: [] }
}

const WHAT = 'an attestation that it keeps elsewhere'

function unread(reason: string): Bundle {
  return { bundle: null, unknown: [{ code: 'github.failed', args: { what: WHAT, reason }, path: [] }] }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
