import { z } from 'zod'
import { AfterGo } from './evaluation.ts'
import { Instant, ServiceId } from './primitives.ts'

/**
 * `releases/list.json`: what the filter in the browser reads of all releases, newest first, column by column: place n of
 * each column is of the nth release. Null stands for "nothing to say".
 */
export const ReleaseColumns = z.strictObject({
  service: z.array(ServiceId),
  version: z.array(z.string()),
  /** What it is for: the dossier's purpose, else the tag's message; empty when there is neither. */
  purpose: z.array(z.string()),
  /** Said beside the version of one that is not ordinary, alarms before all else. */
  marks: z.array(z.array(z.enum(['tampered', 'tag moved', 'rejudged', 'pre-release', 'no version']))),
  /** Today's outcome of the five groups and of the severity rule, a letter each. */
  strip: z.array(z.string()),
  /** Verdict today, and at release when it was another. */
  verdict: z.array(z.enum(['go', 'no-go', 'aged-out', 'no-dossier', 'quarantined'])),
  was: z.array(z.enum(['go', 'no-go', 'no-dossier', 'quarantined']).nullable()),
  /** When a GO ends, and what it is then: the browser turns it. */
  until: z.array(Instant.nullable()),
  endsAs: z.array(AfterGo.nullable()),
  type: z.array(z.string().nullable()),
  /** The furthest environment it runs in today, and the furthest it ever reached. */
  runsIn: z.array(z.string().nullable()),
  reached: z.array(z.string().nullable()),
  /** Open risks; null when nothing is known of them. */
  risks: z.array(z.int().min(0).nullable()),
  /** Day of the tag in UTC. */
  released: z.array(z.iso.date()),
})
export type ReleaseColumns = z.infer<typeof ReleaseColumns>
