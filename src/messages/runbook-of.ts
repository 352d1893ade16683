import type { Finding } from '#model/finding.ts'
import type { Runbook } from '#model/runbook.ts'
import { PATTERNS, patternOf } from './messages.ts'

/** Slug of the runbook that serves a code, or null when none does. */
export type RunbookOf = (code: string) => string | null

/**
 * Makes the lookup from a code to its runbook: the one that names the exact code, else the one with the most specific
 * pattern for the message of the code. Going by the message keeps a missing artifact named `chain` (`chain.missing`)
 * from being mistaken for a fault of a chain (`chain.*`).
 */
export function makeRunbookOf(runbooks: readonly Pick<Runbook, 'slug' | 'codes'>[]): RunbookOf {
  const all = runbooks.flatMap(({ slug, codes }) => codes.map((pattern) => ({ slug, pattern })))
  const exact = new Map(all.map(({ slug, pattern }) => [pattern, slug]))
  const patterns = all
    .filter(({ pattern }) => pattern.includes('*'))
    // What is written out comes before a star, the longer before the shorter.
    .sort((a, b) => (a.pattern < b.pattern ? 1 : -1))
    .map(({ slug, pattern }) => ({ slug, matches: matcher(pattern) }))
  const slugs = new Map(
    PATTERNS.map((entry) => {
      const slug = exact.get(entry) ?? patterns.find(({ matches }) => matches.test(entry))?.slug ?? null
      return [entry, slug]
    }),
  )
  return (code) => {
    const entry = patternOf(code)
    return entry === undefined ? null : (exact.get(code) ?? slugs.get(entry) ?? null)
  }
}

/**
 * What a lookup of runbooks finds for a finding: for what led to it where that is known and has a runbook, else for its own
 * code. Of a gate that failed because bytes were changed one has to read about changed bytes.
 */
export function byCause<T>(
  { code, args }: Pick<Finding, 'code' | 'args'>,
  of: (code: string) => T | null,
): T | null {
  const because = args['because']
  return (typeof because === 'string' ? of(because) : null) ?? of(code)
}

function matcher(pattern: string): RegExp {
  const parts = pattern.split('.').map((part) => (part === '*' ? '.+' : part))
  return new RegExp(`^${parts.join('\\.')}$`)
}
