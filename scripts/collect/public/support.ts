import type { QuotedHeading, TreeFacts } from '#model/public-facts.ts'
import { below, type Outline } from './outline.ts'

/** A document that was found, by its path. */
export type OutlinedDocument = { path: string; outline: Outline }

const SUPPORT =
  /support\w*\s.{0,20}version|version\w*\s.{0,20}support|end.of.life|support (?:policy|period|window)|\beol\b/i
/** `Supported Rust Versions` are those of something else, or of this: nobody can tell. */
const OF_WHAT =
  /supported\s(?!(?:major|minor|stable|product|release|software|package|library|current)s?\s)[\p{L}.+#]{1,20}\sversion/iu
const VERIFY = /\bverif(?:y|ying|ication)\b/i
const VERIFIED =
  /release|signature|download|artifact|artefact|checksum|provenance|attestation|image|binar|authentic|integrity/i
const DEPENDENCIES = /dependenc/i
const CHOSEN = /polic|choos|chose|select|manag|track|updat|adopt|criteria/i

/** The first heading about how to verify a release. */
export function verifyingHeading(documents: readonly OutlinedDocument[]): QuotedHeading | null {
  return headingOf(documents, (text) => VERIFY.test(text) && VERIFIED.test(text))
}

/** The first heading about how dependencies are chosen, obtained or tracked. */
export function dependenciesHeading(documents: readonly OutlinedDocument[]): QuotedHeading | null {
  return headingOf(documents, (text) => DEPENDENCIES.test(text) && CHOSEN.test(text))
}

function headingOf(
  documents: readonly OutlinedDocument[],
  fits: (text: string) => boolean,
): QuotedHeading | null {
  for (const { path, outline } of documents) {
    const found = outline.headings.find(({ text }) => fits(text))
    if (found) return { path, heading: found.text }
  }
  return null
}

/**
 * Which document says what versions are supported, and whether it names the line of this one: `1.2.x`, `1.x`, `>= 1.2`.
 * @param numbers of the version, such as 1, 2 and 3.
 */
export function supportOf(
  documents: readonly OutlinedDocument[],
  numbers: readonly number[],
): TreeFacts['support'] {
  for (const { path, outline } of documents) {
    const found = outline.headings.filter(({ text }) => SUPPORT.test(text))
    const heading = found.find(({ text }) => !OF_WHAT.test(text))
    if (heading) return { path, heading: heading.text, isNamed: namesLine(below(outline, heading), numbers) }
  }
  return unclear(documents)
}

/** A heading about support from which nobody can tell of what. */
function unclear(documents: readonly OutlinedDocument[]): TreeFacts['support'] {
  const found = headingOf(documents, (text) => SUPPORT.test(text))
  return found && { ...found, isNamed: null }
}

/** A line of versions, with what stands before it: `>= 1.2`, `1.2.x`, `v1`. A single number needs an `x` or a sign. */
const LINES = /(>=|<=|>|<|≥|≤)?\s?\bv?(\d{1,9}(?:\.(?:\d{1,9}|[xX*]))*)(\.[xX*])?(\+)?/g

/** Null when no line is named. */
function namesLine(text: string, numbers: readonly number[]): boolean | null {
  let named: boolean | null = null
  for (const [all, sign, line = '', wild, plus] of text.slice(0, 20_000).matchAll(LINES)) {
    if (sign === undefined && wild === undefined && plus === undefined && !line.includes('.')) continue
    const parts = line
      .split('.')
      .filter((part) => /^\d+$/.test(part))
      .map(Number)
    const isDate = all.length >= 4 && (parts[0] ?? 0) > 1900 && (numbers[0] ?? 0) < 1900
    if (isDate) continue
    named = (named ?? false) || isWithin(numbers, parts, sign ?? (plus === undefined ? '' : '>='))
  }
  return named
}

function isWithin(numbers: readonly number[], line: readonly number[], sign: string): boolean {
  const differing = line.findIndex((part, at) => part !== (numbers[at] ?? 0))
  const step = differing < 0 ? 0 : (numbers[differing] ?? 0) - (line[differing] ?? 0)
  if (sign === '') return differing < 0
  if (sign === '>=' || sign === '≥') return step >= 0
  if (sign === '<=' || sign === '≤') return step <= 0
  return sign === '>' ? step > 0 : step < 0
}
