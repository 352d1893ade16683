import { z } from 'zod'
import { EvidenceStatus } from './evidence.ts'
import { Id, Line, ObjectId, Severity } from './primitives.ts'

/** How the evidence of a release can stand today: as its bytes say, or too old. */
export const EvidenceState = z.enum([...EvidenceStatus.options, 'stale'])
export type EvidenceState = z.infer<typeof EvidenceState>

/** What releases are looked for by, besides their index line: each list in order, each word once. */
export const ReleaseTraits = z.strictObject({
  /** Names of its owners. */
  owners: z.array(Line).max(200),
  /** Gates that keep it from GO today. */
  gates: z.array(Id),
  /** Severities of the risks that it leaves open, those that it forgot included. */
  severities: z.array(Severity).max(4),
  evidence: z.array(EvidenceState),
  /** True when a gate holds only by an exception today. */
  waived: z.boolean(),
  /** True when it offers the bytes of an earlier release for other code. */
  reused: z.boolean(),
  /** True when something was found of how it was promoted, or of the smoke runs after that. */
  againstRules: z.boolean(),
  commit: ObjectId.nullable(),
})
export type ReleaseTraits = z.infer<typeof ReleaseTraits>
