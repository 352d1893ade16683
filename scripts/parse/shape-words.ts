import type { z } from 'zod'
import { excerpt } from './result.ts'

type Issue = z.core.$ZodIssue

/** What a schema wanted at a place, as words: `a whole number`, `one of "GO", "NO-GO"`. */
export function describeExpectation(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return KINDS[issue.expected] ?? issue.expected
    case 'invalid_value':
      return oneOf(issue.values)
    case 'invalid_format':
      return FORMATS[issue.format] ?? issue.message
    case 'too_big':
      return `at most ${issue.maximum} ${UNITS[issue.origin] ?? ''}`.trimEnd()
    case 'too_small':
      return `at least ${issue.minimum} ${UNITS[issue.origin] ?? ''}`.trimEnd()
    case 'invalid_union':
      return alternatives(issue.errors) || issue.message
    case 'invalid_key':
      return `a key that is ${issue.issues.map(describeExpectation)[0] ?? 'valid'}`
    default:
      return issue.message
  }
}

/** A value as words; short text is quoted, long text only measured. */
export function describeValue(value: unknown): string {
  if (typeof value === 'string') {
    return value.length <= 60 ? JSON.stringify(value.toWellFormed()) : `text of ${value.length} characters`
  }
  if (Array.isArray(value)) return `a list of ${value.length}`
  return typeof value === 'object' && value !== null ? 'an object' : String(value)
}

const KINDS: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
}

const FORMATS: Record<string, string> = {
  datetime: 'a moment with an offset, such as 2026-05-01T10:00:00Z',
  date: 'a day that exists, such as 2026-05-01',
}

const UNITS: Record<string, string> = { string: 'characters', array: 'items', set: 'items' }

function oneOf(values: readonly unknown[]): string {
  const words = values.map((value) => (typeof value === 'string' ? `"${value}"` : String(value)))
  return excerpt(words.length === 1 ? (words[0] ?? '') : `one of ${words.join(', ')}`, 300)
}

function alternatives(branches: readonly (readonly Issue[])[]): string {
  const words = branches.flatMap((branch) => branch.slice(0, 1).map(describeExpectation))
  return excerpt([...new Set(words)].join(' or '), 300)
}
