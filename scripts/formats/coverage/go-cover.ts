import type { Reading } from '#model/evidence.ts'
import { finding } from '#model/finding.ts'
import { linesOf } from '#parse/text.ts'
import { emptyReading, unreadable } from '../reading.ts'
import { judgeCoverage, sumCoverage } from './verdict.ts'

/** True for text that begins as a coverage profile of Go does. */
export function isGoCover(document: unknown): document is string {
  return typeof document === 'string' && /^mode: (?:set|count|atomic)\r?\n/.test(document)
}

/**
 * A coverage profile of `go test -coverprofile` → measurements of coverage, in statements: Go counts no lines. A block
 * that stands there more than once, as when several packages are tested together, was reached when one of them reached
 * it. A line that is none leaves it unknown.
 */
export function readGoCover(document: unknown): Reading {
  if (!isGoCover(document))
    return unreadable('go-cover', [finding('coverage.other_root', { what: 'a coverage profile of Go' })])
  const blocks = new Map<string, { statements: number; isReached: boolean }>()
  const files = new Set<string>()
  let malformed = 0
  for (const line of linesOf(document)) {
    if (line === '' || MODE.test(line)) continue
    const [, block, file, statements, count] = BLOCK.exec(line) ?? []
    if (block === undefined || file === undefined) {
      malformed += 1
      continue
    }
    const before = blocks.get(block)
    blocks.set(block, {
      statements: Number(statements),
      isReached: Number(count) > 0 || (before?.isReached ?? false),
    })
    files.add(file)
  }
  const statements = sumCoverage(
    [...blocks.values()].map((each) => ({
      covered: each.isReached ? each.statements : 0,
      total: each.statements,
    })),
  )
  return {
    ...emptyReading('go-cover'),
    ...judgeCoverage(
      { statements, files: files.size },
      { obstacles: malformed > 0 ? [finding('coverage.malformed', { count: malformed })] : [], differing: 0 },
    ),
  }
}

/** Profiles that were put together repeat it. */
const MODE = /^mode: (?:set|count|atomic)$/

/** `example.org/ledger/pay.go:12.34,15.2 3 1`: the block, its statements and how often it was reached. */
const BLOCK = /^((.{1,2000}):\d{1,7}\.\d{1,7},\d{1,7}\.\d{1,7}) (\d{1,7}) (\d{1,15})$/
