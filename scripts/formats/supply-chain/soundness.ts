import { asInstant } from '#lib/time.ts'
import { type Finding, finding } from '#model/finding.ts'

/** What an inventory rests on: its time, its digests as pairs of algorithm and hex, and its references. */
export type Foundations = {
  /** As the file writes it; null for one that names no time. */
  time: unknown
  hashes: readonly (readonly [algorithm: string, hex: string])[]
  /** The names that parts give themselves; one that stands twice names neither. */
  names: readonly string[]
  /** The names that others call them by. */
  references: readonly string[]
}

/**
 * Why nobody may rest on an inventory: a time that is none, digests that cannot be digests, names that stand twice, or
 * references that lead nowhere. What the schema of a format demands besides is judged where that format is read.
 */
export function unsoundness({ time, hashes, names, references }: Foundations): Finding[] {
  const isTimeless = time !== null && time !== undefined && asInstant(time) === null
  const broken = hashes.filter(([algorithm, hex]) => !isDigest(algorithm, hex)).length
  const known = new Set(names)
  const lost = new Set(references.filter((each) => !known.has(each) && !isElsewhere(each))).size
  const twice = names.length - known.size
  return [
    ...(isTimeless ? [finding('sbom.bad_time')] : []),
    ...(broken > 0 ? [finding('sbom.bad_hashes', { total: broken })] : []),
    ...(twice > 0 ? [finding('sbom.same_names', { total: twice })] : []),
    ...(lost > 0 ? [finding('sbom.lost_references', { total: lost })] : []),
  ]
}

/** A part of another document (BOM-Link). */
function isElsewhere(reference: string): boolean {
  return reference.startsWith('urn:cdx:')
}

/** The right number of hex digits, for an algorithm of CycloneDX or SPDX. */
function isDigest(algorithm: string, hex: string): boolean {
  const digits = DIGITS.get(algorithm.toUpperCase().replace(/[^A-Z0-9]/g, ''))
  return digits?.includes(hex.length) === true && /^[0-9a-fA-F]*$/.test(hex)
}

const DIGITS: ReadonlyMap<string, readonly number[]> = new Map(
  Object.entries({
    MD2: [32],
    MD4: [32],
    MD5: [32],
    MD6: [32, 40, 56, 64, 96, 128],
    ADLER32: [8],
    SHA1: [40],
    SHA224: [56],
    SHA256: [64],
    SHA384: [96],
    SHA512: [128],
    SHA3256: [64],
    SHA3384: [96],
    SHA3512: [128],
    BLAKE2B256: [64],
    BLAKE2B384: [96],
    BLAKE2B512: [128],
    BLAKE3: [32, 40, 64, 96, 128],
    STREEBOG256: [64],
    STREEBOG512: [128],
  }),
)
