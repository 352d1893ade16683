import { z } from 'zod'
import type { Result } from '#parse/result.ts'
import { hasKeys } from '../format.ts'
import { readArtifactShape } from '../reading.ts'

/** What all dialects of a k6 summary have in common. */
export type K6Summary = {
  dialect: 'summary-export' | 'handle-summary' | 'machine-readable 1.x'
  metrics: readonly K6Metric[]
  checks: readonly K6Check[]
  version: string | null
  generatedAt: unknown
  seconds: number | null
  /** The file's own verdict; only the newest dialect may have one. */
  passed: boolean | null
}

/** `claims` are the file's own verdicts: threshold → it was crossed. */
export type K6Metric = {
  name: string
  values: ReadonlyMap<string, number>
  claims: ReadonlyMap<string, boolean>
}

export type K6Check = { passes: number; fails: number }

/** True for the summary that k6 writes at the end of a test, in any of its three dialects. */
export function isK6(document: unknown): boolean {
  if (hasKeys(document, 'metadata', 'results')) return hasKeys(document['metadata'], 'k6Version')
  return (
    hasKeys(document, 'metrics') && (hasKeys(document, 'root_group') || hasKeys(document, 'state', 'options'))
  )
}

/** Any dialect → what they have in common, or what it lacks. */
export function readK6Shape(document: unknown): Result<K6Summary> {
  if (hasKeys(document, 'results')) {
    const shape = readArtifactShape('k6', Machine, document)
    return shape.ok ? { ok: true, value: fromMachine(shape.value) } : shape
  }
  const shape = readArtifactShape('k6', Summary, document)
  return shape.ok ? { ok: true, value: fromSummary(shape.value) } : shape
}

const Check = z.looseObject({ passes: z.number().min(0), fails: z.number().min(0) })

const Values = z.record(z.string(), z.unknown())

const Machine = z.looseObject({
  metadata: z.looseObject({ k6Version: z.string().nullish(), generatedAt: z.unknown().optional() }),
  config: z.looseObject({ duration: z.number().min(0).nullish() }).nullish(),
  results: z.looseObject({
    passed: z.boolean().nullish(),
    metrics: z.array(z.looseObject({ name: z.string(), values: Values })),
    checks: z
      .looseObject({ results: z.array(Check).nullish(), orderedChecks: z.array(Check).nullish() })
      .nullish(),
  }),
})

function fromMachine({ metadata, config, results }: z.infer<typeof Machine>): K6Summary {
  return {
    dialect: 'machine-readable 1.x',
    metrics: results.metrics.map(({ name, values }) => ({
      name,
      values: numbersOf(values),
      claims: new Map(),
    })),
    checks: results.checks?.results ?? results.checks?.orderedChecks ?? [],
    version: metadata.k6Version ?? null,
    generatedAt: metadata.generatedAt,
    seconds: config?.duration ?? null,
    passed: results.passed ?? null,
  }
}

type Group = {
  checks?: Check[] | Record<string, Check> | null | undefined
  groups?: Group[] | Record<string, Group> | null | undefined
}
type Check = z.infer<typeof Check>

const Group: z.ZodType<Group> = z.lazy(() =>
  z.looseObject({
    checks: z.union([z.array(Check), z.record(z.string(), Check)]).nullish(),
    groups: z.union([z.array(Group), z.record(z.string(), Group)]).nullish(),
  }),
)

const Threshold = z.union([z.boolean(), z.looseObject({ ok: z.boolean() })])

const Metric = z
  .looseObject({ values: Values.nullish(), thresholds: z.record(z.string(), Threshold).nullish() })
  .catchall(z.unknown())

const Summary = z.looseObject({
  metrics: z.record(z.string(), Metric),
  root_group: Group.nullish(),
  state: z.looseObject({ testRunDurationMs: z.number().min(0).nullish() }).nullish(),
})

function fromSummary({ metrics, root_group, state }: z.infer<typeof Summary>): K6Summary {
  const milliseconds = state?.testRunDurationMs
  return {
    dialect: Object.values(metrics).some(({ values }) => values) ? 'handle-summary' : 'summary-export',
    metrics: Object.entries(metrics).map(([name, metric]) => ({
      name,
      values: numbersOf(metric.values ?? metric),
      claims: new Map(
        Object.entries(metric.thresholds ?? {}).map(([threshold, claim]) => [threshold, isCrossed(claim)]),
      ),
    })),
    checks: root_group ? checksOf(root_group) : [],
    version: null,
    generatedAt: null,
    seconds: typeof milliseconds === 'number' ? milliseconds / 1000 : null,
    passed: null,
  }
}

/** In `--summary-export` true means crossed, that is failed (grafana/k6#1498); elsewhere `ok` says what it means. */
function isCrossed(claim: z.infer<typeof Threshold>): boolean {
  return typeof claim === 'boolean' ? claim : !claim.ok
}

/** Values by statistic. A rate is called `value` in one dialect and `rate` in the others. */
function numbersOf(values: Record<string, unknown>): Map<string, number> {
  const isRate = typeof values['passes'] === 'number' && typeof values['fails'] === 'number'
  return new Map(
    Object.entries(values).flatMap(([name, value]) =>
      typeof value === 'number' ? [[isRate && name === 'value' ? 'rate' : name, value] as const] : [],
    ),
  )
}

/** The checks of a group and of all groups in it. Groups are no deeper than the document. */
function checksOf({ checks, groups }: Group): Check[] {
  return [...Object.values(checks ?? {}), ...Object.values(groups ?? {}).flatMap(checksOf)]
}
