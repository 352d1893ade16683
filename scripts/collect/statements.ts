import { hash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { policyText } from '#decide/history/policies.ts'
import { releaseStatement } from '#decide/ledger/statement.ts'
import { type PolicyDigests, policyName } from '#decide/ledger/verdicts.ts'
import { canonical } from '#decide/lib/canonical.ts'
import { readPlain } from '#lib/files.ts'
import { apiEvaluation } from '#messages/report/evaluation.ts'
import type { RunbookOf } from '#messages/runbook-of.ts'
import type { Evaluation, Posture } from '#model/evaluation.ts'
import type { Policy } from '#model/policy.ts'
import { slug } from '#model/slug.ts'
import type { StoredRecord } from '#store/records.ts'
import type { CollectedRelease } from '#store/state.ts'
import type { Store } from '#store/store.ts'
import type { CatalogContext } from './configuration/catalog-context.ts'

/** Where the statements about verdicts stand in the content folder: beside the records, and no records. */
export const STATEMENTS = 'releases/.attestations'

/** Where the statement about a release stands. */
export function statementPath(release: { service: string; version: string }): string {
  return `${STATEMENTS}/${release.service}/${slug(release.version)}.json`
}

/** The RFC 8785 text of the statement about a release that was judged; null when nothing may be stated about it. */
export function statementText(
  { record, digest }: StoredRecord,
  atRelease: Evaluation,
  { site, base, repositoryUrl }: Pick<CatalogContext, 'site' | 'base' | 'repositoryUrl'>,
  policyDigests: PolicyDigests,
): string | null {
  const statement = releaseStatement(record, atRelease, {
    recordSha256: digest,
    policySha256: digestOf(atRelease.policy, policyDigests),
    site: site === null ? null : new URL(base, site).href,
    repositoryUrl,
  })
  return statement && canonical(statement)
}

/** Where the evaluations in words stand in the content folder. */
export const EVALUATIONS = 'releases/.evaluations'

/** Where the evaluation of a release stands. */
export function evaluationPath(release: { service: string; version: string }): string {
  return `${EVALUATIONS}/${release.service}/${slug(release.version)}.json`
}

/** The RFC 8785 text of what both evaluations of a release say; null without a dossier. */
export function evaluationText(
  { record, digest }: StoredRecord,
  posture: Posture,
  runbookOf: RunbookOf,
): string | null {
  return record.state === 'no-dossier' ? null : canonical(apiEvaluation(record, digest, posture, runbookOf))
}

interface Publishing {
  store: Store
  content: string
  context: CatalogContext
  judging: { policyDigests: PolicyDigests; runbookOf: RunbookOf }
}

/** Digests of what is published of a verdict beside its record; null for what is not. */
export type KeptVerdict = { statement: string | null; evaluation: string | null }

/**
 * Writes what is published of a verdict beside its record; what does not hold any more is taken away.
 * @returns the digests of both.
 */
export function keepVerdict(
  { store, content, context, judging }: Publishing,
  stored: StoredRecord,
  posture: Posture,
): KeptVerdict {
  const { policyDigests, runbookOf } = judging
  const statement = statementText(stored, posture.atRelease, context, policyDigests)
  const evaluation = evaluationText(stored, posture, runbookOf)
  const texts = [
    [statementPath(stored.record), statement],
    [evaluationPath(stored.record), evaluation],
  ] as const
  for (const [path, text] of texts)
    if (text !== null) store.write(path, text)
    else if (existsSync(join(content, path))) store.remove(path)
  return {
    statement: statement && hash('sha256', statement),
    evaluation: evaluation && hash('sha256', evaluation),
  }
}

/** True when what is published of a release's verdicts lies there as the last run left it. */
export function isVerdictKept(
  content: string,
  { published, statement, evaluation }: Pick<CollectedRelease, 'published' | 'statement' | 'evaluation'>,
): boolean {
  return (
    digestAt(content, statementPath(published)) === statement &&
    digestAt(content, evaluationPath(published)) === evaluation
  )
}

function digestAt(content: string, path: string): string | null {
  const file = join(content, path)
  return existsSync(file) ? hash('sha256', readPlain(file)) : null
}

/** Digests every policy once: ten thousand releases are judged by a handful of them. */
export function digestPolicies(policies: readonly Policy[]): PolicyDigests {
  return new Map(policies.map((each) => [policyName(each), hash('sha256', policyText(each))]))
}

function digestOf(policy: Evaluation['policy'], digests: PolicyDigests): string {
  const digest = digests.get(policyName(policy))
  if (digest === undefined) throw new Error(`There is no policy ${policyName(policy)}.`)
  return digest
}
