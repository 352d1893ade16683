import type { Posture } from '#model/evaluation.ts'
import { finding } from '#model/finding.ts'
import type { InputRegister } from '#model/inputs.ts'
import type { LedgerEntry } from '#model/ledger.ts'
import type { Policy } from '#model/policy.ts'
import type { Instant } from '#model/primitives.ts'
import type { ReleaseRecord } from '#model/release.ts'
import type { Service } from '#model/service.ts'
import { pinnedPolicy } from '../ledger/verdicts.ts'
import { sortFindings } from '../lib/findings.ts'
import { publishedPosture } from './posture.ts'

/** What judging a published release needs besides its record and its newest entry in the ledger. */
export type JudgingFacts = {
  policies: readonly Policy[]
  /** The policy of services that name none. */
  policy: string
  services: ReadonlyMap<string, Pick<Service, 'policy'>>
  /** The registers that releases name items of; left out where there are none. */
  inputs?: readonly InputRegister[] | undefined
  /** Catalog time, UTC. */
  at: Instant
}

/** The id of the policy that judges a service today. */
export function policyOf(
  { service }: Pick<ReleaseRecord, 'service'>,
  { services, policy }: Pick<JudgingFacts, 'services' | 'policy'>,
): string {
  return services.get(service)?.policy ?? policy
}

/**
 * Judges one record by the policy of its service, and at release by the one that its published verdict stays with: by
 * collect, by the pages, by an audit and in the reader's browser.
 * @param newest the newest entry of the release in the ledger; undefined when it was not published before.
 * @throws Error when no policy has the id, or the pinned one is not there.
 */
export function judgePublished(
  record: ReleaseRecord,
  facts: JudgingFacts,
  newest: LedgerEntry | undefined,
): Posture {
  const { git, dossierSource } = record
  const pinned = pinnedPolicy(newest, { commit: git.commit, dossierSha256: dossierSource?.sha256 ?? null })
  const judged = publishedPosture(record, facts.policies, policyOf(record, facts), facts.at, pinned)
  return withUnknownInputs(judged, record, facts.inputs)
}

/** A posture with what its dossier names of the catalog's registers and nobody finds there. */
export function withUnknownInputs(
  judged: Posture,
  { dossier }: Pick<ReleaseRecord, 'dossier'>,
  registers: readonly InputRegister[] = [],
): Posture {
  // Few are named: to look for these costs less than to index all items for each release.
  const isKnown = (name: { register: string; id: string }) =>
    registers.some(
      ({ register, items }) => register === name.register && items.some(({ id }) => id === name.id),
    )
  const hasAssumptions = registers.some(({ register }) => register === 'assumptions')
  const named = (dossier?.inputs ?? []).flatMap(({ register, id }) =>
    id === undefined ? [] : [{ register, id, path: ['inputs', id] }],
  )
  // A risk may name an assumption of a register that the catalog does not keep.
  const assumed = (dossier?.risks ?? []).flatMap(({ id: risk, assumption }) =>
    hasAssumptions && assumption !== undefined
      ? [{ register: 'assumptions', id: assumption, path: ['risks', risk] }]
      : [],
  )
  const unknown = [...named, ...assumed]
    .filter((name) => !isKnown(name))
    .map(({ register, id, path }) => finding('input.unknown', { register, id }, path))
  return unknown.length === 0
    ? judged
    : { ...judged, findings: sortFindings([...judged.findings, ...unknown]) }
}
