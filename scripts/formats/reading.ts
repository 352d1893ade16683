import type { z } from 'zod'
import type { Counts, Reading } from '#model/evidence.ts'
import { type Finding, finding } from '#model/finding.ts'
import type { Result } from '#parse/result.ts'
import { readShape } from '#parse/shape.ts'

/** A reading that claims nothing: what every reader starts from and fills. */
export function emptyReading(format: string): Reading {
  return {
    format,
    dialect: null,
    tool: null,
    judgement: 'verdict',
    status: 'unknown',
    reasons: [],
    counts: null,
    suites: [],
    metrics: {},
    subject: { commit: null, digests: [] },
    generatedAt: null,
    recorded: null,
  }
}

/** An artifact that could not be read, and why. */
export function unreadable(format: string, reasons: Finding[]): Reading {
  return { ...emptyReading(format), status: 'unreadable', reasons }
}

/** Counts of nothing. */
export const NO_COUNTS: Counts = { total: 0, passed: 0, failed: 0, skipped: 0, errored: 0, flaky: 0 }

/** Adds counts up. */
export function sumCounts(all: readonly Counts[]): Counts {
  const sum = { ...NO_COUNTS }
  for (const { total, passed, failed, skipped, errored, flaky } of all) {
    sum.total += total
    sum.passed += passed
    sum.failed += failed
    sum.skipped += skipped
    sum.errored += errored
    sum.flaky += flaky
  }
  return sum
}

/**
 * Reads an artifact by the schema of its format. Differences are reasons `shape.missing`, `.invalid` and
 * `.unrecognized_key` with the format, the path and what was expected, never with what was found: an artifact may
 * hold secrets.
 */
export function readArtifactShape<S extends z.ZodType>(
  format: string,
  schema: S,
  document: unknown,
): Result<z.output<S>> {
  const shape = readShape(schema, document)
  if (shape.ok) return shape
  const findings = shape.findings.map(({ code, args, path }) => {
    const { found: _found, ...rest } = args
    return finding(SHAPE_CODES[code] ?? 'shape.invalid', { format, ...rest }, path)
  })
  return { ok: false, findings }
}

/** The codes of a schema's findings, for an artifact. */
const SHAPE_CODES: Readonly<Record<string, string>> = {
  'schema.missing': 'shape.missing',
  'schema.invalid': 'shape.invalid',
  'schema.unrecognized_key': 'shape.unrecognized_key',
}
