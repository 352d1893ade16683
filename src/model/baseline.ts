import { z } from 'zod'

/**
 * What public facts show of one requirement: it is met; it is not, and something would show it; nobody can tell from here; or
 * who could tell was not asked. Never a verdict.
 */
export const BaselineOutcome = z.enum(['met', 'unmet', 'unshown', 'unasked'])
export type BaselineOutcome = z.infer<typeof BaselineOutcome>
