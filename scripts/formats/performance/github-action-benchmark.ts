import { z } from 'zod'
import type { Reading } from '#model/evidence.ts'
import { hasKeys } from '../format.ts'
import { emptyReading, readArtifactShape, unreadable } from '../reading.ts'
import { collectMetrics, judgeMeasurement, toMetricName, toUnitName } from './verdict.ts'

/** True for a list whose entries have a name, a unit and a value. */
export function isBenchmarkList(document: unknown): boolean {
  return Array.isArray(document) && hasKeys(document[0], 'name', 'unit', 'value')
}

const Document = z.array(
  z.looseObject({ name: z.string(), unit: z.string(), value: z.union([z.number(), z.string()]) }),
)

/**
 * The custom JSON of github-action-benchmark → measurements `<name>.<unit>`. Whether smaller or bigger is better is
 * not in the file: a policy says so, by limiting with `max` or with `min`. The unit is part of the name, so that a
 * change of unit breaks the limit instead of passing it. `range` and `extra` stay in the artifact.
 */
export function readBenchmarkList(document: unknown): Reading {
  const shape = readArtifactShape('github-action-benchmark', Document, document)
  if (!shape.ok) return unreadable('github-action-benchmark', shape.findings)
  const measures = shape.value.map(
    ({ name, unit, value }) => [`${toMetricName(name)}.${toUnitName(unit)}`, numberOf(value)] as const,
  )
  const named = collectMetrics(measures)
  return {
    ...emptyReading('github-action-benchmark'),
    ...judgeMeasurement({
      ...named,
    }),
  }
}

/** `1.5`, `"1.5"` and `"1.5 ± 0.2"`; NaN for anything else. */
function numberOf(value: number | string): number {
  if (typeof value === 'number') return value
  const [, number] = NUMBER.exec(value.slice(0, 100)) ?? []
  return Number(number ?? Number.NaN)
}

const NUMBER = /^\s*(-?\d{1,15}(?:\.\d{1,15})?(?:e[+-]?\d{1,2})?)\s*((±|\+-|\+\/-)[^±]*)?$/i
