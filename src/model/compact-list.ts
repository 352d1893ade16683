import { z } from 'zod'
import { ServiceId } from './primitives.ts'

/** One release, pointing into the tables of its list; 0 stands for "nothing to report". */
export const CompactRow = z.tuple([
  /** Position in `services`, version, and slug unless it is the version. */
  z.int().min(0),
  z.string(),
  z.union([z.string(), z.literal(0)]),
  /** What it is for. */
  z.string(),
  /** Position in `strips`. */
  z.int().min(0),
  /** Verdict today, and at release when it was another. */
  z.string(),
  z.union([z.string(), z.literal(0)]),
  /** Release type; where it runs, in words; open risks; day of the tag; mark. */
  z.union([z.string(), z.literal(0)]),
  z.string(),
  z.int().min(0).nullable(),
  z.iso.date(),
  z.union([z.string(), z.literal(0)]),
])
export type CompactRow = z.infer<typeof CompactRow>

/** `releases/list.json`: the whole list as the filter in the browser reads it, newest release first. */
export const CompactList = z.strictObject({
  services: z.array(ServiceId),
  /** Letters of a strip, and the same in words. */
  strips: z.array(z.tuple([z.string(), z.string()])),
  /** Verdicts with the words they are shown with. */
  verdicts: z.record(z.string(), z.string()),
  rows: z.array(CompactRow),
})
export type CompactList = z.infer<typeof CompactList>
