import { z } from 'zod'
import { HttpsUrl, Id, Instant, Line, list, ServiceId } from './primitives.ts'

/** The registers that feed a go/no-go [003 "the inputs that feed Go/No-Go"]. */
export const RegisterName = z.enum(['phase-readiness', 'work-queue', 'assumptions', 'tech-debt'])
export type RegisterName = z.infer<typeof RegisterName>

const Item = {
  /** How releases name it, such as A-014; of all registers together each once. */
  id: Id,
  title: Line,
  /** Who answers for it; null is shown as "unowned". */
  owner: Line.nullable().default(null),
  /** The services that it is about; none = all. */
  services: list(ServiceId, 100),
  /** What was seen or is still to do, in words. */
  note: Line.optional(),
  url: HttpsUrl.optional(),
  /** Day on which somebody looked at it last. */
  updated: z.iso.date().optional(),
}

/** A phase of the way to production, signed off or not. */
const Phase = z.strictObject({ ...Item, state: z.enum(['not-ready', 'in-progress', 'ready']) })

/** Work for which somebody is waiting. Only `completed` work is told in release notes. */
const Work = z
  .strictObject({
    ...Item,
    state: z.enum(['queued', 'in-flight', 'completed', 'dropped']),
    /** True: a release should wait for it. */
    gates: z.boolean().default(false),
    completedAt: Instant.optional(),
    /** Numbers of the pull requests that did it. */
    pullRequests: z.array(z.int().min(1)).max(100).optional(),
  })
  .refine(({ state, completedAt }) => (state === 'completed') === (completedAt !== undefined), {
    message: 'work is completed when completedAt says when, and only then',
    path: ['completedAt'],
  })

/** Something taken for granted before production, and whether it was seen to hold. */
const Assumption = z.strictObject({ ...Item, state: z.enum(['open', 'validated', 'refuted']) })

/** Debt of the code. What is accepted is a runtime fallback: shown, and not counted against a GO until its day [003]. */
const Debt = z
  .strictObject({
    ...Item,
    state: z.enum(['open', 'accepted', 'resolved']),
    until: z.iso.date().optional(),
    reason: Line.optional(),
  })
  .refine(({ state, owner, until, reason }) => state !== 'accepted' || (owner && until && reason), {
    message: 'accepted debt has an owner, a reason and a day until which it is accepted',
    path: ['state'],
  })

const about = { title: Line, summary: Line.optional(), source: HttpsUrl.optional() }

/** `content/inputs/<name>.yaml`: one register with its items. */
export const InputRegister = z.discriminatedUnion('register', [
  z.strictObject({ register: z.literal('phase-readiness'), ...about, items: list(Phase, 500) }),
  z.strictObject({ register: z.literal('work-queue'), ...about, items: list(Work, 2000) }),
  z.strictObject({ register: z.literal('assumptions'), ...about, items: list(Assumption, 500) }),
  z.strictObject({ register: z.literal('tech-debt'), ...about, items: list(Debt, 500) }),
])
export type InputRegister = z.infer<typeof InputRegister>
export type InputItem = InputRegister['items'][number]
