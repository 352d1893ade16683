import type { Reading } from '#model/evidence.ts'
import { finding } from '#model/finding.ts'
import { linesOf } from '#parse/text.ts'
import { emptyReading, unreadable } from '../reading.ts'
import { collectMetrics, judgeMeasurement, type NamedValue, toMetricName, toUnitName } from './verdict.ts'

/** True for the output of `go test -bench`. */
export function isGoBench(document: unknown): document is string {
  return typeof document === 'string' && /^Benchmark\S{1,300}\s+\d+\s+[\d.]+ ns\/op/m.test(document)
}

/**
 * `go test -bench` → measurements `<Benchmark…>.<unit>`, such as `BenchmarkFib-8.ns_per_op` and `.B_per_op`; the name keeps
 * the number of processors. Of a benchmark that ran several times (`-count`) the median counts, as for benchstat. A name
 * that several packages have stands behind its package's. A run that also says `FAIL` failed.
 */
export function readGoBench(document: unknown): Reading {
  return readLines(
    'go-bench',
    'go test',
    isGoBench(document) ? document : null,
    (lines) => medians(goMeasures(lines)),
    /^(--- FAIL|FAIL\b|panic:|fatal error:|exit status [1-9]|signal: |\*\*\* Test killed)/,
  )
}

/** True for the output of `cargo bench`. */
export function isCargoBench(document: unknown): document is string {
  return typeof document === 'string' && /^test \S{1,300} +\.\.\. bench:/m.test(document)
}

/** `cargo bench` → measurements `<name>.ns_per_iter`. A run with a test that says `FAILED` failed. */
export function readCargoBench(document: unknown): Reading {
  return readLines(
    'cargo-bench',
    'cargo bench',
    isCargoBench(document) ? document : null,
    (lines) => ({ measures: lines.flatMap(cargoMeasures), repeated: 0 }),
    /\bFAILED\b|^error(\[|:)|' panicked at /,
  )
}

function readLines(
  format: string,
  tool: string,
  text: string | null,
  measuresOf: (lines: readonly string[]) => { measures: readonly NamedValue[]; repeated: number },
  failure: RegExp,
): Reading {
  if (text === null) return unreadable(format, [finding('benchmark.no_lines', { tool })])
  const lines = linesOf(text).map((line) => line.slice(0, 2000))
  const { measures, repeated } = measuresOf(lines)
  const named = collectMetrics(measures)
  return {
    ...emptyReading(format),
    tool: { name: tool, version: null },
    ...judgeMeasurement({
      metrics: named.metrics,
      failures: lines.some((line) => failure.test(line)) ? [finding('benchmark.run_failed', { tool })] : [],
      remarks: [
        ...(repeated > 0 ? [finding('benchmark.median', { total: repeated })] : []),
        ...(named.remarks ?? []),
      ],
    }),
  }
}

/** One benchmark of Go: its package, empty where no line names one, and each of its numbers. */
type GoLine = { package: string; name: string; values: NamedValue[] }

function goMeasures(lines: readonly string[]): NamedValue[] {
  const all: GoLine[] = []
  let current = ''
  for (const line of lines) {
    const [, named] = /^pkg: (\S{1,300})\s*$/.exec(line) ?? []
    current = named ?? current
    all.push(...goLine(line, current))
  }
  const packages = Map.groupBy(all, ({ name }) => name)
  return all.flatMap(({ package: own, name, values }) => {
    const isShared = new Set(packages.get(name)?.map((each) => each.package)).size > 1
    // The end of a long name tells packages apart, its start is the same host for all.
    const full = toMetricName(isShared ? `${own}.${name}`.slice(-80) : name)
    return values.map(([unit, value]) => [`${full}.${unit}`, value] as const)
  })
}

/** A name, the number of iterations, then pairs of a number and its unit. */
function goLine(line: string, own: string): GoLine[] {
  const [name = '', iterations = '', ...pairs] = line.trim().split(/\s+/)
  if (!name.startsWith('Benchmark') || !/^\d+$/.test(iterations)) return []
  const values = pairs.flatMap((value, index) => {
    const unit = pairs[index + 1]
    return index % 2 === 0 && unit !== undefined
      ? [[toUnitName(unit), GO_NUMBER.test(value) ? Number(value) : Number.NaN] as const]
      : []
  })
  return [{ package: own, name, values }]
}

const GO_NUMBER = /^\d{1,18}(?:\.\d{1,18})?(?:e[+-]\d{1,2})?$/

/**
 * One value a name: the middle one, or the mean of the two in the middle. Where one of several is no number, none of them is:
 * those beside it cannot stand for the run.
 */
function medians(measures: readonly NamedValue[]): { measures: NamedValue[]; repeated: number } {
  const byName = Map.groupBy(measures, ([name]) => name)
  const all = [...byName].map(([name, several]) => {
    const sorted = several.map(([, value]) => value).toSorted((a, b) => a - b)
    if (sorted.some(Number.isNaN)) return [name, Number.NaN] as const
    const [low, high] = [sorted[(sorted.length - 1) >> 1] ?? 0, sorted[sorted.length >> 1] ?? 0]
    return [name, (low + high) / 2] as const
  })
  return { measures: all, repeated: [...byName.values()].filter((several) => several.length > 1).length }
}

function cargoMeasures(line: string): NamedValue[] {
  const [, name = '', rest = ''] = /^test (\S{1,300}) +\.\.\. bench:(.*)$/.exec(line) ?? []
  if (name === '') return []
  const [, value] = CARGO_TIME.exec(rest) ?? []
  const time = value === undefined ? Number.NaN : Number(value.replaceAll(',', ''))
  return [[`${toMetricName(name)}.ns_per_iter`, time]]
}

const CARGO_TIME = /^ +([\d,]{1,20}(?:\.\d{1,6})?) ns\/iter/
