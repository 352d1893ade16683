import type { ChangelogSection } from '#model/public-facts.ts'
import { below, type Outline } from './outline.ts'

const LONGEST = 12_000

/**
 * What a changelog says of one version: the lines below the first heading that names it, or below the first plain line that
 * begins with it. Null when it says nothing of the version.
 * @param names the version as the tag and as people write it.
 */
export function changelogSection(
  path: string,
  outline: Outline,
  names: readonly string[],
): ChangelogSection | null {
  const spellings = names.map((name) => name.toLowerCase())
  const isNamed = (text: string) => spellings.some((name) => holdsVersion(text.toLowerCase(), name))
  const heading = outline.headings.find(({ text }) => isNamed(text))
  if (heading) return section(path, heading.text, below(outline, heading))
  return plainSection(path, outline.lines, isNamed)
}

/** All of a document that is about one version alone. */
export function wholeDocument(path: string, heading: string, text: string): ChangelogSection {
  return section(path, heading, text.trim())
}

function section(path: string, heading: string, text: string): ChangelogSection {
  const kept = text.slice(0, LONGEST).toWellFormed()
  return {
    path,
    heading: heading.slice(0, 300).toWellFormed(),
    text: kept,
    isWhole: kept.length === text.length,
  }
}

/** A line at the margin that is a version, and maybe a date: `1.2.3 (2026-01-01)`, `Version 1.2.3`. Looked for in short lines only. */
const TITLE = /^(?:[A-Za-z][\w.-]{0,40} ){0,3}v?\d+[._]\d[\w.+-]*(?:\s*[([–—:-].*|\s+\d{1,4}[-. ].*)?$/i

function plainSection(
  path: string,
  lines: readonly string[],
  isNamed: (text: string) => boolean,
): ChangelogSection | null {
  const start = lines.findIndex((line) => line.length < 200 && TITLE.test(line) && isNamed(line))
  if (start < 0) return null
  const rest = lines.slice(start + 1)
  const length = rest.findIndex((line) => line.length < 200 && TITLE.test(line))
  return section(
    path,
    lines[start] ?? '',
    rest
      .slice(0, length < 0 ? undefined : length)
      .join('\n')
      .trim(),
  )
}

/** True when a text holds a version by itself: `1.2.3` of `v1.2.3 (2026)`, not of `1.2.30`, `11.2.3` or `1.2.3-rc1`. */
export function holdsVersion(text: string, version: string): boolean {
  if (version === '') return false
  for (let at = text.indexOf(version); at >= 0; at = text.indexOf(version, at + 1)) {
    const before = text.slice(Math.max(0, at - 2), at)
    const after = text.slice(at + version.length, at + version.length + 2)
    if (/(?:^|[^0-9a-z._+])v?$|[^0-9a-z]r$/.test(before) && !/^(?:[0-9a-z]|[._+-][0-9a-z])/.test(after))
      return true
  }
  return false
}
