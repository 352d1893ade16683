import { newestEntries } from '#decide/ledger/ledger.ts'
import type { Progress } from '#lib/progress.ts'
import { makeRunbookOf } from '#messages/runbook-of.ts'
import type { LedgerEntry } from '#model/ledger.ts'
import type { ScoringRegistry } from '#model/scoring.ts'
import { isStateDamaged, type LastRun, readState } from '#store/state.ts'
import type { Store } from '#store/store.ts'
import { indexKey, listingsKey, recordsKey } from './cache-keys.ts'
import { type CatalogContext, catalogContext } from './configuration/catalog-context.ts'
import type { Configuration } from './configuration/configuration.ts'
import { readScoring } from './configuration/scoring.ts'
import type { Forge } from './forge/types.ts'
import type { Repository } from './git/repository.ts'
import type { Judging } from './index/entry.ts'
import type { OfferMemory } from './remembered-offers.ts'
import { digestPolicies } from './statements.ts'
import type { AssignedTags } from './tags/tagged.ts'

/** Everything the parts of one collecting run share. */
export type CollectRun = {
  content: string
  configuration: Configuration
  repository: Repository
  /** Commit of the repository's notes of dossiers; null when it has none. */
  notes: string | null
  /** Null when no forge is asked. */
  forge: Forge | null
  assigned: AssignedTags
  context: CatalogContext
  /** The scoring files: no record, verdict or index depends on them. */
  scoring: ScoringRegistry
  /** Catalog time. */
  at: string
  /** The memory of the last run, and the digests that say whether it still holds. */
  state: LastRun
  /** There was a memory of the last run, and nobody could read it. */
  isStateDamaged: boolean
  recordsKey: string
  listingsKey: string
  indexKey: string
  /** The ledger to go on from. */
  ledger: string
  /** Path or address of the ledger as it was published before; null without one, or when a new one is started. */
  published: string | null
  /** Who offered which bytes first, from another ledger than the one that the run goes on from; null for that one. */
  memory: OfferMemory | null
  store: Store
  progress: Progress
}

/** Puts a run together. @param at catalog time. */
export function makeRun(
  given: Pick<
    CollectRun,
    | 'content'
    | 'configuration'
    | 'repository'
    | 'notes'
    | 'forge'
    | 'assigned'
    | 'ledger'
    | 'published'
    | 'memory'
    | 'store'
    | 'progress'
  >,
  at: string,
): CollectRun {
  const { configuration, repository, assigned } = given
  const context = catalogContext(configuration, assigned, repository)
  return {
    ...given,
    context,
    scoring: readScoring(configuration.scoring, configuration.people, at),
    at,
    state: readState(given.content),
    isStateDamaged: isStateDamaged(given.content),
    recordsKey: recordsKey(configuration, repository, assigned.services, given.forge),
    listingsKey: listingsKey(given.notes, given.forge),
    indexKey: indexKey(context, at),
  }
}

/**
 * What judging needs, of a catalog's facts and of the entries of the ledger that it goes on from.
 * @param at catalog time.
 */
export function judgingOf(context: CatalogContext, at: string, entries: readonly LedgerEntry[]): Judging {
  return {
    policies: context.policies,
    policyDigests: digestPolicies(context.policies),
    policy: context.policy,
    services: new Map(context.services.map((service) => [service.id, service])),
    environments: context.environments.map(({ id }) => id),
    inputs: context.inputs,
    newest: newestEntries(entries),
    runbookOf: makeRunbookOf(context.runbooks),
    at,
  }
}
