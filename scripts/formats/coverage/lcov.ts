import type { Reading } from '#model/evidence.ts'
import { finding } from '#model/finding.ts'
import { linesOf } from '#parse/text.ts'
import { emptyReading, unreadable } from '../reading.ts'
import {
  type CoverageCount,
  type CoverageCounts,
  countHits,
  isSame,
  judgeCoverage,
  lowerCoverage,
  sumCoverage,
} from './verdict.ts'

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
  const total = sumCoverage(declared.map(totalOf))
  const counted = countedIn([...mergeFiles(files).values()])
  return {
    ...emptyReading('lcov'),
    ...judgeCoverage(differing > 0 ? { ...counted, lines: lowerCoverage(counted.lines, total) } : counted, {
      obstacles: [
        ...(isComplete ? [] : [finding('lcov.unfinished')]),
        ...(malformed > 0 ? [finding('lcov.malformed', { count: malformed })] : []),
      ],
      differing,
    }),
  }
}

function countedIn(files: readonly LcovFile[]): CoverageCounts & { lines: CoverageCount } {
  const has = (part: 'branches' | 'functions') => files.some((file) => file[part].size > 0)
  const tally = (part: 'lines' | 'branches' | 'functions') =>
    sumCoverage(files.map((file) => countHits(file[part].values())))
  return {
    lines: tally('lines'),
    ...(has('branches') ? { branches: tally('branches') } : {}),
    ...(has('functions') ? { functions: tally('functions') } : {}),
    files: files.length,
  }
}

function totalOf({ declared }: LcovFile): CoverageCount {
  return { covered: declared.get('LH') ?? 0, total: declared.get('LF') ?? 0 }
}

/** Some tools count a line that is listed twice as two. Branches and functions are told apart differently by each. */
function isBorneOut(file: LcovFile): boolean {
  const declared = totalOf(file)
  return isSame(declared, countHits(file.lines.values())) || isSame(declared, file.listed)
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

/**
 * One source file of an LCOV tracefile: hits by line, by branch and by function, the totals it declares, and its
 * lines as they are listed, each as often as it stands there.
 */
type LcovFile = {
  path: string
  lines: Map<string, number>
  branches: Map<string, number>
  functions: Map<string, number>
  declared: ReadonlyMap<string, number>
  listed: CoverageCount
}

/** All records of a tracefile in their order; lines that are none of its own; whether the last one has its end. */
type LcovRecords = { files: readonly LcovFile[]; malformed: number; isComplete: boolean }

/** Reads LCOV's tracefile format (geninfo(1), LCOV 1.x and 2.x) line by line. */
function readRecords(text: string): LcovRecords {
  const files: LcovFile[] = []
  let open: Draft | null = null
  let malformed = 0
  for (const line of linesOf(text)) {
    if (line === '' || line.startsWith('#')) continue
    const colon = line.indexOf(':')
    const key = colon === -1 ? line : line.slice(0, colon)
    const value = colon === -1 ? '' : line.slice(colon + 1)
    if (key === 'SF') {
      if (open) malformed += 1
      open = {
        path: value,
        lines: new Map(),
        branches: new Map(),
        functions: new Map(),
        declared: new Map(),
        listed: { covered: 0, total: 0 },
      }
    } else if (key === 'end_of_record') {
      if (open) files.push(open)
      else malformed += 1
      open = null
    } else if (!isTaken(open, key, value)) {
      malformed += 1
    }
  }
  return { files: open ? [...files, open] : files, malformed, isComplete: open === null }
}

type Draft = LcovFile & { declared: Map<string, number> }

function isTaken(file: Draft | null, key: string, value: string): boolean {
  if (IGNORED.has(key)) return true
  return file !== null && (TAKERS.get(key)?.(file, value, key) ?? false)
}

/** Test names, versions and the places of functions. */
const IGNORED: ReadonlySet<string> = new Set(['TN', 'VER', 'FN', 'FNL', 'MCDC', 'MCF', 'MCH'])

type Taker = (file: Draft, value: string, key: string) => boolean

const TAKERS: ReadonlyMap<string, Taker> = new Map(
  Object.entries<Taker>({
    DA: ({ lines, listed }, value) => {
      const [, line = '', hits = ''] = /^(\d{1,9}),(-?\d{1,15})(?:,|$)/.exec(value) ?? []
      listed.total += 1
      listed.covered += Number(hits) > 0 ? 1 : 0
      return Number(line) > 0 && add(lines, String(Number(line)), Number(hits))
    },
    BRDA: ({ branches }, value) => {
      const [, branch, hits = ''] = /^(\d{1,9},e?\d{1,9},.{1,200}),(-|\d{1,15})$/.exec(value) ?? []
      return branch !== undefined && add(branches, branch, hits === '-' ? 0 : Number(hits))
    },
    FNDA: ({ functions }, value) => {
      const [, hits = '', name] = /^(\d{1,15}),(.{1,2000})$/.exec(value) ?? []
      return name !== undefined && add(functions, name, Number(hits))
    },
    FNA: ({ functions }, value) => {
      const [, hits = '', name] = /^\d{1,9},(\d{1,15}),(.{1,2000})$/.exec(value) ?? []
      return name !== undefined && add(functions, name, Number(hits))
    },
    LF: declare,
    LH: declare,
    BRF: declare,
    BRH: declare,
    FNF: declare,
    FNH: declare,
  }),
)

/** Negative hits come from counters that ran over; they were reached no less, and are no proof of it. */
function add(hits: Map<string, number>, key: string, count: number): boolean {
  hits.set(key, (hits.get(key) ?? 0) + Math.max(0, count))
  return true
}

function declare({ declared }: Draft, value: string, key: string): boolean {
  if (!/^\d{1,9}$/.test(value)) return false
  declared.set(key, Number(value))
  return true
}
