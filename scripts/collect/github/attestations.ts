import { hash } from 'node:crypto'
import { canonical } from '../../../src/decide/canonical.ts'
import type { Finding } from '../../../src/model/finding.ts'
import type { AttestationFact } from '../../../src/model/github.ts'
import type { ReleaseRecord } from '../../../src/model/release.ts'
import type { Github, Told } from './client.ts'
import { AttestationsShape } from './shapes.ts'

/** The Sigstore bundles that GitHub keeps about bytes: RFC 8785 bytes each, null where GitHub only says where it is. */
export type Bundles = (subject: string) => Promise<Told<(Buffer | null)[]>>

/** Asks for the attestations about one digest, at most the newest hundred. */
export function bundlesFrom(github: Github): Bundles {
  return async (subject) => {
    const question = {
      what: 'the attestations',
      route: 'GET /repos/{owner}/{repo}/attestations/{subject_digest}',
      parameters: { subject_digest: `sha256:${subject}`, per_page: 100 },
    }
    const told = await github.get(question, AttestationsShape)
    if (told.ok) {
      const bundles = told.value.attestations.map(({ bundle }) =>
        bundle ? Buffer.from(canonical(bundle)) : null,
      )
      return { ok: true, value: bundles }
    }
    return told.failure.reason === 'absent' ? { ok: true, value: [] } : told
  }
}

type Collected = Pick<ReleaseRecord, 'dossierSource' | 'evidence'>

/** What GitHub keeps about the dossier and the evidence that CI made; what lies in the tree is the commit's own. */
export async function attestationFacts(
  bundlesOf: Bundles,
  { dossierSource, evidence }: Collected,
): Promise<{ attestations: AttestationFact[]; unknown: Finding[] }> {
  const made = evidence.filter(({ collectedFrom }) => collectedFrom.source !== 'tree')
  const subjects = [
    ...(dossierSource && dossierSource.source !== 'tree' ? [dossierSource.sha256] : []),
    ...made.flatMap(({ sha256 }) => sha256 ?? []),
  ]
  const told = await Promise.all(
    [...new Set(subjects)].map(async (subject) => ({ subject, told: await bundlesOf(subject) })),
  )
  const attestations = told.flatMap(({ subject, told: each }) =>
    each.ok ? each.value.map((bundle) => ({ subject, bundle: bundle && sealOf(bundle) })) : [],
  )
  const failed = told.flatMap(({ told: each }) => (each.ok ? [] : each.failure.findings))
  const elsewhere = attestations.filter(({ bundle }) => bundle === null)
  return {
    attestations: attestations.slice(0, 1000),
    unknown: [
      ...failed.slice(0, 1),
      ...(elsewhere.length > 0
        ? [{ code: 'github.bundle_elsewhere', args: { count: elsewhere.length }, path: [] }]
        : []),
    ],
  }
}

function sealOf(bundle: Buffer): { sha256: string; bytes: number } {
  return { sha256: hash('sha256', bundle), bytes: bundle.length }
}
