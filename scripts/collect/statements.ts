import { hash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { policyText } from '#decide/history/policies.ts'
import { releaseStatement } from '#decide/ledger/statement.ts'
import { type PolicyDigests, policyName } from '#decide/ledger/verdicts.ts'
import { canonical } from '#decide/lib/canonical.ts'
import type { Evaluation } from '#model/evaluation.ts'
import type { Policy } from '#model/policy.ts'
import { slug } from '#model/slug.ts'
import type { StoredRecord } from '#store/records.ts'
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

interface Publishing {
  store: Store
  content: string
  context: CatalogContext
  judging: { policyDigests: PolicyDigests }
}

/** Writes the statement about a release that was judged; one that is not assessed any more takes it away. */
export function keepStatement(
  { store, content, context, judging }: Publishing,
  stored: StoredRecord,
  atRelease: Evaluation,
): void {
  const path = statementPath(stored.record)
  const text = statementText(stored, atRelease, context, judging.policyDigests)
  if (text !== null) store.write(path, text)
  else if (existsSync(join(content, path))) store.remove(path)
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
