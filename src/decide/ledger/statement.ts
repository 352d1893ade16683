import type { Evaluation } from '#model/evaluation.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { releaseId } from '#model/release.ts'
import type { ReleaseStatement } from '#model/statement.ts'
import { compareText } from '../lib/findings.ts'

/** What a statement names besides the release: digests in lower-case hex, addresses as they are published. */
export type StatementSources = {
  /** Of the record's bytes, and of what the policy says, see `policyText`. */
  recordSha256: string
  policySha256: string
  /** Where the catalog is published; null when that is not known. */
  site: string | null
  repositoryUrl: string | null
}

/**
 * The verdict at release as an in-toto statement with a SLSA verification summary: which policy, over which inputs, when,
 * with what result. It never changes afterwards, since later policies and the age of evidence do not touch it.
 * @returns null for a release that was not assessed: there is nothing to state about it.
 */
export function releaseStatement(
  record: ReleaseRecord,
  atRelease: Evaluation,
  { recordSha256, policySha256, site, repositoryUrl }: StatementSources,
): ReleaseStatement | null {
  const { decision, at, policy } = atRelease
  if (decision === 'not-assessed') return null
  const { git, service, version } = record
  const resource =
    repositoryUrl === null ? `release:${releaseId(record)}` : `git+${repositoryUrl}@refs/tags/${git.tag}`
  const subject = [
    ...(git.commit === null ? [] : [{ name: git.tag, digest: { gitCommit: git.commit } }]),
    { name: `record of ${service}@${version}`, digest: { sha256: recordSha256 } },
  ]
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject,
    predicateType: 'https://slsa.dev/verification_summary/v1',
    predicate: {
      verifier: { id: site ?? 'about:release-catalog' },
      timeVerified: at,
      resourceUri: resource,
      policy: { uri: `policy:${policy.id}@${policy.version}`, digest: { sha256: policySha256 } },
      inputAttestations: inputs(record),
      verificationResult: decision === 'go' ? 'PASSED' : 'FAILED',
      verifiedLevels: [decision === 'go' ? 'RELEASE_GO' : 'FAILED'],
    },
  }
}

/** The dossier and every artifact whose bytes were there, by name. */
function inputs({
  dossierSource,
  evidence,
}: ReleaseRecord): ReleaseStatement['predicate']['inputAttestations'] {
  const artifacts = evidence
    .flatMap(({ name, sha256 }) => (sha256 === null ? [] : [{ uri: `evidence:${name}`, digest: { sha256 } }]))
    .sort((a, b) => compareText(a.uri, b.uri))
  return dossierSource
    ? [{ uri: 'dossier:', digest: { sha256: dossierSource.sha256 } }, ...artifacts]
    : artifacts
}
