import type { Reading } from '#model/evidence.ts'
import { finding } from '#model/finding.ts'
import { emptyReading, unreadable } from '../reading.ts'
import { type LcovFile, readRecords } from './lcov-records.ts'
import { type Covered, isSame, judgeCoverage, lower, sumTallies, type Tally, tallyOf } from './verdict.ts'

/** True for text with a source file of LCOV's tracefile format. */
export function isLcov(document: unknown): document is string {
  return (
    typeof document === 'string' &&
    /^SF:./m.test(document) &&
    /^(DA:\d|end_of_record\s*$|LF:\d)/m.test(document)
  )
}

/**
 * LCOV → measurements of coverage, counted from `DA`, `BRDA` and `FNDA`; a file that is traced twice is merged. `LF`
 * and `LH` differ in files that somebody cut: then the lower coverage counts. A tracefile without its last `end_of_record`
 * was cut off, so it proves nothing. It carries neither time nor commit; paths stay in the artifact.
 */
export function readLcov(document: unknown): Reading {
  if (!isLcov(document)) return unreadable('lcov', [finding('lcov.no_records')])
  const { files, malformed, isComplete } = readRecords(document)
  const declared = files.filter(({ declared }) => declared.has('LF') && declared.has('LH'))
  const differing = declared.filter((file) => !isBorneOut(file)).length
  const total = sumTallies(declared.map(totalOf))
  const counted = countedIn([...mergeFiles(files).values()])
  return {
    ...emptyReading('lcov'),
    ...judgeCoverage(differing > 0 ? { ...counted, lines: lower(counted.lines, total) } : counted, {
      obstacles: [
        ...(isComplete ? [] : [finding('lcov.unfinished')]),
        ...(malformed > 0 ? [finding('lcov.malformed', { count: malformed })] : []),
      ],
      differing,
    }),
  }
}

function countedIn(files: readonly LcovFile[]): Covered {
  const has = (part: 'branches' | 'functions') => files.some((file) => file[part].size > 0)
  const tally = (part: 'lines' | 'branches' | 'functions') =>
    sumTallies(files.map((file) => tallyOf(file[part].values())))
  return {
    lines: tally('lines'),
    ...(has('branches') ? { branches: tally('branches') } : {}),
    ...(has('functions') ? { functions: tally('functions') } : {}),
    files: files.length,
  }
}

function totalOf({ declared }: LcovFile): Tally {
  return { covered: declared.get('LH') ?? 0, total: declared.get('LF') ?? 0 }
}

/** Some tools count a line that is listed twice as two. Branches and functions are told apart differently by each. */
function isBorneOut(file: LcovFile): boolean {
  const declared = totalOf(file)
  return isSame(declared, tallyOf(file.lines.values())) || isSame(declared, file.listed)
}

/** Test suites write a record each for the same file; hits add up. */
function mergeFiles(files: readonly LcovFile[]): Map<string, LcovFile> {
  const merged = new Map<string, LcovFile>()
  for (const file of files) {
    const first = merged.get(file.path)
    if (!first) merged.set(file.path, file)
    else for (const part of ['lines', 'branches', 'functions'] as const) addAll(first[part], file[part])
  }
  return merged
}

function addAll(into: Map<string, number>, from: ReadonlyMap<string, number>): void {
  for (const [key, hits] of from) into.set(key, (into.get(key) ?? 0) + hits)
}
