import { z } from 'zod'
import { HttpsUrl, Id, Line, list, ServiceId, Severity } from './primitives.ts'

/** One step of the severity model: what it means, who is called, and how fast [003 "Incident severity"]. */
const SeverityStep = z.strictObject({
  severity: Severity,
  means: Line,
  /** Roles that are called, in this order; none where nobody said. */
  called: list(Line, 20),
  /** How fast somebody has to answer, in words; left out, nobody promised. */
  within: Line.optional(),
  /** How often those who are affected hear how it stands, in words. */
  updates: Line.optional(),
})

/** What to do about something that goes wrong while a service runs: steps here, or a page that has them. */
const OperationalRunbook = z
  .strictObject({
    id: Id,
    title: Line,
    /** The severity that it is opened with. */
    severity: Severity,
    /** Whose runbook it is; none = all services. */
    services: list(ServiceId, 100),
    url: HttpsUrl.optional(),
    steps: list(Line, 30),
    /** What nobody may do meanwhile. */
    never: list(Line, 20),
  })
  .refine(({ url, steps }) => url !== undefined || steps.length > 0, {
    message: 'a runbook has steps, or a url where they are',
    path: ['steps'],
  })

/** `runbooks/operations.yaml`: the severity model, and the inventory of runbooks that services name by title. */
export const Operations = z.strictObject({
  severities: z
    .array(SeverityStep)
    .length(4)
    .refine((all) => new Set(all.map(({ severity }) => severity)).size === all.length, {
      message: 'each severity stands once',
    }),
  /** Who decides how grave something is, and who may change that, in words. */
  escalation: Line.optional(),
  runbooks: list(OperationalRunbook, 1000).refine(
    (all) => new Set(all.map(({ id }) => id)).size === all.length,
    { message: 'two runbooks have one id' },
  ),
})
export type Operations = z.infer<typeof Operations>
