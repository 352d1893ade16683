import type { Links } from '#messages/links.ts'
import type { Policy } from '#model/policy.ts'
import type { Summary } from '#model/summary.ts'

/** What the policy page is made of. */
export interface PolicyInput {
  /** Every version of every policy. */
  policies: readonly Policy[]
  /** The policy that judges services that name none. */
  id: string
  /** Catalog time. */
  at: string
  summary: Summary
  links: Links
  services: ReadonlyMap<string, { name: string; policy?: string | undefined }>
}
