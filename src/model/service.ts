import { z } from 'zod'
import { Glob, HttpsUrl, Id, Line, list, MetricName, ServiceId } from './primitives.ts'

/** How far a boundary has come towards releases of its own [000]. */
export const IsolationState = z.enum(['in-monolith', 'boundary-drawn', 'separately-releasable'])

export const LatencyBudget = z.strictObject({
  /** What is measured, in words. */
  name: Line,
  /** The metric of the evidence that carries it. */
  metric: MetricName,
  /** Greatest allowed value, in `unit`. */
  max: z.number(),
  unit: Line,
})

/** Something released on its own, or meant to be: a deployable or a bounded context. */
export const Service = z.strictObject({
  id: ServiceId,
  /** The name people use; for a guessed service the name in its tags. */
  name: Line,
  kind: z.enum(['deployable', 'bounded-context', 'external']),
  /** One sentence: what it is for. */
  summary: Line.optional(),
  /** Who answers for it; null is shown as "unowned". */
  owner: Line.nullable().default(null),
  /** Where it stands in lists and in the first-match order of `paths`; lower comes first, then id. */
  order: z.int().min(0).max(10_000).default(1000),
  /** Its tags: literal text around one `{version}`; absent when it is not released on its own. */
  tag: z
    .string()
    .max(200)
    .regex(/^[^{}]*\{version\}[^{}]*$/, 'text with one {version}')
    .optional(),
  /** Its boundary: globs over the repository; the first service in order that matches owns a path. */
  paths: list(Glob),
  owns: list(Line),
  doesNotOwn: list(Line),
  dependsOn: list(ServiceId),
  isolation: z.strictObject({ state: IsolationState, nextStep: Line.optional() }).optional(),
  /** The policy that judges its releases; absent = the catalog's. */
  policy: Id.optional(),
  /** Where its dossier lies in a tagged tree; absent = the catalog's. */
  dossier: z.string().max(500).optional(),
  slo: list(Line, 50),
  latencyBudgets: list(LatencyBudget, 50),
  runbooks: list(z.strictObject({ title: Line, url: HttpsUrl.optional() }), 100),
})
export type Service = z.infer<typeof Service>
