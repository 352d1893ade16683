import { hash } from 'node:crypto'
import { canonical } from '#decide/lib/canonical.ts'
import { type Finding, finding } from '#model/finding.ts'
import type { AttestationFact } from '#model/github.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { readJson } from '#parse/json.ts'
import { LIMITS } from '#parse/limits.ts'
import { unpackSnappy } from '#parse/snappy.ts'
import { cutAt, type Github, type GithubResponse } from './client.ts'
import type { ResponseCache } from './response-cache.ts'
import { AttestationsShape } from './shapes.ts'

/** The Sigstore bundles that GitHub keeps about bytes. */
export type Bundles = (subject: string) => Promise<GithubResponse<Bundle[]>>

/** Asks for the attestations about one digest, the newest hundred, and fetches those that are only pointed at. */
export function bundlesFrom(github: Github, answers: ResponseCache): Bundles {
  return async (subject) => {
    const question = {
      what: 'the attestations',
      route: 'GET /repos/{owner}/{repo}/attestations/{subject_digest}',
      parameters: { subject_digest: `sha256:${subject}`, per_page: MOST_ASKED },
    }
    const answer = await github.get(question, AttestationsShape)
    if (!answer.ok) return answer.failure.reason === 'absent' ? { ok: true, value: [] } : answer
    const bundles = answer.value.attestations.map(async ({ bundle, bundle_url }): Promise<Bundle> => {
      if (bundle) return { bundle: Buffer.from(canonical(bundle)), unknown: [] }
      return bundleElsewhere(github, answers, subject, bundle_url ?? '')
    })
    return { ok: true, value: await Promise.all(bundles) }
  }
}

type Collected = Pick<ReleaseRecord, 'dossierSource' | 'evidence'>

/** GitHub gives no more at once. */
const MOST_ASKED = 100
/** Attestations of one release that its record names. */
const MOST_KEPT = 1000

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
  const given = await Promise.all(
    [...new Set(subjects)].map(async (subject) => ({ subject, answer: await bundlesOf(subject) })),
  )
  const kept = given.flatMap(({ subject, answer: each }) =>
    each.ok ? each.value.map((bundle) => ({ ...bundle, subject })) : [],
  )
  const failed = given.flatMap(({ answer: each }) => (each.ok ? [] : each.failure.findings))
  const unread = kept.filter(({ bundle }) => bundle === null)
  // Of a full answer nobody knows what follows.
  const full = given.filter(({ answer: each }) => each.ok && each.value.length >= MOST_ASKED)
  const attestations = kept.map(({ subject, bundle }) => ({ subject, bundle: bundle && sealOf(bundle) }))
  return {
    attestations: attestations.slice(0, MOST_KEPT),
    unknown: [
      ...[...failed, ...unread.flatMap(({ unknown }) => unknown)].slice(0, 1),
      ...(unread.length > 0 ? [finding('github.bundle_elsewhere', { count: unread.length })] : []),
      ...cutAt(MOST_KEPT, attestations.length, 'attestations that the record names'),
      ...(full.length > 0
        ? [finding('github.more_attestations', { shown: MOST_ASKED, count: full.length })]
        : []),
    ],
  }
}

function sealOf(bundle: Buffer): { sha256: string; bytes: number } {
  return { sha256: hash('sha256', bundle), bytes: bundle.length }
}

/** The RFC 8785 bytes of a Sigstore bundle; null where there are none, with the reason. */
type Bundle = { bundle: Buffer | null; unknown: Finding[] }

/** Bytes of a bundle as it is fetched, and as it is when unpacked; one with a large predicate has a megabyte. */
const MOST_PACKED = 4 << 20
const MOST_UNPACKED = 16 << 20

/**
 * Fetches a bundle that GitHub only points at: JSON in Snappy's raw block format. Once it was read it is not fetched again:
 * the address is signed anew for each answer, its path stays.
 * @param subject digest of what the bundle is about.
 */
async function bundleElsewhere(
  github: Github,
  answers: ResponseCache,
  subject: string,
  address: string,
): Promise<Bundle> {
  const url = URL.parse(address)
  if (url === null) return unread('it names no address')
  const key = `bundle ${subject} ${url.origin}${url.pathname}`
  const known = answers.findBytes(key)
  if (known !== null) return { bundle: known, unknown: [] }
  const answer = await github.elsewhere(WHAT, url.href, MOST_PACKED)
  if (!answer.ok) return { bundle: null, unknown: answer.failure.findings }
  const unpacked = unpackSnappy(answer.value, MOST_UNPACKED)
  if (unpacked === null) return unread('it is no whole bundle packed with Snappy')
  const json = readJson(unpacked, { ...LIMITS.evidence, bytes: MOST_UNPACKED })
  if (!json.ok || !isObject(json.value)) return unread('what is packed is no JSON object')
  const bundle = Buffer.from(canonical(json.value))
  answers.keepBytes(key, bundle)
  return { bundle, unknown: [] }
}

const WHAT = 'an attestation that it keeps elsewhere'

function unread(reason: string): Bundle {
  return { bundle: null, unknown: [finding('github.failed', { what: WHAT, reason })] }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
