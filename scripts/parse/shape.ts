import type { z } from 'zod'
import { type Finding, finding } from '#model/finding.ts'
import { excerpt, type Result, shortPath } from './result.ts'
import { describeExpectation, describeValue } from './shape-words.ts'

type Issue = z.core.$ZodIssue

/**
 * A value → what the schema makes of it, or every way in which it differs, with its path:
 * `schema.unrecognized_key` (key), `schema.missing` (expected), `schema.invalid` (expected, found). At most one
 * `schema.invalid` for a place and 100 findings in all. Values are quoted when they are short; a reader of
 * artifacts that may hold secrets leaves `found` out.
 */
export function readShape<S extends z.ZodType>(schema: S, value: unknown): Result<z.output<S>> {
  const result = schema.safeParse(value, { reportInput: true })
  if (result.success) return { ok: true, value: result.data }
  const findings = result.error.issues.flatMap((issue) => findingsOf(issue, []))
  return { ok: false, findings: firstOfEachPlace(findings).slice(0, MAX_SHAPE_FINDINGS) }
}

const MAX_SHAPE_FINDINGS = 100

function findingsOf(issue: Issue, base: Finding['path']): Finding[] {
  const path = shortPath([...base, ...issue.path.map((part) => (typeof part === 'symbol' ? '' : part))])
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) =>
      finding('schema.unrecognized_key', { key: excerpt(key) }, shortPath([...path, key])),
    )
  }
  if (issue.code === 'invalid_union') {
    const meant = issue.errors.filter((branch) => branch.every(isInside))
    const [only] = meant
    if (only && meant.length === 1) return only.flatMap((inner) => findingsOf(inner, path))
  }
  const expected = describeExpectation(issue)
  return issue.input === undefined
    ? [finding('schema.missing', { expected }, path)]
    : [finding('schema.invalid', { expected, found: describeValue(issue.input) }, path)]
}

/** The value was of the branch's kind, and something inside it was wrong. */
function isInside(issue: Issue): boolean {
  return issue.path.length > 0 || issue.code === 'unrecognized_keys'
}

function firstOfEachPlace(findings: Finding[]): Finding[] {
  const seen = new Set<string>()
  return findings.filter(({ code, path }) => {
    const place = JSON.stringify([code, path])
    const isNew = !seen.has(place)
    seen.add(place)
    return isNew
  })
}
