import { z } from 'zod'
import { AfterGo, Decision, Standing, Strip } from './evaluation.ts'
import { Id, Instant, ReleaseType, ServiceId, Sha256 } from './primitives.ts'
import { ReleaseState } from './release.ts'

/** One line of `content/releases/index.ndjson`, at most 400 bytes: what lists need, and where the rest is. */
export const IndexLine = z.strictObject({
  service: ServiceId,
  /** Its slug is the last part of the page's URL and the name of the record file. */
  version: z.string(),
  state: ReleaseState,
  semantic: z.boolean().default(true),
  prerelease: z.boolean().default(false),
  /** How many times its service had begun its numbers anew. */
  era: z.int().min(0).default(0),
  /** True when the bytes of an artifact are not those that its digest was taken from. */
  tampered: z.boolean().default(false),
  /** The tag's time, UTC. */
  released: Instant,
  type: ReleaseType.nullable(),
  atRelease: Decision,
  today: Standing,
  /** Strip at release and today. */
  strips: z.tuple([Strip, Strip]),
  /** Today's blockers, and open risks. */
  blockers: z.int().min(0),
  risks: z.int().min(0),
  validUntil: Instant.nullable(),
  /** How it stands from `validUntil` on. */
  endsAs: AfterGo.nullable().default(null),
  /** Furthest environment reached. */
  environment: Id.nullable(),
  /** SHA-256 of the record's bytes. */
  digest: Sha256,
  /** Changes when anything its page shows changes. */
  key: z.string().regex(/^[0-9a-f]{16}$/),
})
export type IndexLine = z.infer<typeof IndexLine>
