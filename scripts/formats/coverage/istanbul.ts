import { z } from 'zod'
import type { Reading } from '#model/evidence.ts'
import { finding } from '#model/finding.ts'
import { hasKeys } from '../format.ts'
import { emptyReading, readArtifactShape, unreadable } from '../reading.ts'
import {
  type CoverageCount,
  type CoverageCounts,
  isSame,
  judgeCoverage,
  lowerCoverage,
  sumCoverage,
} from './verdict.ts'

/** True for the `json-summary` that Istanbul, nyc, Jest and Vitest write. */
export function isIstanbulSummary(document: unknown): boolean {
  return hasKeys(document, 'total') && hasKeys(document['total'], ...PARTS)
}

const PARTS = ['lines', 'statements', 'functions', 'branches'] as const

const Part = z.looseObject({ total: z.int().min(0), covered: z.int().min(0) })
const Entry = z.looseObject({ lines: Part, statements: Part, functions: Part, branches: Part })
const Document = z.record(z.string(), Entry)
type Entry = z.infer<typeof Entry>

/**
 * Istanbul's json-summary → measurements of coverage, added up from its files. Its `pct` is floored, 100 for
 * nothing of nothing and the word `Unknown` for nothing at all, so it is not read. Paths stay in the artifact: they
 * are those of somebody's computer.
 */
export function readIstanbulSummary(document: unknown): Reading {
  const shape = readArtifactShape('istanbul-summary', Document, document)
  if (!shape.ok) return unreadable('istanbul-summary', shape.findings)
  const { total, ...files } = shape.value
  const entries = Object.values(files)
  if (!total) return unreadable('istanbul-summary', [finding('shape.missing', MISSING)])
  const counted = sum(entries)
  const declared = sum([total])
  const parts = Object.fromEntries(PARTS.map((part) => [part, lowerCoverage(counted[part], declared[part])]))
  const covered = { ...counted, ...parts, files: entries.length }
  return {
    ...emptyReading('istanbul-summary'),
    ...judgeCoverage(covered, {
      obstacles: entries.length === 0 ? [finding('coverage.totals_only')] : [],
      differing: PARTS.filter((part) => !isSame(counted[part], declared[part])).length,
    }),
  }
}

const MISSING = { format: 'istanbul-summary', expected: 'an object' }

function sum(entries: readonly Entry[]): Required<Omit<CoverageCounts, 'files'>> {
  const of = (part: (typeof PARTS)[number]): CoverageCount => sumCoverage(entries.map((entry) => entry[part]))
  return {
    lines: of('lines'),
    branches: of('branches'),
    functions: of('functions'),
    statements: of('statements'),
  }
}
