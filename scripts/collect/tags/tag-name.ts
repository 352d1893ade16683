import { hash } from 'node:crypto'
import { hasHiddenCharacters } from '#lib/text.ts'
import type { Finding } from '#model/finding.ts'
import { slug } from '#model/slug.ts'

/** A tag's name, fit to be written down. */
export type TagName = {
  /** The name itself, or `base64:…` of its bytes when it must not be shown as it is. */
  text: string
  /** Stands in for the version of a name that cannot be read; null for ordinary names. */
  standIn: string | null
  /** Why the release is quarantined for its name alone; empty for ordinary names. */
  findings: Finding[]
}

/**
 * Reads a tag's name. git takes almost any bytes: names that are not UTF-8, that hold characters which do not show
 * or turn the text around, or that no file system can hold are quarantined and written in base64.
 */
export function readTagName(bytes: Buffer): TagName {
  const text = decode(bytes)
  const code = text === null ? 'tag.not_utf8' : complaint(text, bytes.length)
  if (text !== null && code === null) return { text, standIn: null, findings: [] }
  const base64 = bytes.toString('base64')
  const standIn = `tag-${hash('sha256', bytes).slice(0, 16)}`
  return {
    text: `base64:${base64.slice(0, 480)}`,
    standIn,
    findings: [{ code: code ?? 'tag.not_utf8', args: { base64 }, path: [] }],
  }
}

function decode(bytes: Buffer): string | null {
  try {
    return UTF8.decode(bytes)
  } catch {
    return null
  }
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function complaint(text: string, bytes: number): string | null {
  if (hasHiddenCharacters(text)) return 'tag.hidden_characters'
  // A byte becomes at most three characters, so most names need no slug to tell.
  return 3 * bytes > LONGEST_SLUG && slug(text).length > LONGEST_SLUG ? 'tag.too_long' : null
}

/** File systems take names of 255 bytes, and a record's name ends with `.json`. */
const LONGEST_SLUG = 240
