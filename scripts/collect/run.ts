import { hash } from 'node:crypto'
import type { Progress } from '#lib/progress.ts'
import { readState, type State } from '#store/state.ts'
import type { Store } from '#store/store.ts'
import { catalogFrame, type Frame } from './configuration/catalog-context.ts'
import type { Configuration } from './configuration/configuration.ts'
import { trustText } from './configuration/trust.ts'
import type { Forge } from './forge/types.ts'
import type { Repository } from './git/repository.ts'
import type { Judging } from './index/entry.ts'
import { judgingBasis } from './index/evaluation-cache.ts'
import { programDigest } from './program-digest.ts'
import type { Assigned } from './tags/tagged.ts'

/** Everything the parts of one collecting run share. */
export type Run = {
  content: string
  configuration: Configuration
  repository: Repository
  /** Commit of the repository's notes of dossiers; null when it has none. */
  notes: string | null
  /** Null when no forge is asked. */
  forge: Forge | null
  assigned: Assigned
  frame: Frame
  /** What judging needs. */
  judging: Judging
  /** The memory of the last run, and the digests that say whether it still holds. */
  state: State
  basis: string
  sources: string
  indexBasis: string
  /** The ledger to go on from. */
  ledger: string
  store: Store
  progress: Progress
}

/** Puts a run together. @param at catalog time. */
export function makeRun(
  given: Pick<
    Run,
    | 'content'
    | 'configuration'
    | 'repository'
    | 'notes'
    | 'forge'
    | 'assigned'
    | 'ledger'
    | 'store'
    | 'progress'
  >,
  at: string,
): Run {
  const { configuration, repository, assigned } = given
  const frame = catalogFrame(configuration, assigned.services, assigned.guessed, repository.name)
  return {
    ...given,
    frame,
    judging: judgingOf(frame, at),
    state: readState(given.content),
    basis: basisOf(configuration, repository, assigned, given.forge?.scope ?? null),
    sources: digestOf([given.notes, given.forge?.state ?? null]),
    indexBasis: indexBasisOf(frame, at),
  }
}

/** What judging needs, of a catalog's facts. */
export function judgingOf(frame: Frame, at: string): Judging {
  return {
    policies: frame.policies,
    policy: frame.policy,
    services: new Map(frame.services.map((service) => [service.id, service])),
    environments: frame.environments.map(({ id }) => id),
    at,
  }
}

/** Digest of all that goes into records besides their tags. */
function basisOf(
  { artifacts, dossier, trust }: Configuration,
  repository: Repository,
  { services }: Assigned,
  forge: string | null,
): string {
  const { hexLength, shallow } = repository
  return digestOf([
    artifacts,
    dossier,
    forge,
    services,
    hexLength,
    [...shallow].sort(),
    trustText(trust),
    programDigest(RECORD_MAKERS),
  ])
}

/** Digest of all that goes into the index besides the records. */
export function indexBasisOf(frame: Frame, at: string): string {
  return digestOf([judgingBasis(frame), at])
}

const RECORD_MAKERS = [
  'scripts/collect',
  'scripts/formats',
  'scripts/lib',
  'scripts/parse',
  'scripts/store',
  'scripts/verify',
  'src/model',
]

function digestOf(parts: readonly unknown[]): string {
  return hash('sha256', JSON.stringify(parts))
}
