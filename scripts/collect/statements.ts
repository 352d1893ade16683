import { hash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { releaseStatement } from '#decide/ledger/statement.ts'
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
  {
    site,
    base,
    repositoryUrl,
    policies,
  }: Pick<CatalogContext, 'site' | 'base' | 'repositoryUrl' | 'policies'>,
): string | null {
  const statement = releaseStatement(record, atRelease, {
    recordSha256: digest,
    policySha256: policyDigest(policies, atRelease.policy),
    site: site === null ? null : new URL(base, site).href,
    repositoryUrl,
  })
  return statement && canonical(statement)
}

/** Writes the statement about a release that was judged; one that is not assessed any more takes it away. */
export function keepStatement(
  { store, content, context }: { store: Store; content: string; context: CatalogContext },
  stored: StoredRecord,
  atRelease: Evaluation,
): void {
  const path = statementPath(stored.record)
  const text = statementText(stored, atRelease, context)
  if (text !== null) store.write(path, text)
  else if (existsSync(join(content, path))) store.remove(path)
}

const digests = new WeakMap<Policy, string>()

/** Of the policy's RFC 8785 bytes; ten thousand releases are judged by a handful of policies. */
function policyDigest(policies: readonly Policy[], { id, version }: Evaluation['policy']): string {
  const policy = policies.find((each) => each.id === id && each.version === version)
  if (!policy) throw new Error(`There is no policy ${id}@${version}.`)
  const digest = digests.get(policy) ?? hash('sha256', canonical(policy))
  digests.set(policy, digest)
  return digest
}
