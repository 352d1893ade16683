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
 * the number of processors. A run that also says `FAIL` failed.
 */
export function readGoBench(document: unknown): Reading {
  return readLines(
    'go-bench',
    'go test',
    isGoBench(document) ? document : null,
    goMeasures,
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
    cargoMeasures,
    /\bFAILED\b|^error(\[|:)|' panicked at /,
  )
}

function readLines(
  format: string,
  tool: string,
  text: string | null,
  measuresOf: (line: string) => NamedValue[],
  failure: RegExp,
): Reading {
  if (text === null) return unreadable(format, [finding('benchmark.no_lines', { tool })])
  const lines = linesOf(text).map((line) => line.slice(0, 2000))
  const named = collectMetrics(lines.flatMap(measuresOf))
  return {
    ...emptyReading(format),
    tool: { name: tool, version: null },
    ...judgeMeasurement({
      metrics: named.metrics,
      failures: lines.some((line) => failure.test(line)) ? [finding('benchmark.run_failed', { tool })] : [],
      remarks: named.remarks ?? [],
    }),
  }
}

/** A name, the number of iterations, then pairs of a number and its unit. */
function goMeasures(line: string): NamedValue[] {
  const [name = '', iterations = '', ...pairs] = line.trim().split(/\s+/)
  if (!name.startsWith('Benchmark') || !/^\d+$/.test(iterations)) return []
  return pairs.flatMap((value, index) => {
    const unit = pairs[index + 1]
    return index % 2 === 0 && unit !== undefined && /^[\d.]+$/.test(value)
      ? [[`${toMetricName(name)}.${toUnitName(unit)}`, Number(value)] as const]
      : []
  })
}

function cargoMeasures(line: string): NamedValue[] {
  const [, name = '', value = ''] = CARGO.exec(line) ?? []
  return name === '' ? [] : [[`${toMetricName(name)}.ns_per_iter`, Number(value.replaceAll(',', ''))]]
}

const CARGO = /^test (\S{1,300}) +\.\.\. bench: +([\d,]{1,20}(?:\.\d{1,6})?) ns\/iter/
