import { offences } from './json-exact.ts'
import { isPlain } from './json-fast.ts'
import { syntaxFinding } from './json-syntax.ts'
import type { Limits } from './limits.ts'
import type { Result } from './result.ts'
import { readText } from './text.ts'

/**
 * The one door for foreign JSON. Bytes → value, or findings `document.*` with line, column, offset and path.
 * Refuses what `JSON.parse` lets through in silence: duplicate keys, `__proto__`, numbers beyond 2^53, infinities,
 * lone surrogates, depth and size (`reference/reliability.md`, section 2.2). `-0` is read as 0. Never throws.
 */
export function readJson(bytes: Uint8Array, limits: Limits): Result<unknown> {
  const text = readText(bytes, limits)
  return text.ok ? parseJson(text.value, limits) : text
}

function parseJson(text: string, limits: Limits): Result<unknown> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { ok: false, findings: [syntaxFinding(text)] }
  }
  if (isPlain(value, text, limits)) return { ok: true, value }
  const findings = offences(text, limits)
  return findings.length > 0 ? { ok: false, findings } : { ok: true, value: JSON.parse(text, positiveZero) }
}

function positiveZero(_key: string, value: unknown): unknown {
  return value === 0 ? 0 : value
}
